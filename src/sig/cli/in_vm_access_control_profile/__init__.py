"""``sig in-vm-access-control-profile``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
