"""``sig consumer``"""

VERBS = ("add", "show", "list", "remove", "import")
