"""``sig usage``"""

VERBS = ("list",)
