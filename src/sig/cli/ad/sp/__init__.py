"""``sig ad sp``"""

VERBS = ("create", "create-for-rbac", "list", "show", "delete")
