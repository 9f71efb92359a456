"""``sig gallery``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
