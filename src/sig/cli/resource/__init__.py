"""``sig resource``"""

VERBS = ("show", "delete", "move")
