"""``sig ad group member``"""

VERBS = ("list", "add", "remove", "check")
