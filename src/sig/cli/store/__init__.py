"""``sig store``"""

VERBS = ("init", "info", "path", "check", "migrate", "backup", "restore")
