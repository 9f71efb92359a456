"""``sig ad user``"""

VERBS = ("create", "list", "show", "update", "delete", "get-member-groups")
