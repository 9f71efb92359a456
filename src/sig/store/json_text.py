"""JSON as the store reads and writes it: by Python's own module for a few documents, by orjson for many.

orjson is several times as fast, but its import takes as long as an empty Python, in which the other reads some two
thousand documents. What they do not agree on is left to orjson.
"""

from __future__ import annotations

import json
import sys
from math import isinf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FEW = 2_000_000  # bytes, of some 2,000 documents: what takes Python's own module as long as the import of orjson
_DIGITS = 18  # of a whole number that both read as one
_DEEPEST = 250  # levels that both read and write
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1  # of those that both write

_done = 0


def loads(data: bytes) -> Any:
    """What the text ``data`` says. Raises ValueError."""
    # Half a surrogate pair is text to Python, and how deep it reads depends on its release.
    if _is_little(len(data)) and b"\\u" not in data and data.count(b"[") + data.count(b"{") < _DEEPEST:
        try:
            return _DECODER.decode(data.decode())
        except (ValueError, RecursionError):
            pass  # orjson says what is wrong, if anything is
    import orjson

    return orjson.loads(data)


def dumps(value: Any, *, indented: bool = False, sorted_keys: bool = False) -> bytes:
    """The text of plain ``value``: on one line, or as a file with an indent of two. Raises TypeError."""
    if _is_little(1) and not _is_disputed(value):
        try:
            text = (_INDENTED if indented else _COMPACT)[sorted_keys].encode(value)
            return (text + "\n" if indented else text).encode()
        except (TypeError, ValueError, RecursionError):
            pass
    import orjson

    options = (orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE if indented else 0) | (
        orjson.OPT_SORT_KEYS if sorted_keys else 0
    )
    return orjson.dumps(value, option=options)


def _is_disputed(value: Any, depth: int = 0) -> bool:
    """Whether the two differ about ``value``: about a float, a number beyond 64 bits, or how deep it may be."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return isinstance(value, float) or (type(value) is int and not _SMALLEST <= value <= _LARGEST)
    if depth > _DEEPEST:
        return True
    for member in value:  # noqa: SIM110 - a generator costs as much again
        if type(member) is not str and _is_disputed(member, depth + 1):
            return True
    return False


def _is_little(size: int) -> bool:
    """Whether what was done so far, and ``size`` bytes more, is not worth the import of orjson."""
    global _done  # noqa: PLW0603 - of the process, as the import is
    _done += size
    return _done < _FEW and "orjson" not in sys.modules


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(digits)
    return int(digits)


def _fraction(text: str) -> float:
    found = float(text)
    if isinf(found):
        raise ValueError(text)
    return found


def _no_number(text: str) -> float:
    """NaN and the like, which are no JSON."""
    raise ValueError(text)


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_fraction, parse_constant=_no_number)
_INDENTED, _COMPACT = (
    tuple(json.JSONEncoder(ensure_ascii=False, sort_keys=keys, **form) for keys in (False, True))
    for form in ({"indent": 2}, {"separators": (",", ":")})
)
