"""``sig image-version``"""

VERBS = (
    "create",
    "show",
    "list",
    "update",
    "delete",
    "wait",
    "replication",
    "undelete",
    "list-soft-deleted",
    "list-shared",
    "show-shared",
    "list-community",
    "show-community",
    "check-deploy",
)
