"""Versions of VM applications: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, faults, groups
from sig.service.documents import Written
from sig.service.image_definitions import require_parent
from sig.service.image_versions import in_order
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.gallery_application_version import GalleryApplicationVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: GalleryApplicationVersion) -> dict[str, Any]:
    """As ``put``; answers the version alone."""
    return put(context, identifier, request).body


@operation("gallery-application version create")
def put(context: Context, identifier: ResourceId, request: GalleryApplicationVersion) -> Written:
    """Create the version, or replace it. Raises ParentResourceNotFound without its application."""
    from sig.domain.arm import replace
    from sig.domain.gallery_application_version import check_name

    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        check_name(identifier.name)
        require_parent(tx, identifier)
        before = documents.get(tx, identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return Written(_put(tx, context, identifier, request), before is None)


def finished(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """The version once the copies to its regions have ended.

    Raises ReplicationJobsFailed for one that is there, but not in all of them.
    """
    with context.whole.reading() as view:
        document = documents.require(view, identifier)
    version = shown(context, document)
    if version["properties"]["provisioningState"] == response.FAILED:
        from sig.domain import replication

        raise replication.refuse_failed(
            replication.failures(documents.plan(document), context.clock.now()),
            target="galleryApplicationVersion.properties.publishingProfile.targetRegions",
            look="sig gallery-application version show --expand ReplicationStatus",
        )
    return version


@operation("gallery-application version show")
def show(context: Context, identifier: ResourceId, *, with_replication_status: bool = False) -> dict[str, Any]:
    return shown(context, documents.asked(context.store, identifier), with_replication_status=with_replication_status)


@operation("gallery-application version list")
def listed(context: Context, application: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``application``, lowest number first. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, application.child("versions", "0.0.0"))
        keys, token = selected(in_order(view, application), page)
        found = documents.required(view, [application.child("versions", key) for key in keys])
        return Listing([shown(context, document) for document in found], token)


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
    from sig.service import role_assignments

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        faults.of_deletion(tx, context, "gallery-application version delete", identifier)
        role_assignments.forget(tx, identifier)
        tx.delete(identifier)
        return str(documents.body(document)["location"])


def shown(context: Context, document: Document, *, with_replication_status: bool = False) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it now."""
    return response.application_version(
        documents.body(document),
        documents.plan(document),
        context.clock.now(),
        operation=documents.operation(document),
        with_replication_status=with_replication_status,
    )


def _put(
    tx: Transaction, context: Context, identifier: ResourceId, request: GalleryApplicationVersion
) -> dict[str, Any]:
    from sig.domain import gallery_application_version as rules

    before = documents.get(tx, identifier)
    stored = _version(tx, identifier, before) if before else None
    version = rules.put(identifier, request, stored, context.profile, context.clock.now())
    document = documents.wrap(version, context.clock.now(), before)
    if context.simulation or "replication" in document or faults.are_set(tx):
        from sig.service import replications

        copied = replications.Copied(
            verb=f"gallery-application version {'update' if stored else 'create'}",
            home=version.location or "",
            regions=rules.target_region_names(version),
            known=rules.target_region_names(stored) if stored else None,
            size_gb=rules.PACKAGE_GB,
        )
        replications.plan_copies(tx, context, identifier, document, copied)
    tx.put(identifier, document)
    return shown(context, document)


def _version(view: View, identifier: ResourceId, document: Document) -> GalleryApplicationVersion:
    from sig.domain.gallery_application_version import GalleryApplicationVersion

    return documents.decoded(view, identifier, GalleryApplicationVersion, document)
