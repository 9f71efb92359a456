"""``sig in-vm-access-control-profile-version``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
