"""Galleries: create, show, list, update, delete."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sig.domain import gallery as rules
from sig.domain import response
from sig.domain.codec import decode
from sig.domain.gallery import Gallery
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents, groups
from sig.service.context import Context
from sig.service.paging import Listing, Page, selected
from sig.store import Transaction, View

NESTED = ("images", "applications", "inVMAccessControlProfiles", "softDeletedArtifactTypes")


def create(context: Context, identifier: ResourceId, request: Gallery) -> dict[str, Any]:
    """Create the gallery, or replace it. Without a location it goes where its group is."""
    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        before = tx.get(identifier)
        if before is None:
            _refuse_name_taken(tx, context, identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return _put(tx, context, identifier, request)


def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return response.resource(documents.body(documents.require(view, identifier)))


def listed(context: Context, group: str | None = None, page: Page | None = None) -> Listing:
    """The galleries of a group, or of the whole subscription, in order of their names."""
    with context.store.reading() as view:
        found = {
            f"{identifier.name} {identifier.resource_group}": identifier
            for identifier in _identifiers(view, context, group)
        }
        keys, token = selected(sorted(found), page)
        bodies = [documents.body(documents.require(view, found[key])) for key in keys]
        return Listing([response.resource(body) for body in bodies], token)


def update(context: Context, identifier: ResourceId, change: Callable[[Gallery], Gallery]) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored gallery."""
    with context.store.writing() as tx:
        stored = decode(Gallery, documents.body(documents.require(tx, identifier)))
        return _put(tx, context, identifier, change(stored))


def delete(context: Context, identifier: ResourceId) -> None:
    """Delete an empty gallery; one that is absent is as good as deleted. Source: DECISIONS 13."""
    with context.store.writing() as tx:
        document = tx.get(identifier)
        if document is None:
            return
        nested = [
            child
            for collection in NESTED
            for name in tx.folders(identifier, collection)
            for child in [identifier.child(collection, name)]
        ]
        rules.check_deletable(decode(Gallery, documents.body(document)), nested)
        tx.delete(identifier)


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: Gallery) -> dict[str, Any]:
    before = tx.get(identifier)
    stored = decode(Gallery, documents.body(before)) if before else None
    gallery = rules.put(identifier, request, stored, context.profile, context.new_guid)
    document = documents.wrap(gallery, context.clock.now(), before)
    tx.put(identifier, document)
    return response.resource(documents.body(document))


def _identifiers(view: View, context: Context, group: str | None) -> Iterator[ResourceId]:
    subscription = ResourceId.of_subscription(context.subscription)
    for name in [group] if group is not None else view.folders(subscription, "resourceGroups"):
        holder = context.group(name).child("providers", COMPUTE)
        for gallery in view.names(holder, "galleries"):
            yield holder.child("galleries", gallery)


def _refuse_name_taken(view: View, context: Context, identifier: ResourceId) -> None:
    for other in _identifiers(view, context, None):
        if other.name == identifier.name.casefold():
            raise rules.refuse_duplicate(identifier, other)
