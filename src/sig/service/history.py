"""The history of the store: what was committed, the state at an earlier time, and taking a commit back."""

from __future__ import annotations

import re
from contextlib import contextmanager

from sig.domain import history as rules
from sig.domain.document_diff import Change, DoesNotFit
from sig.domain.errors import Conflict, InvalidParameter, NotFound
from sig.domain.history import Deed, Moment
from sig.domain.limits import QUOTAS
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.timestamps import from_text, to_text
from sig.service import limits
from sig.service.clock import FixedClock
from sig.store import ROOT, Store, StoreCorrupt
from sig.store import events as journal
from sig.store.gathering import GatheringStore
from sig.store.staging import Changes, Overlay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Author, Document, Event, StoreInfo, Transaction, View

_LIMITED = {quota.type.casefold() for quota in QUOTAS}
_EVENT = re.compile(r"\d{1,7}")  # eight digits are a date
_TENANTS = "tenants"  # what directories lie in
_DIRECTORIES = f"/{_TENANTS}/"


class Wanted(NamedTuple):
    """Which events are asked for; None leaves a question open.

    ``resource`` is a resource ID, or names as in ``Gallery/web/1.0.0``: the resource and what is below it. ``group`` is
    the name of a resource group, ``since`` the earliest instant, ``limit`` the most events.
    """

    resource: str | None = None
    group: str | None = None
    since: str | None = None
    verb: str | None = None
    principal: str | None = None
    limit: int | None = None


def log(context: Context, wanted: Wanted) -> list[Event]:
    """The events of the journal that are ``wanted``, newest first.

    Raises InvalidParameter for no instant, and amid a batch that is done as one.
    """
    require_journal(context.store)
    since = from_text(wanted.since, target="--since") if wanted.since is not None else None
    found: list[Event] = []
    with context.store.reading() as view:
        for event in view.events():
            if wanted.limit is not None and len(found) >= wanted.limit:
                break
            if _matches(event, wanted, since):
                found.append(_discreet(event))
    return found


def _discreet(event: Event) -> Event:
    """``event`` without what verifies secrets: the journal has it, so that it can be undone, and nobody is told it."""
    changes = event.get("changes", [])
    if not any(change["id"].startswith(_DIRECTORIES) for change in changes):
        return event
    return {**event, "changes": [{**change, "diff": [_hidden(part) for part in change["diff"]]} for change in changes]}


def _hidden(part: dict[str, Any]) -> dict[str, Any]:
    from sig.service.directory import SECRETS

    sides = {side: part[side] for side in ("before", "after") if part[side]}
    if re.split(r"[.\[]", part["path"])[0] == SECRETS:
        return {**part, **dict.fromkeys(sides, "***")}
    if part["path"]:
        return part
    return {**part, **{side: {**whole, SECRETS: "***"} for side, whole in sides.items() if SECRETS in whole}}


def at(context: Context, text: str) -> Context:
    """A context in which the store is as it was at ``text``: an instant, or ``17`` for after event 17.

    Nothing can be written in it. Raises NotFound where the journal does not reach back that far, and
    AuthorizationFailed for a caller: who had which role then, and whether that still counts, nobody can say.
    """
    if context.caller is not None:
        from sig.domain.actions import refuse_owners

        raise refuse_owners("The store as it was earlier (--at)", context.caller.client)
    require_journal(context.store)
    with context.store.reading() as view:
        moment = _moment(view, text)
    return context._replace(store=_Earlier(context.store, moment.event), clock=FixedClock(moment.at))


def undo(context: Context, number: int | None = None) -> dict[str, Any]:
    """Take the commit ``number`` back, or the last one that is not aside, by a new one that restores what it changed.

    Raises NotFound if the journal does not have it; Conflict if a document was changed again since, if what was made
    since depends on it, or if a rule would be broken.
    """
    require_journal(context.store)
    with context.store.writing() as tx:
        later: list[Deed] = []
        newest = None
        for event in tx.events():
            newest = newest or event["event"]
            if event["event"] == number or (number is None and not event.get("aside")):
                return _undone(tx, context, event, later, newest + 1)
            later[:0] = _deeds(event)
    raise _no_event(number)


def require_journal(store: Store) -> None:
    """Refuse to tell the history of a store where steps of a batch have changed what no event tells yet."""
    if isinstance(store, GatheringStore) and store.changes:
        raise InvalidParameter(
            "What a batch has changed is in no journal before the batch is done.",
            target="store",
            hint="Run it before or after the batch, as a command of its own.",
            rule="R184",
        )


