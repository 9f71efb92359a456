"""``sig resource``"""

VERBS = ("move",)
