"""The share action of galleries: add, remove, reset, enable the community."""

from __future__ import annotations

from sig.domain import regions, sharing
from sig.domain.arm import replace
from sig.domain.choices import SharingGroupType, SharingOperation
from sig.domain.codec import encode
from sig.domain.gallery import TYPE, Gallery
from sig.domain.records import NamedTuple
from sig.domain.replication import RegionPlan
from sig.domain.response import UPDATING
from sig.domain.sharing import SharingGroup, SharingProfile, SharingUpdate
from sig.domain.simulation import Length
from sig.service import documents
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, View


@operation("share add")
def add(context: Context, identifier: ResourceId, groups: Sequence[SharingGroup]) -> dict[str, Any]:
    """Share directly with ``groups``; answers the operation, as the service does. Source: SPEC §4.5."""
    _apply(context, identifier, lambda profile: sharing.add(profile, groups))
    return _answer("Add", groups)


@operation("share remove")
def remove(context: Context, identifier: ResourceId, groups: Sequence[SharingGroup]) -> dict[str, Any]:
    _apply(context, identifier, lambda profile: sharing.remove(profile, groups))
    return _answer("Remove", groups)


@operation("share reset")
def reset(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """Stop all sharing at once: what was under way is not waited for."""
    _apply(context._replace(simulation=None), identifier, lambda _: sharing.reset())
    return _answer("Reset", ())


@operation("share enable-community")
def enable_community(context: Context, identifier: ResourceId) -> dict[str, Any]:
    _apply(context, identifier, sharing.enable_community)
    return _answer("EnableCommunity", ())


class Acted(NamedTuple):
    """Where the gallery is that was shared, and what the operation answered."""

    location: str
    answer: dict[str, Any]


def act(context: Context, identifier: ResourceId, request: SharingUpdate) -> Acted:
    """Do what ``request`` asks of the gallery. Raises what the operations raise."""
    groups = request.groups or ()
    match request.operation_type:
        case SharingOperation.ADD:
            answer = add(context, identifier, groups)
        case SharingOperation.REMOVE:
            answer = remove(context, identifier, groups)
        case SharingOperation.RESET:
            answer = reset(context, identifier)
        case SharingOperation.ENABLE_COMMUNITY:
            answer = enable_community(context, identifier)
    with context.whole.reading() as view:
        return Acted(str(documents.body(documents.require(view, identifier))["location"]), answer)


def groups_of(subscriptions: Sequence[str], tenants: Sequence[str]) -> list[SharingGroup]:
    """The groups of a request: subscriptions first, empty ones left out."""
    pairs = ((SharingGroupType.SUBSCRIPTIONS, subscriptions), (SharingGroupType.TENANTS, tenants))
    return [SharingGroup(type=kind, ids=tuple(ids)) for kind, ids in pairs if ids]


def _apply(context: Context, identifier: ResourceId, change: Callable[[SharingProfile | None], SharingProfile]) -> None:
    with context.store.writing() as tx:
        before = documents.require(tx, identifier)
        gallery = documents.decoded(tx, identifier, Gallery, before)
        profile = change(gallery.properties.sharing_profile)
        gallery = replace(gallery, properties=replace(gallery.properties, sharing_profile=profile))
        document = documents.wrap(gallery, context.clock.now(), before)
        documents.set_plan(document, _roll_out(tx, context, identifier, document), UPDATING)
        tx.put(identifier, document)


def _roll_out(view: View, context: Context, identifier: ResourceId, document: Document) -> Iterator[RegionPlan]:
    """How the sharing gets to the regions in which the gallery shows; nothing where it takes no time.

    Nothing is copied: of ``size`` only the way to the region counts.
    """
    if context.simulation is None:
        return
    from sig.service.shared_views import regions_shown

    body = documents.body(document)
    home = regions.require(body["location"], TYPE)
    for name in regions_shown(view, context, identifier, body):
        region = regions.require(name, TYPE)
        length = context.simulation.length(region, home, 0, is_shallow=True)
        if length != Length():
            yield RegionPlan(
                region=region.display_name,
                started_at=document["changed_at"],
                seconds=length.seconds / context.clock.speed,
                polls=length.polls,
            )


def _answer(operation: str, groups: Sequence[SharingGroup]) -> dict[str, Any]:
    return {"operationType": operation, "groups": encode(list(groups))}
