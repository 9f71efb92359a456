"""``sig ad group``"""

VERBS = ("create", "list", "show", "delete", "get-member-groups")
