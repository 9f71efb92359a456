"""Consumers: add, list, show, remove, import; and who uses a version."""

from __future__ import annotations

from sig.domain import consumers as rules
from sig.domain.consumer_records import RECORDS, key, record, records
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.service import documents
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.consumers import Consumer
    from sig.service.context import Context
    from sig.store import Transaction, View


class Imported(NamedTuple):
    """What an import came to: who is recorded now, and how many imported ones were forgotten."""

    consumers: list[dict[str, Any]]
    forgotten: int


def add(context: Context, consumer: Consumer) -> dict[str, Any]:
    """Record the consumer, in place of what was recorded of the same VM or scale set."""
    with context.store.writing() as tx:
        _put(tx, context, consumer, list(_holders(tx)))
        return rules.document(consumer)


def bring_in(context: Context, found: Sequence[Consumer], *, forget_others: bool = False) -> Imported:
    """Record all of ``found`` at once, each in place of what was recorded of it.

    With ``forget_others`` imported consumers that are not among them are forgotten; those added by hand stay.
    """
    kept = {key(ResourceId.parse(consumer.properties.resource_id)) for consumer in found}
    with context.store.writing() as tx:
        holders = list(_holders(tx))
        forgotten = 0
        for place, other in [*_each(tx, holders)] if forget_others else ():
            if other.properties.imported and place.name not in kept:
                tx.delete(place)
                forgotten += 1
        for consumer in found:
            _put(tx, context, consumer, holders)
    return Imported([rules.document(consumer) for consumer in found], forgotten)


def listed(context: Context, scope: ResourceId | None = None) -> list[dict[str, Any]]:
    """The consumers of a gallery, definition or version, of a group, or of the whole subscription, by name.

    Of a version they include those that follow latest, where it stands for that version.
    """
    with context.store.reading() as view:
        if scope is not None and scope.collection.casefold() == "versions":
            found = consumers_of(view, scope, context.clock.now())
        else:
            found = [consumer for _, consumer in _each(view, _holders_in(view, context, scope))]
    return [rules.document(one) for one in sorted(found, key=lambda one: (one.name.casefold(), one.id))]


def show(context: Context, resource: ResourceId) -> dict[str, Any]:
    """Raises NotFound for a VM or scale set that is not recorded."""
    rules.kind_of(resource)
    with context.store.reading() as view:
        for place in _records_of(view, resource, _holders(view)):
            found = documents.decoded(view, place, rules.Consumer, documents.require(view, place))
            return rules.document(found)
    raise rules.unknown(resource)


def remove(context: Context, resource: ResourceId) -> None:
    """Forget the consumer; one that is not recorded is as good as forgotten."""
    rules.kind_of(resource)
    with context.store.writing() as tx:
        for place in list(_records_of(tx, resource, _holders(tx))):
            tx.delete(place)


def consumers_of(view: View, version: ResourceId, now: datetime) -> list[Consumer]:
    """Who is recorded to use ``version``, by its number or as the latest in their region."""
    return by_version(view, version.parent, now).get(version.name.casefold(), [])


def followers(context: Context, definition: ResourceId, location: str) -> list[str]:
    """The IDs of those in the region that are recorded to take whatever is the latest there.

    To a caller they are those that it may read.
    """
    with context.whole.reading() as view:
        recorded = [consumer for _, consumer in _each(view, [records(definition)])]
        found = [
            consumer.properties.resource_id
            for consumer in recorded
            if consumer.properties.version is None and consumer.location == location
        ]
        if context.caller is None:
            return found
        from sig.service.authorization import may_read

        reads = may_read(context, view)
        return [resource for resource in found if reads(ResourceId.parse(resource))]


def check_unused(view: View, version: ResourceId, now: datetime) -> None:
    """Raises OperationNotAllowed, naming who uses ``version``, if anybody is recorded to."""
    rules.check_unused(version, consumers_of(view, version, now))


def by_version(view: View, definition: ResourceId, now: datetime) -> dict[str, list[Consumer]]:
    """The recorded consumers of ``definition`` by the number of the version that each uses.

    Where nobody is recorded that is one look into a folder.
    """
    used: dict[str, list[Consumer]] = {}
    latest: dict[str, str | None] = {}
    for _, consumer in _each(view, [records(definition)]):
        number = consumer.properties.version
        if number is None:
            region = consumer.location
            if region not in latest:
                latest[region] = _latest(view, definition, region, now)
            number = latest[region]
        if number is not None:
            used.setdefault(number, []).append(consumer)
    return used


def _latest(view: View, definition: ResourceId, location: str, now: datetime) -> str | None:
    from sig.domain import regions
    from sig.service.latest import find

    region = regions.find(location)
    found = find(view, definition, region, now).version if region is not None else None
    return found.name if found is not None else None


def _put(tx: Transaction, context: Context, consumer: Consumer, holders: Sequence[ResourceId]) -> None:
    definition, resource = map(ResourceId.parse, (consumer.properties.definition_id, consumer.properties.resource_id))
    place = record(definition, resource)
    for other in _records_of(tx, resource, holders):
        if other != place:
            tx.delete(other)
    tx.put(place, documents.wrap(consumer, context.clock.now(), documents.get(tx, place)))


def _records_of(
    view: View, resource: ResourceId, holders: Iterator[ResourceId] | Sequence[ResourceId]
) -> Iterator[ResourceId]:
    """Where ``resource`` is recorded; in one place, unless branches of a repository were merged."""
    for holder in holders:
        place = holder.child(RECORDS, key(resource))
        if view.exists(place):
            yield place


def _each(view: View, holders: Iterator[ResourceId] | Sequence[ResourceId]) -> Iterator[tuple[ResourceId, Consumer]]:
    for holder in holders:
        for place, document in documents.each(view, holder, RECORDS):
            yield place, documents.decoded(view, place, rules.Consumer, document)


def _holders(view: View) -> Iterator[ResourceId]:
    """What holds records, in all subscriptions: one for each image definition that is used."""
    for subscription in view.folders(ROOT, "subscriptions"):
        yield from _below(view, ResourceId.of_subscription(subscription), ("consumers", "galleries", "images"))


def _holders_in(view: View, context: Context, scope: ResourceId | None) -> Iterator[ResourceId]:
    """The holders in a gallery, a definition, a resource group or, without ``scope``, the subscription."""
    if scope is None:
        yield from _below(view, ResourceId.of_subscription(context.subscription), ("consumers", "galleries", "images"))
    elif not scope.resources:
        group = ResourceId.of_subscription(scope.subscription).child("consumers", scope.resource_group)
        yield from _below(view, group, ("galleries", "images"))
    elif scope == scope.top:
        yield from _below(view, records(scope.child("images", "any")).holder, ("images",))
    else:
        yield records(scope)


def _below(view: View, top: ResourceId, collections: tuple[str, ...]) -> Iterator[ResourceId]:
    if not collections:
        yield top
        return
    collection, *rest = collections
    for name in view.folders(top, collection):
        yield from _below(view, top.child(collection, name), tuple(rest))
