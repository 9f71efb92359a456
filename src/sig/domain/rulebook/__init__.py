"""The rule book: every rule of the gallery service by its number; read to explain, never to decide.

Code that decides a rule names its number where it refuses. Numbers up to R104 are those of the
service's rules; from R110 on they are refusals that the service does not document one by one, and
those of ``sig`` itself. The letters of R069 stand behind a point: R069a is a rule of its own.
"""

from sig.domain.rulebook import (
    access_control,
    accounts,
    applications,
    consuming,
    control_plane,
    definitions,
    deletion,
    directory,
    faults,
    galleries,
    identity,
    planning,
    prohibitions,
    publishing,
    requests,
    retiring,
    rights,
    roles,
    running,
    serving,
    sharing,
    sources,
    stores,
    time,
)
from sig.domain.rulebook.rule import EVIDENCE, KINDS, STATUS, Rule

__all__ = ["EVIDENCE", "KINDS", "RULES", "STATUS", "Rule", "by_code"]

_GROUPS = (
    galleries,
    definitions,
    publishing,
    sources,
    consuming,
    deletion,
    prohibitions,
    applications,
    access_control,
    identity,
    requests,
    accounts,
    sharing,
    stores,
    time,
    faults,
    retiring,
    planning,
    control_plane,
    serving,
    running,
    directory,
    roles,
    rights,
)
RULES: dict[str, Rule] = {
    rule.number: rule
    for rule in sorted((rule for group in _GROUPS for rule in group.RULES), key=lambda rule: rule.number)
}


def by_code(code: str) -> list[Rule]:
    """The rules whose refusals have that ARM code, in any case."""
    wanted = code.casefold()
    codes = {
        number: [code.casefold() for code in (rule.code, *rule.other_codes) if code] for number, rule in RULES.items()
    }
    return [rule for number, rule in RULES.items() if wanted in codes[number]]
