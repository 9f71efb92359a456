"""``sig ad app``"""

VERBS = ("create", "list", "show", "delete")
