"""The share action of galleries: add, remove, reset, enable the community."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sig.domain import sharing
from sig.domain.choices import SharingGroupType, SharingOperation
from sig.domain.codec import encode
from sig.domain.gallery import Gallery
from sig.domain.resource_id import ResourceId
from sig.domain.sharing import SharingGroup, SharingProfile, SharingUpdate
from sig.service import documents
from sig.service.context import Context
from sig.service.operations import operation


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
    _apply(context, identifier, lambda _: sharing.reset())
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
    with context.store.reading() as view:
        location = documents.body(documents.require(view, identifier))["location"]
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
    return Acted(str(location), answer)


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
        tx.put(identifier, documents.wrap(gallery, context.clock.now(), before))


def _answer(operation: str, groups: Sequence[SharingGroup]) -> dict[str, Any]:
    return {"operationType": operation, "groups": encode(list(groups))}
