"""``sig gallery``"""

VERBS = (
    "create",
    "show",
    "list",
    "update",
    "delete",
    "wait",
    "list-shared",
    "show-shared",
    "list-community",
    "show-community",
    "tree",
)
