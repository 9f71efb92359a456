"""``sig serve``"""

VERBS = ("run", "env")
