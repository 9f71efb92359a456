"""What commits did to documents: taken back one by one, told in a few words, and what later ones depend on."""

from __future__ import annotations

from sig.domain.document_diff import Change, applied, reversed_changes
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.resource_id import ResourceId

_NAMED = 5
_TOLD = 3
_STAMP = "changed_at"  # every change moves it; it says nothing of what was changed


class Deed(NamedTuple):
    """What the commit ``event`` did to the document of ``resource``.

    ``before`` and ``after`` are fingerprints of the document, None where there is none.
    """

    event: int
    resource: ResourceId
    before: str | None
    after: str | None
    changes: Sequence[Change]

    @property
    def made(self) -> bool:
        return self.before is None and self.after is not None

    @property
    def removed(self) -> bool:
        return self.before is not None and self.after is None


class Moment(NamedTuple):
    """A commit and when it was, by the clock of who committed."""

    event: int
    at: datetime


def taken_back(document: Any, deeds: Iterable[Deed]) -> Any:
    """``document`` before ``deeds``, which are those to one document, newest first.

    Raises DoesNotFit if it is not as the newest left it.
    """
    for deed in deeds:
        document = applied(document, reversed_changes(deed.changes))
    return document


def again(deeds: Iterable[Deed], later: Iterable[Deed]) -> list[int]:
    """The events of ``later`` that changed a document of ``deeds`` again, in order."""
    own = {deed.resource for deed in deeds}
    return sorted({deed.event for deed in later if deed.resource in own})


def makers_below(resource: ResourceId, later: Iterable[Deed]) -> list[int]:
    """The events of ``later`` that wrote documents below ``resource``, in order."""
    above = resource.key
    return sorted(
        {
            deed.event
            for deed in later
            if deed.after is not None and len(deed.resource.pairs) > len(above)
            if deed.resource.key[: len(above)] == above
        }
    )


def remover(resource: ResourceId, later: Iterable[Deed]) -> list[int]:
    """The event of ``later`` that removed ``resource``, if one did."""
    return [deed.event for deed in later if deed.removed and deed.resource == resource][-1:]


def numbers(events: Sequence[int]) -> str:
    """``events`` for a message: "event 7", "events 7, 9 and 12 more"."""
    if len(events) == 1:
        return f"event {events[0]}"
    shown = ", ".join(map(str, events[:_NAMED]))
    rest = len(events) - _NAMED
    return f"events {shown} and {rest} more" if rest > 0 else f"events {shown}"


def summary(before: str | None, after: str | None, paths: Sequence[str]) -> str:
    """What was done to a document, of which the properties at ``paths`` changed, in a few words."""
    if before is None:
        return "created" if after is not None else "nothing"
    if after is None:
        return "deleted"
    told = [path.removeprefix("resource.").removeprefix("properties.") for path in paths if path != _STAMP]
    if not told:
        return "changed nothing"
    more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"changed {', '.join(told[:_TOLD])}{more}"
