"""``sig ad app credential``"""

VERBS = ("reset", "list", "delete")
