"""Filters of directory lists, in the part of OData that scripts use: ``eq``, ``startswith``, ``any`` and ``and``."""

from __future__ import annotations

import re

from sig.domain.errors import DirectoryQueryUnsupported
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Holds = Callable[[Mapping[str, Any]], bool]

_TEXT = r"'((?:[^']|'')*)'"
_BLANK = r"\s+"
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_STARTS_WITH = re.compile(rf"startswith\(\s*(\w+)\s*,\s*{_TEXT}\s*\)", re.IGNORECASE)
_ANY = re.compile(rf"(\w+)/any\(\s*(\w+)\s*:\s*(\w+){_BLANK}eq{_BLANK}{_TEXT}\s*\)", re.IGNORECASE)
_EQUALS = re.compile(rf"(\w+){_BLANK}eq{_BLANK}(?:{_TEXT}|(true|false|null))", re.IGNORECASE)
_WORDS = {"true": True, "false": False, "null": None}


def parse(text: str) -> Holds:
    """What ``text`` asks of an object, given as the document that Graph answers.

    Names of members and texts compare without regard to case. Raises DirectoryQueryUnsupported for any other filter.
    """
    clauses: list[Holds] = []
    rest = text.strip()
    while True:
        clause, rest = _clause(rest, text)
        clauses.append(clause)
        if not rest.strip():
            return lambda found: all(holds(found) for holds in clauses)
        joint = _AND.match(rest)
        if joint is None:
            raise _unsupported(text)
        rest = rest[joint.end() :]


def _clause(text: str, whole: str) -> tuple[Holds, str]:
    if found := _STARTS_WITH.match(text):
        name, value = found[1], _unquoted(found[2])
        return lambda item: str(_member(item, name) or "").casefold().startswith(value), text[found.end() :]
    if (found := _ANY.match(text)) and found[2] == found[3]:
        name, value = found[1], _unquoted(found[4])
        return lambda item: value in [str(one).casefold() for one in _member(item, name) or ()], text[found.end() :]
    if found := _EQUALS.match(text):
        name, word = found[1], found[3]
        if word is not None:
            return lambda item: _member(item, name) is _WORDS[word.lower()], text[found.end() :]
        value = _unquoted(found[2])
        return lambda item: str(_member(item, name) or "").casefold() == value, text[found.end() :]
    raise _unsupported(whole)


def _unquoted(text: str) -> str:
    return text.replace("''", "'").casefold()


def _member(item: Mapping[str, Any], name: str) -> Any:
    wanted = name.casefold()
    return next((value for key, value in item.items() if key.casefold() == wanted), None)


# Difference from az: Filters of directory lists are the simple ones. --filter takes eq, startswith(…) and …/any(x:x eq
# '…'), joined by and; Microsoft Graph has more operators, and refuses members that an object does not have.
def _unsupported(text: str) -> DirectoryQueryUnsupported:
    return DirectoryQueryUnsupported(
        f"Unsupported or invalid query filter clause: {shown(text)}.",
        target="$filter",
        hint="Write \"displayName eq 'Alice'\" or \"startswith(displayName,'Al')\", several joined by and.",
        rule="R311",
    )
