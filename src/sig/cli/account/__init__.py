"""``sig account``"""

VERBS = ("list", "show", "set", "list-locations", "add")
