"""``sig store snapshot``"""

VERBS = ("save", "load", "list", "diff", "delete")