def _undone(tx: Transaction, context: Context, event: Event, later: Sequence[Deed], new: int) -> dict[str, Any]:
    deeds = _deeds(event)
    number = event["event"]
    events = rules.again(deeds, later)
    if events:
        raise _in_the_way(number, f"what it changed was changed again by {rules.numbers(events)}", events)
    for deed in deeds:
        document = _restored(tx, deed.resource, [deed])
        if document is None:
            tx.delete(deed.resource)
        else:
            if deed.removed and deed.resource.type.casefold() in _LIMITED:
                location = (document.get("resource") or {}).get("location")
                limits.check(tx, context, deed.resource, str(location))
            tx.put(deed.resource, document)
    for deed in deeds:
        _check(tx, context, deed, number, later)
    return {
        "undone": number,
        "event": new,
        "verb": event["verb"],
        "at": event["at"],
        "deleted": [str(deed.resource) for deed in deeds if deed.made],
        "restored": [str(deed.resource) for deed in deeds if not deed.made],
    }


def _check(tx: Transaction, context: Context, deed: Deed, number: int, later: Sequence[Deed]) -> None:
    """Refuse an undo on whose event later ones depend, or that would give two resources what is one's alone."""
    from sig.domain import store_check

    resource = deed.resource
    if deed.made:
        makers = rules.makers_below(resource, later)
        if makers and tx.holds_any(resource):
            fault = f"'{shown(resource.path or str(resource))}' holds what was made since by {rules.numbers(makers)}"
            raise _in_the_way(number, fault, makers)
        return
    parent = store_check.parent_of(resource)
    removers = rules.remover(parent, later) if parent is not None and not tx.exists(parent) else []
    if parent is not None and removers:
        fault = f"'{shown(parent.path)}', which would hold it, was deleted by {rules.numbers(removers)}"
        raise _in_the_way(number, fault, removers)
    key = store_check.unique_key(resource, tx.get(resource) or {})
    for other in _peers(tx, context, resource) if key is not None else ():
        if other != resource and store_check.unique_key(other, tx.get(other) or {}) == key:
            makers = [made.event for made in later if made.resource == other][-1:]
            by = f" by {rules.numbers(makers)}" if makers else ""
            called = shown(other.path or str(other), 300)
            raise _in_the_way(number, f"'{called}' has its name or identifier{by}", makers)


def _peers(view: View, context: Context, resource: ResourceId) -> Iterator[ResourceId]:
    """What ``resource`` must differ from: galleries of the same subscription, users of all tenants, or its siblings."""
    from sig.service import galleries

    if resource.type and resource == resource.top:
        yield from galleries.identifiers(view, context._replace(subscription=resource.subscription), None)
        return
    holders = [resource.holder]
    if str(resource).startswith(_DIRECTORIES):
        holders = [ROOT.child(_TENANTS, tenant) for tenant in view.folders(ROOT, _TENANTS)]
    for holder in holders:
        for name in view.names(holder, resource.collection):
            yield holder.child(resource.collection, name)


def _in_the_way(number: int, fault: str, events: Sequence[int]) -> Conflict:
    hint = f"Undo what came later first: sig undo --event {events[-1]}." if events else None
    return Conflict(f"Event {number} cannot be undone: {fault}.", target="--event", hint=hint, rule="R182")


def _restored(view: View, resource: ResourceId, deeds: Sequence[Deed]) -> Document | None:
    """The document of ``resource`` before ``deeds``, newest first. Raises Conflict if it was edited by hand since."""
    document = view.get(resource)
    fault = journal.fingerprint(document) != deeds[0].after
    try:
        restored: Document | None = None if fault else rules.taken_back(document, deeds)
    except DoesNotFit:
        fault = True
    if fault or journal.fingerprint(restored) != deeds[-1].before:
        raise Conflict(
            f"'{shown(str(resource))}' is not as event {deeds[0].event} left it: it was changed past the journal, by "
            "hand or by git.",
            target=view.place(resource),
            hint="What it was before can be restored from a copy of the store; later states are there: sig log.",
            rule="R183",
        )
    return restored


class _Earlier(Store):
    """``place`` as it was after the commit ``event``; only to be read."""

    def __init__(self, place: Store, event: int) -> None:
        self._place = place
        self._event = event

    @contextmanager
    def reading(self) -> Iterator[View]:
        with self._place.reading() as view:
            yield _Then(view, self._event)

    def writing(self) -> AbstractContextManager[Transaction]:
        raise TypeError("the past cannot be changed")

    def rehearsing(self) -> AbstractContextManager[Transaction]:
        raise TypeError("the past cannot be changed")

    def attributed(self, author: Author) -> Store:  # noqa: ARG002 - nothing is committed
        return self

    def info(self) -> StoreInfo:
        return self._place.info()


