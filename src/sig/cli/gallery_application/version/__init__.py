"""``sig gallery-application version``"""

VERBS = ("create", "show", "list", "update", "delete", "wait")
