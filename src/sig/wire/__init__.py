"""The edges where foreign documents come in: checked here, once, into the domain's dataclasses."""
