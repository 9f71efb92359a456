"""Faults: set, listed and removed; and what they do to a request, a copy or a deletion."""

from __future__ import annotations

from sig.domain.errors import ResourceNotFound, SigError
from sig.domain.resource_id import ResourceId
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from typing import Any

    from sig.domain.faults import Fault, FaultKind, Request
    from sig.service.context import Context
    from sig.store import Transaction, View

_COLLECTION = "faults"


def add(context: Context, fault: Fault) -> dict[str, Any]:
    """Set the fault, under the next number. Raises InvalidParameter, LocationNotAvailable."""
    from sig.domain import faults as rules

    settled = rules.settled(fault)
    with context.store.writing() as tx:
        number = 1 + max((max(given, other.highest or 0) for given, other in _stored(tx)), default=0)
        _put(tx, number, settled)
    return _shown(number, settled)


def listed(context: Context) -> list[dict[str, Any]]:
    """The faults in order of their numbers, with those that are used up (``left`` is 0)."""
    with context.store.reading() as view:
        return [_shown(number, fault) for number, fault in _stored(view)]


def remove(context: Context, numbers: Sequence[int]) -> None:
    """Remove the faults with those numbers, all or none. Raises ResourceNotFound."""
    from sig.domain.arm import replace

    with context.store.writing() as tx:
        stored = dict(_stored(tx))
        for number in numbers:
            if number not in stored:
                raise _absent(number, list(stored))
            tx.delete(_place(number))
        left = [number for number in stored if number not in numbers]
        highest = max((max(number, fault.highest or 0) for number, fault in stored.items()), default=0)
        # A number must not come to mean another fault while a script may still hold it.
        if left and highest > left[-1]:
            _put(tx, left[-1], replace(stored[left[-1]], highest=highest))


def clear(context: Context) -> None:
    """Remove all faults, and with them what lags behind; also those that cannot be understood."""
    with context.store.writing() as tx:
        for name in tx.names(ROOT, _COLLECTION):
            tx.delete(ROOT.child(_COLLECTION, name))


def are_set(view: View) -> bool:
    """Whether there is any fault; costs a look into a folder that is mostly not there."""
    return bool(view.names(ROOT, _COLLECTION))


def strike(context: Context, verb: str, resource: ResourceId, location: str | None = None) -> None:
    """Raise what the first fault that strikes says to ``verb`` on ``resource``; mostly there is none.

    ``location`` is the one that the request names, if it does. The attempt is counted before the refusal is
    raised, in a transaction of its own: commands side by side never use a fault more often than it says.
    Faults after the one that strikes do not see the attempt.
    """
    with context.whole.reading() as view:
        if not are_set(view):
            return
        from sig.domain import faults as rules

        request = _request(view, verb, resource, location)
        if not any(True for _ in _matching(view, request, rules.REQUEST_KINDS)):
            return
    with context.store.writing() as tx:
        tx.set_aside()
        hit = _first_hit(tx, request, rules.REQUEST_KINDS)
    if hit is not None:
        raise rules.refusal(hit[1], hit[0], request, context.clock.now())


def of_copy(tx: Transaction, verb: str, resource: ResourceId, region: str) -> Fault | None:
    """The fault that hits the copy of a version to ``region`` (canonical), counted within ``tx``.

    Its ``progress`` is the percentage where the copy stops, ``failure`` why; without one it is stuck.
    """
    if not are_set(tx):
        return None
    from sig.domain.faults import COPY_KINDS, Request

    hit = _first_hit(tx, Request(verb, resource, region), COPY_KINDS)
    return hit[1] if hit else None


def of_deletion(tx: Transaction, context: Context, verb: str, child: ResourceId) -> None:
    """Let ``child``, which ``tx`` is about to delete, lag behind where a fault says so."""
    if not are_set(tx):
        return
    from sig.domain import faults as rules

    hit = _first_hit(tx, _request(tx, verb, child, None), (rules.FaultKind.NESTED_LAG,))
    if hit is not None:
        _put(tx, hit[0], rules.with_lagging(hit[1], child, context.clock.now()))


