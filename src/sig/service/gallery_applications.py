"""VM applications: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, nested
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.gallery_application import GalleryApplication
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.documents import Written
    from sig.service.paging import Listing, Page
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: GalleryApplication) -> dict[str, Any]:
    """As ``put``; answers the application alone."""
    return put(context, identifier, request).body


@operation("gallery-application create")
def put(context: Context, identifier: ResourceId, request: GalleryApplication) -> Written:
    """Create the application, or replace it. Raises ParentResourceNotFound without its gallery."""
    return nested.put(context, identifier, request, _put)


@operation("gallery-application show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return _shown(documents.require(view, identifier))


@operation("gallery-application list")
def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The applications of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        return nested.listed(view, gallery, "applications", page, _shown)


@operation("gallery-application update")
def update(
    context: Context, identifier: ResourceId, change: Callable[[GalleryApplication], GalleryApplication]
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored application."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_application(tx, identifier, documents.require(tx, identifier))))


@operation("gallery-application delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete an application without versions, and answer where it was; one that is absent is as good as deleted.

    Source: SPEC R007, R090.
    """
    hint = "Delete its versions first: sig gallery-application version delete."
    return nested.delete_emptied(context, identifier, "gallery-application delete", rule="R451", hint=hint)


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: GalleryApplication) -> dict[str, Any]:
    from sig.domain import gallery_application as rules

    before = documents.get(tx, identifier)
    stored = _application(tx, identifier, before) if before else None
    now = context.clock.now()
    document = documents.wrap(rules.put(identifier, request, stored, now), now, before)
    tx.put(identifier, document)
    return _shown(document)


def _shown(document: Document) -> dict[str, Any]:
    return response.application(documents.body(document))


def _application(view: View, identifier: ResourceId, document: Document) -> GalleryApplication:
    from sig.domain.gallery_application import GalleryApplication

    return documents.decoded(view, identifier, GalleryApplication, document)
