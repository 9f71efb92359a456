"""Galleries: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents, faults, groups
from sig.service.documents import Written
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from sig.domain.gallery import Gallery
    from sig.service.context import Context
    from sig.store import Document, Transaction, View

NESTED = ("images", "applications", "inVMAccessControlProfiles", "softDeletedArtifactTypes")


def create(context: Context, identifier: ResourceId, request: Gallery) -> dict[str, Any]:
    """As ``put``; answers the gallery alone."""
    return put(context, identifier, request).body


@operation("gallery create")
def put(context: Context, identifier: ResourceId, request: Gallery) -> Written:
    """Create the gallery, or replace it. Without a location it goes where its group is."""
    from sig.domain.arm import replace

    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        before = documents.get(tx, identifier)
        if before is None:
            _refuse_name_taken(tx, context, identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return Written(_put(tx, context, identifier, request), before is None)


@operation("gallery show")
def show(context: Context, identifier: ResourceId, *, with_sharing: bool = False) -> dict[str, Any]:
    """The gallery; with whom it is shared and how far that is ``with_sharing`` only. Counts as a read of it."""
    return read(context, identifier, with_sharing=with_sharing)


def read(context: Context, identifier: ResourceId, *, with_sharing: bool = False) -> dict[str, Any]:
    """As ``show``, for operations that users know by other names."""
    document = documents.asked(context.store, identifier)
    with context.store.reading() as view:
        shown_in = _regions_shown(view, context, identifier, document) if with_sharing else None
        return _shown(view, context, identifier, document, shown_in)


# Difference from Azure: IDs keep the spelling they were created with. Azure writes the resource group in capitals in
# the IDs of az sig list, and in the spelling of the request elsewhere.
@operation("gallery list")
def listed(context: Context, group: str | None = None, page: Page | None = None) -> Listing:
    """The galleries of a group, or of the whole subscription, in order of their names."""
    with context.store.reading() as view:
        found = {
            f"{identifier.name} {identifier.resource_group}": identifier
            for identifier in identifiers(view, context, group)
        }
        keys, token = selected(sorted(found), page)
        chosen = [found[key] for key in keys]
        items = [
            _shown(view, context, identifier, document)
            for identifier, document in zip(chosen, documents.required(view, chosen), strict=True)
        ]
        remark = groups.remark_unknown(view, context, group) if group is not None and not found else None
        return Listing(items, token, remark)


@operation("gallery update")
def update(context: Context, identifier: ResourceId, change: Callable[[Gallery], Gallery]) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored gallery."""
    return changed(context, identifier, change)


def changed(context: Context, identifier: ResourceId, change: Callable[[Gallery], Gallery]) -> dict[str, Any]:
    """As ``update``, for operations that users know by other names."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_gallery(tx, identifier, documents.require(tx, identifier))))


@operation("gallery delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete an empty gallery, and answer where it was; one that is absent is as good as deleted.

    Source: DECISIONS 13.
    """
    from sig.domain import gallery as rules
    from sig.service import role_assignments

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        nested = [
            child
            for collection in NESTED
            for name in tx.folders(identifier, collection)
            for child in [identifier.child(collection, name)]
        ]
        rules.check_deletable(_gallery(tx, identifier, document), nested)
        faults.check_lagging(tx, context, identifier, rule="R007")
        role_assignments.forget(tx, identifier)
        tx.delete(identifier)
        return str(documents.body(document)["location"])


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: Gallery) -> dict[str, Any]:
    from sig.domain import gallery as rules

    before = documents.get(tx, identifier)
    stored = _gallery(tx, identifier, before) if before else None
    request = _in_tenant(tx, identifier, request)
    gallery = rules.put(identifier, request, stored, context.profile, context.new_guid)
    if context.caller is not None:
        _check_identities(context, identifier, gallery, stored)
    if before is None:
        from sig.service import limits

        limits.check(tx, context, identifier, gallery.location or "")
    if rules.soft_deletes(gallery) and not (stored and rules.soft_deletes(stored)):
        _check_may_soft_delete(context, identifier)
        rules.check_one_location(gallery, _nested_locations(tx, identifier))
    document = documents.wrap(gallery, context.clock.now(), before)
    tx.put(identifier, document)
    return _shown(tx, context, identifier, document)


