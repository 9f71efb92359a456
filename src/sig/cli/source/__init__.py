"""``sig source``"""

VERBS = ("add", "show", "list", "remove")
