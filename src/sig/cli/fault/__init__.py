"""``sig fault``"""

VERBS = ("add", "list", "remove", "clear")