# Difference from Azure: A parent can be deleted as soon as its last child is. Azure goes on refusing for up to a
# minute; a fault of kind nested-lag does too.
def check_lagging(tx: Transaction, context: Context, parent: ResourceId, *, rule: str) -> None:
    """Raises CannotDeleteResource while a deleted child of ``parent`` lags behind, as if it were still there.

    Source: SERVICE-FACTS §9.
    """
    if not are_set(tx):
        return
    from sig.domain import faults as rules
    from sig.domain.gallery import refuse_nested

    now = context.clock.now()
    for number, fault in _stored(tx):
        left = rules.without_past(fault, now)
        children = [child for child, _ in rules.lagging(left) if child.parent == parent]
        refuse_nested(
            children,
            rule=rule,
            hint=f"They are deleted, and lag behind for a while by fault {number} of the store (sig fault list): wait "
            "and delete it again.",
        )
        if left != fault:
            _put(tx, number, left)


def _first_hit(tx: Transaction, request: Request, kinds: Container[FaultKind]) -> tuple[int, Fault] | None:
    """The first fault that strikes, as it is after that; the attempt is staged in ``tx`` for each that saw it."""
    from sig.domain import faults as rules

    for number, fault in _matching(tx, request, kinds):
        after, strikes = rules.attempted(fault)
        _put(tx, number, after)
        if strikes:
            return number, after
    return None


def _matching(view: View, request: Request, kinds: Container[FaultKind]) -> Iterator[tuple[int, Fault]]:
    from sig.domain import faults as rules

    for number, fault in _stored(view):
        if fault.kind in kinds and rules.matches(fault, request):
            yield number, fault


def _request(view: View, verb: str, resource: ResourceId, location: str | None) -> Request:
    from sig.domain.faults import Request
    from sig.domain.regions import canonical

    found = _location(view, resource, location)
    return Request(verb, resource, canonical(found) if found else None)


def _location(view: View, resource: ResourceId, asked: str | None) -> str | None:
    """Where ``resource`` is stored; or else where the request says, or where its group or its gallery is."""
    seen_in = next((name for collection, name in resource.pairs if collection.casefold() == "locations"), None)
    return (
        seen_in
        or _stored_location(view, resource)
        or asked
        or _stored_location(view, ResourceId(resource.pairs[:2]))
        or _stored_location(view, resource.top)
    )


def _stored_location(view: View, resource: ResourceId) -> str | None:
    from sig.service import documents

    document = documents.get(view, resource)
    return documents.body(document).get("location") if document else None


def _stored(view: View) -> list[tuple[int, Fault]]:
    """Each fault by its number, in their order. Raises StoreCorrupt."""
    found = {name: read(view, ROOT.child(_COLLECTION, name)) for name in view.names(ROOT, _COLLECTION)}
    return sorted(((int(name), fault) for name, fault in found.items() if fault), key=lambda entry: entry[0])


def is_place(identifier: ResourceId) -> bool:
    """Whether a fault lies there, or would."""
    return [collection for collection, _ in identifier.key] == [_COLLECTION]


def read(view: View, place: ResourceId) -> Fault | None:
    """The fault stored at ``place``, if nobody has removed it since it was listed. Raises StoreCorrupt."""
    from sig.domain import faults as rules
    from sig.domain.codec import decode
    from sig.service import documents

    if not place.name.isdecimal() or place.name != str(int(place.name)):
        raise documents.corrupt(view, place, "is a fault that is not named after a number")
    document = view.get(place)
    if document is None:
        return None
    try:
        fault = decode(rules.Fault, document)
        rules.check(fault)
        list(rules.lagging(fault))
    except (SigError, TypeError, ValueError) as error:
        raise documents.corrupt(view, place, f"is no fault: {error}") from error
    return fault


def _put(tx: Transaction, number: int, fault: Fault) -> None:
    from sig.domain.codec import encode

    tx.put(_place(number), encode(fault))


def _place(number: int) -> ResourceId:
    return ROOT.child(_COLLECTION, str(number))


def _shown(number: int, fault: Fault) -> dict[str, Any]:
    """The fault as its owner sees it: how often it is ``left``, without what only numbering needs."""
    from sig.domain.codec import encode

    left = {} if fault.left is None else {"left": fault.left}
    stored = {name: value for name, value in encode(fault).items() if name != "highest"}
    return {"number": number, **stored, **left}


def _absent(number: int, known: list[int]) -> ResourceNotFound:
    there = f"There are: {', '.join(map(str, known))}." if known else "There are none: sig fault add."
    return ResourceNotFound(f"There is no fault {number}.", target="number", hint=there, rule="R163")
