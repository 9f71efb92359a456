"""``sig ad sp credential``"""

VERBS = ("reset", "list", "delete")
