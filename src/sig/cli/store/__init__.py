"""``sig store``"""

VERBS = ("init", "info", "path")
