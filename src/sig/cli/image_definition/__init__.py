"""``sig image-definition``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
