"""``sig channel``"""

VERBS = ("set", "show", "list", "log", "rollback", "remove")
