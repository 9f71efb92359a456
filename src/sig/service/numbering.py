"""The next version number of a definition, and what keeps it from being given out twice.

One document per definition, below it, remembers what the versions themselves do not tell: the highest numbers
that were deleted for good, and who was promised a number that is not there yet. Creating a version neither reads
nor writes it.
"""

from __future__ import annotations

from sig.domain import numbering as rules
from sig.domain import soft_delete
from sig.domain.errors import InvalidParameter
from sig.domain.numbering import Reservation
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName
from sig.service import documents
from sig.service.latest import descending
from sig.service.nested import require_parent
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, timedelta
    from typing import Any

    from sig.domain.numbering import Bump, Counting
    from sig.domain.version_range import VersionRange
    from sig.service.context import Context
    from sig.store import Transaction, View


def place(definition: ResourceId) -> ResourceId:
    """Where the numbers of ``definition`` are remembered."""
    return definition.child("numbers", "taken")


@operation("image-version next")
def next_number(
    context: Context,
    definition: ResourceId,
    bump: Bump = "patch",
    *,
    major: int | None = None,
    date_format: str | None = None,
    source: str | None = None,
    reserve: timedelta | None = None,
) -> dict[str, Any]:
    """The next free number, with the one it follows; with ``reserve`` nobody else is given it for so long.

    Free is what is above every number of its line that exists, is soft-deleted, was deleted for good by ``sig``, or
    is reserved. Who reserves does so alone in the store: of callers at the same time each gets another number.
    Raises ParentResourceNotFound without the definition.
    """
    if context.caller is not None:
        _check_rights(context, definition, source, keeps=reserve is not None)
    now = context.clock.now()
    rules.require_source(bump, source)
    way = rules.counting(bump, major, date_format, now) if bump != "from-source" else None
    if reserve is None:
        with context.whole.reading() as view:
            number, highest = _next(view, definition, way, source, now)
            return _answer(definition, number, _told(context, definition, highest), bump, None)
    rules.check_reservation(reserve)
    with context.store.writing() as tx:
        number, highest = _next(tx, definition, way, source, now)
        until = now + reserve
        _keep(tx, definition, now, reservations=[Reservation(number, until)])
        return _answer(definition, number, _told(context, definition, highest), bump, until)


def remember(tx: Transaction, version: ResourceId, now: datetime) -> None:
    """Note that the number of ``version``, deleted for good in ``tx``, is used up."""
    _keep(tx, version.parent, now, marks=[VersionName.parse(version.name)])


def forget(tx: Transaction, definition: ResourceId) -> None:
    """Drop what is remembered of a definition that is deleted in ``tx``."""
    tx.delete(place(definition))


def _check_rights(context: Context, definition: ResourceId, source: str | None, *, keeps: bool) -> None:
    """Raises unless the caller may read the source, and create versions where a number is to be kept for it."""
    from sig.service import authorization

    if keeps:
        authorization.check(context, "image-version create", definition)
    if source is not None:
        named = [ResourceId.parse(source, target="source")]
        authorization.check_linked(context, "image-version next", definition, named)


def _told(context: Context, definition: ResourceId, highest: VersionName | None) -> VersionName | None:
    """``highest``, unless it is that of a soft-deleted version that the caller may not see."""
    if context.caller is None or highest is None:
        return highest
    from sig.service.authorization import may_read

    artifact = soft_delete.artifact_id(definition.child("versions", str(highest)))
    with context.whole.reading() as view:
        return highest if not view.exists(artifact) or may_read(context, view)(artifact) else None


def _next(
    view: View, definition: ResourceId, way: Counting | None, source: str | None, now: datetime
) -> tuple[VersionName, VersionName | None]:
    require_parent(view, definition.child("versions", "0.0.0"))
    if way is not None:
        highest = max(_taken(view, definition, way.line, now), default=None)
        return way.after(highest), highest
    identifier = ResourceId.parse(source or "", target="source")
    number = rules.number_of(source or "", kind=identifier.type, name=identifier.name)
    documents.require(view, identifier)
    return rules.source_number(number, set(_all_taken(view, definition, now))), None


def _taken(view: View, definition: ResourceId, line: VersionRange | None, now: datetime) -> Iterator[VersionName]:
    """The highest number of ``line`` of each way in which a number can be taken."""
    marks, reservations = _kept(view, definition)
    noted = [*marks, *(reservation.number for reservation in rules.live(reservations, now))]
    yield from (number for number in noted if line is None or line.holds(number))
    for holder in (definition, soft_delete.artifacts_id(definition)):
        number = next(descending(view, holder, line), None)
        if number is not None:
            yield number


def _all_taken(view: View, definition: ResourceId, now: datetime) -> Iterator[VersionName]:
    marks, reservations = _kept(view, definition)
    yield from marks
    yield from (reservation.number for reservation in rules.live(reservations, now))
    for holder in (definition, soft_delete.artifacts_id(definition)):
        yield from descending(view, holder)


def _kept(view: View, definition: ResourceId) -> tuple[list[VersionName], list[Reservation]]:
    """The highest numbers that were deleted, and the reservations. Raises StoreCorrupt."""
    identifier = place(definition)
    document = documents.get(view, identifier)
    if document is None:
        return [], []
    try:
        return rules.kept(documents.body(document).get("properties", {}))
    except (AttributeError, InvalidParameter, KeyError, TypeError) as error:
        raise documents.corrupt(view, identifier, "does not say which numbers are taken") from error


def _keep(
    tx: Transaction,
    definition: ResourceId,
    now: datetime,
    *,
    marks: Iterable[VersionName] = (),
    reservations: Iterable[Reservation] = (),
) -> None:
    """Add to what is remembered; reservations whose time is over go."""
    identifier = place(definition)
    before = documents.get(tx, identifier)
    marked, reserved = _kept(tx, definition)
    properties = {
        "deleted": [str(number) for number in rules.highest([*marked, *marks])],
        "reservations": [
            {"number": str(entry.number), "until": to_text(entry.until)}
            for entry in rules.live([*reserved, *reservations], now)
        ],
    }
    about = {"name": identifier.name, "id": str(identifier), "type": rules.TYPE, "location": ""}
    tx.put(identifier, documents.wrap({**about, "properties": properties}, now, before))


def _answer(
    definition: ResourceId, number: VersionName, highest: VersionName | None, bump: Bump, until: datetime | None
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "name": str(number),
        "id": str(definition.child("versions", str(number))),
        "bump": bump,
        "follows": None if highest is None else str(highest),
    }
    return answer if until is None else {**answer, "reservedUntil": to_text(until)}