class _Then(Overlay):
    """``now`` as it was after the commit ``event``. Documents are restored when they are asked for."""

    def __init__(self, now: View, event: int) -> None:
        self._deeds: dict[ResourceId, list[Deed]] = {}
        self._event = event
        for later in now.events():
            if later["event"] <= event:
                break
            for deed in _deeds(later):
                self._deeds.setdefault(deed.resource, []).append(deed)
        # Whether there was a document is known without restoring it.
        there: Changes = {
            resource: {} if deeds[-1].before is not None else None for resource, deeds in self._deeds.items()
        }
        super().__init__(now, there)

    def get(self, resource: ResourceId) -> Document | None:
        deeds = self._deeds.get(resource)
        return super().get(resource) if deeds is None else _restored(self._committed, resource, deeds)

    def events(self) -> Iterator[Event]:
        return (event for event in super().events() if event["event"] <= self._event)


def _moment(view: View, text: str) -> Moment:
    """The commit that ``text`` names, or the last one until the instant that it gives.

    Clocks can be set back. What counts is the order of the commits: the state is that after the last of them.
    """
    named = _EVENT.fullmatch(text.strip())
    instant = None if named else from_text(text, target="--at")
    oldest: Event | None = None
    for event in view.events():
        moment = _moment_of(event)
        if named is not None and moment.event == int(named[0]):
            return moment
        if instant is not None and moment.at <= instant:
            return Moment(moment.event, instant)
        oldest = event
    if oldest is None:
        if instant is not None and not view.holds_any(ROOT):
            return Moment(0, instant)  # nothing was ever there
        raise _out_of_reach(text, "The journal holds no events")
    first = _moment_of(oldest)
    if named is not None and int(named[0]) > 0 and int(named[0]) > first.event:
        raise _no_event(int(named[0]), "--at")
    if first.event == 1 and instant is not None and not _Then(view, 0).holds_any(ROOT):
        return Moment(0, instant)  # the store began with its journal
    raise _out_of_reach(text, f"The journal begins with event {first.event} of {to_text(first.at)}")


def _moment_of(event: Event) -> Moment:
    return Moment(event["event"], from_text(event["at"], target="journal"))


def _out_of_reach(text: str, reach: str) -> NotFound:
    return NotFound(
        f"The state at '{shown(text)}' is not known. {reach}.",
        target="--at",
        hint="List what is known with: sig log. How much is kept: sig config set store.journal_limit=10000.",
        rule="R181",
    )


def _no_event(number: int | None, target: str = "--event") -> NotFound:
    if number is None:
        message = "There is nothing to undo: the journal holds no events."
    else:
        message = f"The journal holds no event {number}."
    return NotFound(message, target=target, hint="List the events with: sig log -o table.", rule="R181")


def _deeds(event: Event) -> list[Deed]:
    """What ``event`` did. Raises StoreCorrupt."""
    try:
        return [
            Deed(
                event["event"],
                resource,
                change["before"],
                change["after"],
                [Change(part["path"], part["before"], part["after"]) for part in change["diff"]],
            )
            for resource, change in journal.changes(event)
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StoreCorrupt("journal", f"has an event {event.get('event')!r} that is none of sig's") from error


def _matches(event: Event, wanted: Wanted, since: datetime | None) -> bool:
    if wanted.verb is not None and event.get("verb") != " ".join(wanted.verb.split()):
        return False
    if wanted.principal is not None and wanted.principal not in _principals(event):
        return False
    if since is not None and from_text(event["at"], target="journal") < since:
        return False
    if wanted.resource is None and wanted.group is None:
        return True
    return any(_is_about(deed.resource, wanted) for deed in _deeds(event))


def _principals(event: Event) -> set[str | None]:
    """In whose names the event was committed: several where a batch that is done as one says so line by line."""
    own = event.get("principal")
    return {call.get("principal", own) for call in event.get("calls") or [{}]}


def _is_about(resource: ResourceId, wanted: Wanted) -> bool:
    """Whether ``resource`` is the wanted one, or below it, and in the wanted group."""
    if wanted.group is not None and resource.resource_group.casefold() != wanted.group.casefold():
        return False
    if wanted.resource is None:
        return True
    asked = wanted.resource.strip().casefold()
    own = str(resource).casefold() if asked.startswith("/") else resource.path.casefold()
    return f"{own}/".startswith(asked.rstrip("/") + "/")
