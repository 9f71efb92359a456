"""What differs between two documents, property by property, so that it can be shown, applied and taken back.

A path names a property from the document's top: ``resource.properties.publishingProfile.targetRegions[0].name``. A
key that would be misread stands in double quotes as in JSON: ``resource.tags."cost.center"``. The empty path is the
document itself.
"""

from __future__ import annotations

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    Value = Any
    """A JSON value: what a document is made of."""

Step = str | int
"""The key of an object, or the index of a list."""

_QUOTED = frozenset('.[]"\\')


class Change(NamedTuple):
    """One property before and after. ``None`` is where the property is not there.

    A null that is there is told from one that is not by never being a change of its own: the object around it is
    changed whole. In a list nothing can be absent, so ``None`` at an index is null.
    """

    path: str
    before: Value
    after: Value


class DoesNotFit(ValueError):
    """A change was made for another document: ``path`` does not hold what it held before the change."""

    def __init__(self, path: str, *, expected: Value, found: Value) -> None:
        super().__init__(f"'{path}' holds {found!r}, not {expected!r}")
        self.path = path
        self.expected = expected
        self.found = found


def diff(before: Value, after: Value) -> list[Change]:
    """What to change in ``before`` to make it ``after``; None for a document that is not there.

    Objects are compared by key, in any order; lists by index, and one whose length differs is one change. Numbers are
    the same if they are written the same: 1 is neither 1.0 nor true. The changes share their values with the documents.
    """
    changes: list[Change] = []
    _compare("", before, after, changes)
    return changes


def applied(document: Value, changes: Iterable[Change]) -> Value:
    """``document`` after ``changes``, which were made by ``diff``; the document itself is not touched.

    Raises DoesNotFit where the document does not hold what a change says was there before it, and ValueError for a path
    that ``diff`` never makes.
    """
    for change in changes:
        document = _replaced(document, steps(change.path), change)
    return document


def reversed_changes(changes: Sequence[Change]) -> list[Change]:
    """The changes that take ``changes`` back."""
    return [Change(path, after, before) for path, before, after in reversed(changes)]


def same(one: Value, other: Value) -> bool:
    """Whether two JSON values are written the same, but for the order of keys."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other) if isinstance(one, float) else bool(one == other)


def steps(path: str) -> list[Step]:
    """The keys and indexes that ``path`` is made of. Raises ValueError if it is none that ``diff`` makes."""
    found: list[Step] = []
    rest = path
    while rest:
        if rest[0] == "[":
            index, bracket, rest = rest[1:].partition("]")
            if not bracket or not (index.isascii() and index.isdigit()):
                raise ValueError(f"'{path}' is not a path in a document")
            found.append(int(index))
            continue
        if found:
            if rest[0] != ".":
                raise ValueError(f"'{path}' is not a path in a document")
            rest = rest[1:]
        key, rest = _key(path, rest)
        found.append(key)
    return found


def _key(path: str, rest: str) -> tuple[str, str]:
    """The key that ``rest``, the end of ``path``, begins with, and what follows it."""
    if rest.startswith('"'):
        import json

        try:
            key, end = json.JSONDecoder().raw_decode(rest)
        except ValueError:
            raise ValueError(f"'{path}' is not a path in a document") from None
        return str(key), rest[end:]
    end = next((at for at, character in enumerate(rest) if character in _QUOTED), len(rest))
    if end == 0:
        raise ValueError(f"'{path}' is not a path in a document")
    return rest[:end], rest[end:]


def _below(path: str, key: str) -> str:
    return f"{path}.{_spelled(key)}" if path else _spelled(key)


def _spelled(key: str) -> str:
    if key and key.isprintable() and _QUOTED.isdisjoint(key):
        return key
    import json

    return json.dumps(key, ensure_ascii=False)


def _compare(path: str, before: Value, after: Value, changes: list[Change]) -> None:
    """Add to ``changes`` what differs between the values at ``path``."""
    if isinstance(before, dict) and isinstance(after, dict):
        if _null_would_be_lost(before, after):
            changes.append(Change(path, before, after))
            return
        for key, value in before.items():
            _compare(_below(path, key), value, after.get(key), changes)
        changes.extend(Change(_below(path, key), None, value) for key, value in after.items() if key not in before)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            _compare(f"{path}[{index}]", one, other, changes)
    elif not same(before, after):
        changes.append(Change(path, before, after))


def _null_would_be_lost(before: dict[str, Value], after: dict[str, Value]) -> bool:
    """Whether a property is null on one side and something else, or not there, on the other."""
    nulls = {key for key, value in before.items() if value is None} ^ {
        key for key, value in after.items() if value is None
    }
    return bool(nulls)


def _replaced(value: Value, path: list[Step], change: Change) -> Value:
    """``value`` with the after of ``change`` at ``path``, which leads on from it; a copy along the way."""
    if not path:
        if not same(value, change.before):
            raise DoesNotFit(change.path, expected=change.before, found=value)
        return change.after
    step, *rest = path
    if isinstance(step, int):
        return _list_with(value, step, rest, change)
    if not isinstance(value, dict) or (rest and step not in value):
        raise DoesNotFit(change.path, expected=change.before, found=None)
    inner = _replaced(value.get(step), rest, change)
    if not rest and inner is None:
        return {key: kept for key, kept in value.items() if key != step}
    return {**value, step: inner}


def _list_with(value: Value, index: int, rest: list[Step], change: Change) -> Value:
    if not isinstance(value, list) or index >= len(value):
        raise DoesNotFit(change.path, expected=change.before, found=None)
    return [*value[:index], _replaced(value[index], rest, change), *value[index + 1 :]]
