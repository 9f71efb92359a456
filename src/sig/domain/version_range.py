"""Ranges of version numbers as people write them: ``~1.4``, ``^1``, ``1.4.*``, ``>=1.2 <2``."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown
from sig.domain.records import NamedTuple

Key = tuple[int, int, int]
"""The three parts of a version number; in a bound they may be one more than a number can have."""

_PARTS = 3
_BEYOND = 2**31  # the first value that no part has
_LOWEST: Key = (0, 0, 0)
_HIGHEST: Key = (_BEYOND, 0, 0)
_TERM = re.compile(r"(\^|~|>=|<=|>|<|=)?\s*v?(\*|x|\d{1,10}(?:\.(?:\d{1,10}|\*|x)){0,2})", re.IGNORECASE)
_WILD = ("*", "x", "X")


class VersionRange(NamedTuple):
    """The numbers from ``low`` up to, and without, ``high``; ``text`` is what was written."""

    text: str
    low: Key = _LOWEST
    high: Key = _HIGHEST

    @classmethod
    def parse(cls, text: str) -> VersionRange:
        """Read one or more terms that all must hold, with spaces or commas between them.

        ``1.4.2`` is that number; ``1.4``, ``1.4.*`` and ``~1.4`` are every 1.4; ``~1.4.2`` is 1.4.2 and later patches;
        ``^1.4`` is 1.4.0 and later without another first part that is not zero; ``>``, ``>=``, ``<``, ``<=`` and ``=``
        compare, a number with fewer parts standing for all that begin so. Raises InvalidParameter for anything else
        and for a range in which no number is.
        """
        low, high = _LOWEST, _HIGHEST
        rest = text.replace(",", " ").strip()
        if not rest:
            raise _refusal(text, "is not a range of versions")
        while rest:
            term = _TERM.match(rest)
            if term is None or (term.end() < len(rest) and not rest[term.end()].isspace()):
                raise _refusal(text, "is not a range of versions")
            term_low, term_high = _interval(term[1] or "=", _given(term[2]))
            low, high = max(low, term_low), min(high, term_high)
            rest = rest[term.end() :].lstrip()
        if low >= high:
            raise _refusal(text, "is a range that no version is in")
        return cls(text, low, high)

    @classmethod
    def of_major(cls, major: int) -> VersionRange:
        """Every number with that first part."""
        return cls(f"{major}.*", (major, 0, 0), (major + 1, 0, 0))

    def holds(self, number: Key) -> bool:
        return self.low <= number < self.high

    def within(self, other: VersionRange) -> VersionRange:
        """What is in both. Raises InvalidParameter where nothing is."""
        text = f"{self.text} {other.text}"
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low >= high:
            raise _refusal(text, "is a range that no version is in")
        return VersionRange(text, low, high)


def _given(text: str) -> list[int]:
    """The parts before the first that is left open."""
    parts = []
    for part in text.split("."):
        if part in _WILD:
            break
        parts.append(int(part))
    return parts


def _interval(operator: str, parts: list[int]) -> tuple[Key, Key]:
    low, after = _filled(parts), _next(parts)
    if operator in ("=", "~"):
        # ~ keeps Major and Minor, as far as they are given.
        return low, _next(parts[:2]) if operator == "~" else after
    if operator == "^":
        leading = next((at for at, part in enumerate(parts) if part), len(parts) - 1)
        return low, _next(parts[: leading + 1])
    return {">=": (low, _HIGHEST), ">": (after, _HIGHEST), "<": (_LOWEST, low), "<=": (_LOWEST, after)}[operator]


def _filled(parts: list[int]) -> Key:
    major, minor, patch = (*parts, *[0] * (_PARTS - len(parts)))
    return major, minor, patch


def _next(parts: list[int]) -> Key:
    """The lowest number above all that begin with ``parts``."""
    return _filled([*parts[:-1], parts[-1] + 1]) if parts else _HIGHEST


def _refusal(text: str, fault: str) -> InvalidParameter:
    return InvalidParameter(
        f"'{shown(text)}' {fault}.",
        target="match",
        hint="Write 1.4.2, ~1.4, ^1, 1.*, or bounds such as '>=1.2 <2'; quote it for the shell.",
        rule="R250",
    )
