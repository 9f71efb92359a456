"""``sig ad``"""

VERBS: tuple[str, ...] = ()
