"""Versions of VM applications: create, show, list, update, delete."""

from __future__ import annotations

from functools import partial

from sig.domain import response
from sig.service import documents, nested
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.gallery_application_version import GalleryApplicationVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.documents import Written
    from sig.service.paging import Listing, Page
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: GalleryApplicationVersion) -> dict[str, Any]:
    """As ``put``; answers the version alone."""
    return put(context, identifier, request).body


@operation("gallery-application version create")
def put(context: Context, identifier: ResourceId, request: GalleryApplicationVersion) -> Written:
    """Create the version, or replace it. Raises ParentResourceNotFound without its application."""
    from sig.domain.gallery_application_version import check_name

    return nested.put(context, identifier, request, _put, check_name)


def finished(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """The version once the copies to its regions have ended.

    Raises ReplicationJobsFailed for one that is there, but not in all of them.
    """
    from sig.service import replicated

    return replicated.finished(context, identifier, shown)


@operation("gallery-application version show")
def show(context: Context, identifier: ResourceId, *, with_replication_status: bool = False) -> dict[str, Any]:
    document = documents.asked(context.store, identifier)
    answer = partial(shown, context, document, with_replication_status=with_replication_status)
    return documents.answered(context.store, identifier, answer)


@operation("gallery-application version list")
def listed(context: Context, application: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``application``, lowest number first. Raises ParentResourceNotFound."""
    from sig.service.image_versions import in_order

    with context.store.reading() as view:
        return nested.listed(view, application, "versions", page, partial(shown, context), in_order)


@operation("gallery-application version update")
def update(
    context: Context,
    identifier: ResourceId,
    change: Callable[[GalleryApplicationVersion], GalleryApplicationVersion],
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored version."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_version(tx, identifier, documents.require(tx, identifier))))


@operation("gallery-application version delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete the version, and answer where it was, None if it was not there. Source: DECISIONS 13."""
    return nested.delete(context, identifier, "gallery-application version delete")


def shown(context: Context, document: Document, *, with_replication_status: bool = False) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it now."""
    now = context.clock.now()
    return documents.as_read(
        document, now, response.application_version, with_replication_status=with_replication_status
    )


def _put(
    tx: Transaction, context: Context, identifier: ResourceId, request: GalleryApplicationVersion
) -> dict[str, Any]:
    from sig.domain import gallery_application_version as rules
    from sig.service import replicated

    return shown(context, replicated.keep(tx, context, identifier, request, rules, "gallery-application version"))


def _version(view: View, identifier: ResourceId, document: Document) -> GalleryApplicationVersion:
    from sig.domain.gallery_application_version import GalleryApplicationVersion

    return documents.decoded(view, identifier, GalleryApplicationVersion, document)
