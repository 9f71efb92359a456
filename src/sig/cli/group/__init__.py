"""``sig group``"""

VERBS = ("create", "show", "list", "delete", "exists")
