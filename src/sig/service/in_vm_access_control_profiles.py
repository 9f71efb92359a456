"""In-VM access control profiles: create, show, list, update, delete."""

from __future__ import annotations

from sig.domain import response
from sig.service import documents, faults, groups
from sig.service.documents import Written
from sig.service.image_definitions import require_parent
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.in_vm_access_control_profile import AccessControlProfile
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction, View

COLLECTION = "inVMAccessControlProfiles"


def create(context: Context, identifier: ResourceId, request: AccessControlProfile) -> dict[str, Any]:
    """As ``put``; answers the profile alone."""
    return put(context, identifier, request).body


@operation("in-vm-access-control-profile create")
def put(context: Context, identifier: ResourceId, request: AccessControlProfile) -> Written:
    """Create the profile, or replace it. Raises ParentResourceNotFound without its gallery."""
    from sig.domain.arm import replace

    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        require_parent(tx, identifier)
        before = documents.get(tx, identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return Written(_put(tx, context, identifier, request), before is None)


@operation("in-vm-access-control-profile show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return response.resource(documents.body(documents.require(view, identifier)))


@operation("in-vm-access-control-profile list")
def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The profiles of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, gallery.child(COLLECTION, "any"))
        keys, token = selected(view.names(gallery, COLLECTION), page)
        found = documents.required(view, [gallery.child(COLLECTION, key) for key in keys])
        return Listing([response.resource(documents.body(document)) for document in found], token)


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
    from sig.domain.gallery import refuse_nested
    from sig.service import role_assignments

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        refuse_nested(
            [identifier.child("versions", name) for name in tx.names(identifier, "versions")],
            rule="R481",
            hint="Delete its versions first: sig in-vm-access-control-profile-version delete.",
        )
        faults.check_lagging(tx, context, identifier, rule="R481")
        faults.of_deletion(tx, context, "in-vm-access-control-profile delete", identifier)
        role_assignments.forget(tx, identifier)
        tx.delete(identifier)
        return str(documents.body(document)["location"])


def _put(tx: Transaction, context: Context, identifier: ResourceId, request: AccessControlProfile) -> dict[str, Any]:
    from sig.domain import in_vm_access_control_profile as rules

    before = documents.get(tx, identifier)
    stored = _profile(tx, identifier, before) if before else None
    document = documents.wrap(rules.put(identifier, request, stored), context.clock.now(), before)
    tx.put(identifier, document)
    return response.resource(documents.body(document))


def _profile(view: View, identifier: ResourceId, document: Document) -> AccessControlProfile:
    from sig.domain.in_vm_access_control_profile import AccessControlProfile

    return documents.decoded(view, identifier, AccessControlProfile, document)
