"""Image definitions: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, faults, nested, soft_deleted
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sig.domain.image_definition import ImageDefinition
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.documents import Written
    from sig.service.paging import Listing, Page
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
    return nested.put(context, identifier, request, _put)


def create_in(tx: Transaction, context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    """As ``create``, within a transaction that does more, and with nothing added to the request."""
    return nested.put_in(tx, context, identifier, request, _put)


@operation("image-definition show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return _shown(documents.require(view, identifier))


@operation("image-definition list")
def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The definitions of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        return nested.listed(view, gallery, "images", page, _shown)


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
    from sig.service import numbering

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        refuse_nested([identifier.child("versions", name) for name in tx.names(identifier, "versions")], rule="R033")
        soft_deleted.purge(tx, context, identifier)
        faults.check_lagging(tx, context, identifier, rule="R033")
        numbering.forget(tx, identifier)
        nested.remove(tx, context, identifier, "image-definition delete")
        return str(documents.body(document)["location"])


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    from sig.domain import image_definition as rules

    before = documents.get(tx, identifier)
    stored = _definition(tx, identifier, before) if before else None
    now = context.clock.now()
    definition = rules.put(identifier, request, stored, _siblings(tx, identifier), context.profile, now)
    if before is None:
        from sig.service import limits

        nested.check_place(tx, identifier, definition.location or "")
        limits.check(tx, context, identifier, definition.location or "")
    document = documents.wrap(definition, now, before)
    tx.put(identifier, document)
    return _shown(document)


def _shown(document: Document) -> dict[str, Any]:
    return response.resource(documents.body(document))


def _siblings(view: View, identifier: ResourceId) -> Iterator[ImageDefinition]:
    """Read one by one, and only if asked for: a refusal needs no more than the first clash."""
    for sibling, document in documents.each(view, identifier.parent, "images"):
        yield _definition(view, sibling, document)


def _definition(view: View, identifier: ResourceId, document: Document) -> ImageDefinition:
    from sig.domain.image_definition import ImageDefinition

    return documents.decoded(view, identifier, ImageDefinition, document)
