"""``sig access``"""

VERBS = ("check", "explain", "list")
