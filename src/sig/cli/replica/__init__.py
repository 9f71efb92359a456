"""``sig replica``"""

VERBS = ("plan",)