def _check_may_soft_delete(context: Context, identifier: ResourceId) -> None:
    """Raises AuthorizationFailed for a caller who may not share the gallery. Source: SPEC R096."""
    if context.caller is None:
        return
    from sig.domain.actions import ACTIONS
    from sig.service import authorization

    authorization.demand(context, identifier, [ACTIONS["share add"]])


def _in_tenant(view: View, identifier: ResourceId, request: Gallery) -> Gallery:
    """``request``, where the system is to assign an identity with the tenant of the subscription in it."""
    identity = request.identity
    if identity is None or not identity.is_system_assigned or identity.tenant_id is not None:
        return request
    from sig.domain.arm import replace
    from sig.service import accounts

    return replace(request, identity=replace(identity, tenant_id=accounts.tenant(view, identifier.subscription)))


def _check_identities(context: Context, identifier: ResourceId, gallery: Gallery, stored: Gallery | None) -> None:
    """Raises LinkedAuthorizationFailed unless the caller may assign the user assigned identities that are new."""
    from sig.domain.gallery_identity import user_assigned
    from sig.service import authorization

    new = user_assigned(gallery.identity) - user_assigned(stored.identity if stored else None)
    authorization.check_linked(context, "gallery create", identifier, sorted(new, key=str))


def _shown(
    view: View, context: Context, identifier: ResourceId, document: Document, shown_in: Sequence[str] | None = None
) -> dict[str, Any]:
    """The gallery of ``document`` as a GET answers it now."""
    body, plan, now = documents.body(document), documents.plan(document), context.clock.now()
    return documents.read_off(view, identifier, response.gallery, body, plan, now, shown_in)


def _regions_shown(view: View, context: Context, identifier: ResourceId, document: Document) -> list[str]:
    """The display names of the regions in which those the gallery is shared with see it, its own first."""
    from sig.domain import regions
    from sig.service.shared_views import regions_shown

    names = regions_shown(view, context, identifier, documents.body(document))
    return [region.display_name for name in names if (region := regions.find(name)) is not None]


def _nested_locations(view: View, gallery: ResourceId) -> Iterator[tuple[ResourceId, str]]:
    for definition, document in documents.each(view, gallery, "images"):
        yield definition, documents.body(document)["location"]
        for version, nested in documents.each(view, definition, "versions"):
            yield version, documents.body(nested)["location"]


def _gallery(view: View, identifier: ResourceId, document: Document) -> Gallery:
    from sig.domain.gallery import Gallery

    return documents.decoded(view, identifier, Gallery, document)


def identifiers(view: View, context: Context, group: str | None) -> Iterator[ResourceId]:
    """The galleries of a group, or of the whole subscription, by case-folded names; opens no document."""
    subscription = ResourceId.of_subscription(context.subscription)
    for name in [group] if group is not None else view.folders(subscription, "resourceGroups"):
        holder = context.group(name).child("providers", COMPUTE)
        for gallery in view.names(holder, "galleries"):
            yield holder.child("galleries", gallery)


def named(view: View, context: Context, group: str | None, gallery: str | None) -> list[ResourceId]:
    """The galleries of a group or of all, or the one of that name. Raises ResourceNotFound for a name nobody has."""
    if gallery is None:
        return list(identifiers(view, context, group))
    found = [identifier for identifier in identifiers(view, context, group) if identifier.name == gallery.casefold()]
    if found:
        return found
    if group is not None:
        raise documents.not_found(view, context.gallery(group, gallery))
    from sig.domain.gallery import refuse_unknown

    raise refuse_unknown(gallery, context.subscription)


def _refuse_name_taken(view: View, context: Context, identifier: ResourceId) -> None:
    from sig.domain import gallery as rules

    for other in identifiers(view, context, None):
        if other.name == identifier.name.casefold():
            raise rules.refuse_duplicate(identifier, other)
