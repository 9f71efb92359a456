"""``sig shim``"""

VERBS = ("install", "env")
