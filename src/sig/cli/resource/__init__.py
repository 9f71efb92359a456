"""``sig resource``"""

VERBS = ("show", "delete")
