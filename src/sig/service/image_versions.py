"""Image versions: create, show, list, update, delete, undelete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import response, soft_delete
from sig.domain.errors import InvalidParameter, ParentResourceNotFound, ResourceNotFound
from sig.domain.version_name import VersionName
from sig.service import documents, groups, soft_deleted
from sig.service.image_definitions import require_parent
from sig.service.paging import Listing, Page, selected

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.domain.gallery import Gallery
    from sig.domain.image_version import ImageVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: ImageVersion) -> dict[str, Any]:
    """Create the version, or replace it. Raises ParentResourceNotFound without its definition."""
    from dataclasses import replace

    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        VersionName.parse(identifier.name)
        require_parent(tx, identifier)
        before = documents.get(tx, identifier)
        if before is None and _artifact(tx, context, identifier) is not None:
            raise soft_delete.refuse_reuse(identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return _put(tx, context, identifier, request)


def show(context: Context, identifier: ResourceId, *, with_replication_status: bool = False) -> dict[str, Any]:
    with context.store.reading() as view:
        document = documents.require(view, identifier)
        return _shown(context, document, with_replication_status=with_replication_status)


def listed(context: Context, definition: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``definition``, lowest number first. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, definition.child("versions", "0.0.0"))
        keys, token = selected(_in_order(view, definition), page)
        found = [documents.require(view, definition.child("versions", key)) for key in keys]
        return Listing([_shown(context, document) for document in found], token)


def update(context: Context, identifier: ResourceId, change: Callable[[ImageVersion], ImageVersion]) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored version."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_version(tx, identifier, documents.require(tx, identifier))))


def delete(context: Context, identifier: ResourceId, *, bypass_soft_delete: bool = False) -> None:
    """Delete the version, softly where its gallery says so. Source: SPEC R091, R092, R094, DECISIONS 13."""
    from sig.domain import gallery as gallery_rules
    from sig.domain import image_version as rules

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            if bypass_soft_delete:
                tx.delete(soft_delete.artifact_id(identifier))
            return
        now = context.clock.now()
        rules.check_deletable(_version(tx, identifier, document), now)
        gallery = _gallery(tx, identifier)
        if gallery_rules.soft_deletes(gallery) and not bypass_soft_delete:
            artifact = soft_delete.artifact(documents.body(document), now, *gallery_rules.retention_days(gallery))
            kept = {**documents.wrap(artifact, now), "deleted": document}
            tx.put(soft_delete.artifact_id(identifier), kept)
        tx.delete(identifier)


def undelete(context: Context, identifier: ResourceId, tags: dict[str, str]) -> dict[str, Any]:
    """Bring a soft-deleted version back as it was; the tags given replace its own.

    Raises ResourceNotFound when there is none. Source: SPEC R093, SERVICE-FACTS §3b.
    """
    with context.store.writing() as tx:
        artifact = _artifact(tx, context, identifier)
        if artifact is None:
            refusal = documents.not_found(tx, soft_delete.artifact_id(identifier))
            raise ResourceNotFound(
                refusal.message, hint="Soft-deleted: sig image-version list-soft-deleted.", rule="R093"
            )
        document = documents.checked(tx, soft_delete.artifact_id(identifier), artifact.get("deleted"), identifier)
        restored = documents.wrap(
            {**documents.body(document), **({"tags": tags} if tags else {})}, context.clock.now(), document
        )
        tx.put(identifier, restored)
        tx.delete(soft_delete.artifact_id(identifier))
        return _shown(context, restored)


def list_soft_deleted(context: Context, definition: ResourceId, page: Page | None = None) -> Listing:
    """The soft-deleted versions of ``definition`` that can still be brought back."""
    with context.store.reading() as view:
        holder = soft_delete.artifacts_id(definition)
        now = context.clock.now()
        keys, token = selected(_in_order(view, holder), page)
        artifacts = [holder.child("versions", key) for key in keys]
        found = [(artifact, documents.require(view, artifact)) for artifact in artifacts]
        return Listing(
            [
                documents.body(document)
                for artifact, document in found
                if not soft_deleted.is_gone(view, artifact, document, now)
            ],
            token,
        )


def soft_deletes(context: Context, gallery: ResourceId) -> bool:
    """Whether the gallery keeps deleted versions. Raises ResourceNotFound."""
    from sig.domain import gallery as rules

    with context.store.reading() as view:
        return rules.soft_deletes(documents.decoded(view, gallery, rules.Gallery, documents.require(view, gallery)))


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: ImageVersion) -> dict[str, Any]:
    from sig.domain import image_version as rules

    before = documents.get(tx, identifier)
    stored = _version(tx, identifier, before) if before else None
    now = context.clock.now()
    source = _source(tx, request) if stored is None else None
    version = rules.put(identifier, request, stored, source, context.profile, now)
    document = documents.wrap(version, now, before)
    tx.put(identifier, document)
    return _shown(context, document)


# Difference from Azure: Sources outside the store are taken on trust. VMs, managed images, disks, snapshots and VHDs
# need IDs of the right kind; that they exist, in the right region and with the OS, state and generation of the
# definition, is not checked. An image version as a source must exist, with a replica in the new version's region.
def _source(view: View, request: ImageVersion) -> ImageVersion | None:
    """The version a new one is copied from; it must be in the store. Source: SPEC R055, DESIGN 10."""
    from sig.domain.storage_profile import source_version

    identifier = source_version(request.properties.storage_profile)
    if identifier is None:
        return None
    document = documents.get(view, identifier)
    if document is None:
        raise ResourceNotFound(
            f"Source was not found: {identifier}. Make sure the source exists.",
            target="galleryImageVersion.properties.storageProfile.source.id",
            hint=documents.not_found(view, identifier).hint,
            rule="R055",
        )
    return _version(view, identifier, document)


def _artifact(view: View, context: Context, identifier: ResourceId) -> Document | None:
    """The soft-deleted form of a version, unless its time is over."""
    artifact = soft_delete.artifact_id(identifier)
    document = documents.get(view, artifact)
    if document is None or soft_deleted.is_gone(view, artifact, document, context.clock.now()):
        return None
    return document


def _version(view: View, identifier: ResourceId, document: Document) -> ImageVersion:
    from sig.domain.image_version import ImageVersion

    return documents.decoded(view, identifier, ImageVersion, document)


def _gallery(view: View, identifier: ResourceId) -> Gallery:
    from sig.domain.gallery import Gallery

    document = documents.get(view, identifier.top)
    if document is None:
        raise ParentResourceNotFound(f"Parent resource '{identifier.top.name}' not found.", rule="R041")
    return documents.decoded(view, identifier.top, Gallery, document)


def _in_order(view: View, holder: ResourceId) -> list[str]:
    """The numbers of the versions in ``holder``, lowest first."""

    def number(name: str) -> VersionName:
        try:
            return VersionName.parse(name)
        except InvalidParameter as refusal:
            raise documents.corrupt(view, holder.child("versions", name), "is not named after a version") from refusal

    return sorted(view.names(holder, "versions"), key=number)


def _shown(context: Context, document: Document, *, with_replication_status: bool = False) -> dict[str, Any]:
    return response.version(
        documents.body(document),
        documents.plan(document) if with_replication_status else (),
        context.clock.now(),
        with_replication_status=with_replication_status,
    )
