"""Image definitions: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.domain.errors import ParentResourceNotFound
from sig.service import documents, faults, groups, soft_deleted
from sig.service.documents import Written
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sig.domain.image_definition import ImageDefinition
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


@operation("image-definition create")
def create(context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    """Create the definition, or replace it. Raises ParentResourceNotFound without its gallery."""
    from sig.domain import image_definition as rules

    with context.store.writing() as tx:
        return create_in(tx, context, identifier, rules.with_defaults(request, context.profile))


@operation("image-definition create")
def put(context: Context, identifier: ResourceId, request: ImageDefinition) -> Written:
    """As ``create``, with nothing added to the request: what az adds, other clients do not."""
    with context.store.writing() as tx:
        is_new = not tx.exists(identifier)
        return Written(create_in(tx, context, identifier, request), is_new)


def create_in(tx: Transaction, context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    """As ``create``, within a transaction that does more, and with nothing added to the request."""
    from sig.domain.arm import replace

    groups.check(tx, context, identifier)
    require_parent(tx, identifier)
    before = documents.get(tx, identifier)
    location = request.location or (documents.body(before)["location"] if before else None)
    request = replace(request, location=location or groups.location(tx, context, identifier))
    return _put(tx, context, identifier, request)


@operation("image-definition show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return response.resource(documents.body(documents.require(view, identifier)))


@operation("image-definition list")
def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The definitions of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, gallery.child("images", "any"))
        keys, token = selected(view.names(gallery, "images"), page)
        found = documents.required(view, [gallery.child("images", key) for key in keys])
        bodies = [documents.body(document) for document in found]
        return Listing([response.resource(body) for body in bodies], token)


@operation("image-definition update")
def update(
    context: Context, identifier: ResourceId, change: Callable[[ImageDefinition], ImageDefinition]
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored definition."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_definition(tx, identifier, documents.require(tx, identifier))))


@operation("image-definition delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete a definition without versions, and answer where it was; one that is absent is as good as deleted.

    Source: SPEC R033, R034.
    """
    from sig.domain.gallery import refuse_nested
    from sig.service import numbering, role_assignments

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        refuse_nested([identifier.child("versions", name) for name in tx.names(identifier, "versions")], rule="R033")
        soft_deleted.purge(tx, context, identifier)
        faults.check_lagging(tx, context, identifier, rule="R033")
        faults.of_deletion(tx, context, "image-definition delete", identifier)
        numbering.forget(tx, identifier)
        role_assignments.forget(tx, identifier)
        tx.delete(identifier)
        return str(documents.body(document)["location"])


def require_parent(view: View, identifier: ResourceId) -> None:
    """Raises ParentResourceNotFound unless everything above ``identifier`` exists. Source: SPEC R022, R041."""
    if view.exists(identifier.parent):
        return
    refusal = documents.not_found(view, identifier.parent)
    raise ParentResourceNotFound(
        "Can not perform requested operation on nested resource. "
        f"Parent resource '{identifier.parent.path}' not found.",
        hint=refusal.hint,
        rule="R041" if identifier.collection == "versions" else "R022",
    )


def check_place(view: View, identifier: ResourceId, location: str) -> None:
    """Raises InvalidParameter where a gallery that others share cannot have a new resource in ``location``."""
    gallery = documents.get(view, identifier.top)
    if gallery is None or "sharingProfile" not in documents.body(gallery).get("properties", {}):
        return
    from sig.domain import sharing

    documents.read_off(view, identifier.top, sharing.check_place, documents.body(gallery), identifier, location)


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    from sig.domain import image_definition as rules

    before = documents.get(tx, identifier)
    stored = _definition(tx, identifier, before) if before else None
    now = context.clock.now()
    definition = rules.put(identifier, request, stored, _siblings(tx, identifier), context.profile, now)
    if before is None:
        from sig.service import limits

        check_place(tx, identifier, definition.location or "")
        limits.check(tx, context, identifier, definition.location or "")
    document = documents.wrap(definition, now, before)
    tx.put(identifier, document)
    return response.resource(documents.body(document))


def _siblings(view: View, identifier: ResourceId) -> Iterator[ImageDefinition]:
    """Read one by one, and only if asked for: a refusal needs no more than the first clash."""
    for sibling, document in documents.each(view, identifier.parent, "images"):
        yield _definition(view, sibling, document)


def _definition(view: View, identifier: ResourceId, document: Document) -> ImageDefinition:
    from sig.domain.image_definition import ImageDefinition

    return documents.decoded(view, identifier, ImageDefinition, document)
