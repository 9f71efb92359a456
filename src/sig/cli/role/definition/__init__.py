"""``sig role definition``"""

VERBS = ("list", "show", "create", "update", "delete")
