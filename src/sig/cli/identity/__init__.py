"""``sig identity``"""

VERBS = ("assign", "remove", "show", "wait")
