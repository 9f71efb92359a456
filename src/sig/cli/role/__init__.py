"""``sig role``"""

VERBS = ()
