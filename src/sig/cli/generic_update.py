"""``--set``, ``--add``, ``--remove`` and ``--force-string``: what the generic options of an update ask for."""

from __future__ import annotations

from sig.cli.grammar import SEPARATOR
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    T = TypeVar("T")


class Change(NamedTuple):
    """One occurrence of ``--set``, ``--add`` or ``--remove`` and its words."""

    operation: str
    words: tuple[str, ...]


class Changes(NamedTuple):
    """What the generic options of one command line ask for, in its order."""

    changes: tuple[Change, ...]
    force_string: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes)


def collected(
    set_: Sequence[str] | None,
    add: Sequence[str] | None,
    remove: Sequence[str] | None,
    *,
    force_string: bool | None = False,
) -> Changes:
    """The changes that the grouped options carry, in the order of the command line."""
    found = []
    for operation, groups in (("set", set_), ("add", add), ("remove", remove)):
        for group in groups or ():
            position, *words = group.split(SEPARATOR)
            # Each assignment of one --set stands alone, so that one that is left out takes no other with it.
            shares = [(word,) for word in words] if operation == "set" else [tuple(words)]
            found += [(int(position), Change(operation, share)) for share in shares]
    return Changes(tuple(change for _, change in sorted(found, key=lambda pair: pair[0])), bool(force_string))


def changed(
    kind: type[T], resource: T, changes: Changes, *, root: str, unknown: Callable[[str], None] | None = None
) -> T:
    """``resource`` with ``changes`` applied to what az shows of it, read back as ``kind``.

    Paths use the flattened names, in camelCase or snake_case. Unknown properties are refused, or
    handed to ``unknown`` where az leaves them unsent. Raises UsageError for bad paths and
    InvalidParameter for values of the wrong type. Source: SPEC §3.7.
    """
    from sig.cli import property_paths

    return property_paths.changed(kind, resource, changes, root=root, unknown=unknown)
