"""``sig gallery-application``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
