"""``sig share``"""

VERBS = ("add", "remove", "reset", "enable-community", "wait")
