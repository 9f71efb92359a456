"""Versions of in-VM access control profiles: create, show, list, update, delete."""

from __future__ import annotations

from functools import partial

from sig.domain import response
from sig.service import documents, nested
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.documents import Written
    from sig.service.paging import Listing, Page
    from sig.store import Document, Transaction, View


def create(context: Context, identifier: ResourceId, request: AccessControlProfileVersion) -> dict[str, Any]:
    """As ``put``; answers the version alone."""
    return put(context, identifier, request).body


@operation("in-vm-access-control-profile-version create")
def put(context: Context, identifier: ResourceId, request: AccessControlProfileVersion) -> Written:
    """Create the version, or replace it. Raises ParentResourceNotFound without its profile."""
    from sig.domain.in_vm_access_control_profile_version import check_name

    return nested.put(context, identifier, request, _put, check_name)


def finished(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """The version once the copies to its regions have ended.

    Raises ReplicationJobsFailed for one that is there, but not in all of them.
    """
    from sig.service import replicated

    return replicated.finished(context, identifier, _shown)


@operation("in-vm-access-control-profile-version show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    document = documents.asked(context.store, identifier)
    with context.store.reading() as view:
        return shown(view, context, identifier, document)


@operation("in-vm-access-control-profile-version list")
def listed(context: Context, profile: ResourceId, page: Page | None = None) -> Listing:
    """The versions of ``profile``, lowest number first. Raises ParentResourceNotFound."""
    from sig.service.image_versions import in_order

    with context.store.reading() as view:
        return nested.listed(view, profile, "versions", page, partial(_shown, context), in_order)


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
    return nested.delete(context, identifier, "in-vm-access-control-profile-version delete")


def shown(view: View, context: Context, identifier: ResourceId, document: Document) -> dict[str, Any]:
    """The version of ``document`` as a GET answers it now, always with its replication status. Raises StoreCorrupt."""
    return documents.read_off(view, identifier, _shown, context, document)


def _shown(context: Context, document: Document) -> dict[str, Any]:
    return documents.as_read(document, context.clock.now(), response.access_control_profile_version)


def _put(
    tx: Transaction, context: Context, identifier: ResourceId, request: AccessControlProfileVersion
) -> dict[str, Any]:
    from sig.domain import in_vm_access_control_profile_version as rules
    from sig.service import replicated

    noun = "in-vm-access-control-profile-version"
    document = replicated.keep(tx, context, identifier, request, rules, noun)
    return shown(tx, context, identifier, document)


def _version(view: View, identifier: ResourceId, document: Document) -> AccessControlProfileVersion:
    from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion

    return documents.decoded(view, identifier, AccessControlProfileVersion, document)
