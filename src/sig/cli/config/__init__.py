"""``sig config``"""

VERBS = ("get", "set", "unset", "list")
