"""``sig role assignment``"""

VERBS = ("create", "list", "delete")
