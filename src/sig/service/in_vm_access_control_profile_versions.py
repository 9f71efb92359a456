"""Versions of in-VM access control profiles: create, show, list, update, delete."""

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

    from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: AccessControlProfileVersion) -> dict[str, Any]:
    """As ``put``; answers the version alone."""
    return put(context, identifier, request).body


@operation("in-vm-access-control-profile-version create")
def put(context: Context, identifier: ResourceId, request: AccessControlProfileVersion) -> Written:
    """Create the version, or replace it. Raises ParentResourceNotFound without its profile."""
    from sig.domain.arm import replace
    from sig.domain.in_vm_access_control_profile_version import check_name

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
        version = shown(view, context, identifier, document)
    if version["properties"]["provisioningState"] == response.FAILED:
        from sig.domain import replication

        raise replication.refuse_failed(
            replication.failures(documents.plan(document), context.clock.now()),
            target="galleryInVMAccessControlProfileVersion.properties.targetLocations",
            look="sig in-vm-access-control-profile-version show",
        )
    return version


@operation("in-vm-access-control-profile-version show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    document = documents.asked(context.store, identifier)
    with context.store.reading() as view:
        return shown(view, context, identifier, document)


@operation("in-vm-access-control-profile-version list")
def listed(context: Context, profile: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``profile``, lowest number first. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, profile.child("versions", "0.0.0"))
        keys, token = selected(in_order(view, profile), page)
        identifiers = [profile.child("versions", key) for key in keys]
        found = zip(identifiers, documents.required(view, identifiers), strict=True)
        return Listing([shown(view, context, identifier, document) for identifier, document in found], token)


@operation("in-vm-access-control-profile-version update")
def update(
    context: Context,
    identifier: ResourceId,
    change: Callable[[AccessControlProfileVersion], AccessControlProfileVersion],
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored version."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_version(tx, identifier, documents.require(tx, identifier))))


@operation("in-vm-access-control-profile-version delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete the version, and answer where it was, None if it was not there. Source: DECISIONS 13."""
    from sig.service import role_assignments

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        faults.of_deletion(tx, context, "in-vm-access-control-profile-version delete", identifier)
        role_assignments.forget(tx, identifier)
        tx.delete(identifier)
        return str(documents.body(document)["location"])


def shown(view: View, context: Context, identifier: ResourceId, document: Document) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it now, always with its replication status. Raises StoreCorrupt."""
    return documents.read_off(view, identifier, _shown, document, context)


def _shown(document: Document, context: Context) -> dict[str, Any]:
    return response.access_control_profile_version(
        documents.body(document),
        documents.plan(document),
        context.clock.now(),
        operation=documents.operation(document),
    )


def _put(
    tx: Transaction, context: Context, identifier: ResourceId, request: AccessControlProfileVersion
) -> dict[str, Any]:
    from sig.domain import in_vm_access_control_profile_version as rules

    before = documents.get(tx, identifier)
    stored = _version(tx, identifier, before) if before else None
    version = rules.put(identifier, request, stored, context.profile, context.clock.now())
    document = documents.wrap(version, context.clock.now(), before)
    if context.simulation or "replication" in document or faults.are_set(tx):
        from sig.service import replications

        copied = replications.Copied(
            verb=f"in-vm-access-control-profile-version {'update' if stored else 'create'}",
            home=version.location or "",
            regions=rules.target_region_names(version),
            known=rules.target_region_names(stored) if stored else None,
            size_gb=rules.COUNTED_GB,
        )
        replications.plan_copies(tx, context, identifier, document, copied)
    tx.put(identifier, document)
    return shown(tx, context, identifier, document)


def _version(view: View, identifier: ResourceId, document: Document) -> AccessControlProfileVersion:
    from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion

    return documents.decoded(view, identifier, AccessControlProfileVersion, document)
