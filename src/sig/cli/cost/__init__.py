"""``sig cost``"""

VERBS = ("estimate",)
