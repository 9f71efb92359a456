"""In-VM access control profiles: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, nested
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.in_vm_access_control_profile import AccessControlProfile
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.documents import Written
    from sig.service.paging import Listing, Page
    from sig.store import Document, Transaction, View

COLLECTION = "inVMAccessControlProfiles"


def create(context: Context, identifier: ResourceId, request: AccessControlProfile) -> dict[str, Any]:
    """As ``put``; answers the profile alone."""
    return put(context, identifier, request).body


@operation("in-vm-access-control-profile create")
def put(context: Context, identifier: ResourceId, request: AccessControlProfile) -> Written:
    """Create the profile, or replace it. Raises ParentResourceNotFound without its gallery."""
    return nested.put(context, identifier, request, _put)


@operation("in-vm-access-control-profile show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return _shown(documents.require(view, identifier))


@operation("in-vm-access-control-profile list")
def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The profiles of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        return nested.listed(view, gallery, COLLECTION, page, _shown)


@operation("in-vm-access-control-profile update")
def update(
    context: Context, identifier: ResourceId, change: Callable[[AccessControlProfile], AccessControlProfile]
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored profile."""
    with context.store.writing() as tx:
        return _put(tx, context, identifier, change(_profile(tx, identifier, documents.require(tx, identifier))))


@operation("in-vm-access-control-profile delete")
def delete(context: Context, identifier: ResourceId) -> str | None:
    """Delete a profile without versions, and answer where it was; one that is absent is as good as deleted.

    Source: SPEC R007, R090.
    """
    hint = "Delete its versions first: sig in-vm-access-control-profile-version delete."
    return nested.delete_emptied(context, identifier, "in-vm-access-control-profile delete", rule="R481", hint=hint)


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: AccessControlProfile) -> dict[str, Any]:
    from sig.domain import in_vm_access_control_profile as rules

    before = documents.get(tx, identifier)
    stored = _profile(tx, identifier, before) if before else None
    document = documents.wrap(rules.put(identifier, request, stored), context.clock.now(), before)
    tx.put(identifier, document)
    return _shown(document)


def _shown(document: Document) -> dict[str, Any]:
    return response.resource(documents.body(document))


def _profile(view: View, identifier: ResourceId, document: Document) -> AccessControlProfile:
    from sig.domain.in_vm_access_control_profile import AccessControlProfile

    return documents.decoded(view, identifier, AccessControlProfile, document)
