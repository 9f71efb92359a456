"""``sig clock``"""

VERBS = ("show", "set", "advance", "reset")
