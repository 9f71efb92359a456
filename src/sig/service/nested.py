"""Resources below a gallery: what putting, listing and deleting those of every kind have in common."""

from __future__ import annotations

from sig.domain.errors import ParentResourceNotFound
from sig.service import documents, faults, groups
from sig.service.documents import Written
from sig.service.paging import Listing, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol, TypeVar

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.paging import Page
    from sig.store import Document, Transaction, View

    class Placed(Protocol):
        """A resource as a request describes it."""

        @property
        def location(self) -> str | None: ...

    R = TypeVar("R", bound=Placed)
    Keep = Callable[[Transaction, Context, ResourceId, R], dict[str, Any]]
    """Stores what a request leaves behind, and answers that as a GET does."""


def put(
    context: Context, identifier: ResourceId, request: R, keep: Keep[R], check_name: Callable[[str], None] | None = None
) -> Written:
    """What ``keep`` makes of ``request``, and whether it is new. Raises as ``put_in``."""
    with context.store.writing() as tx:
        is_new = not tx.exists(identifier)
        return Written(put_in(tx, context, identifier, request, keep, check_name), is_new)


def put_in(
    tx: Transaction,
    context: Context,
    identifier: ResourceId,
    request: R,
    keep: Keep[R],
    check_name: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """As ``put``, within a transaction that does more.

    Raises ParentResourceNotFound, after what ``check_name`` has against the name.
    """
    groups.check(tx, context, identifier)
    if check_name is not None:
        check_name(identifier.name)
    require_parent(tx, identifier)
    return keep(tx, context, identifier, located(tx, context, identifier, request))


def located(tx: Transaction, context: Context, identifier: ResourceId, request: R) -> R:
    """``request`` with a location: its own, that of what it replaces, or where a new resource of its group goes."""
    from sig.domain.arm import replace

    before = documents.get(tx, identifier)
    location = request.location or (documents.body(before)["location"] if before else None)
    found: Any = request
    placed: R = replace(found, location=location or groups.location(tx, context, identifier))
    return placed


def listed(
    view: View,
    parent: ResourceId,
    collection: str,
    page: Page | None,
    shown: Callable[[Document], dict[str, Any]],
    in_order: Callable[[View, ResourceId], list[str]] | None = None,
) -> Listing:
    """The resources in ``collection`` of ``parent``, each as ``shown``: by name, or ``in_order``.

    Raises ParentResourceNotFound, and StoreCorrupt for one that cannot be shown.
    """
    require_parent(view, parent.child(collection, "any"))
    names = in_order(view, parent) if in_order is not None else view.names(parent, collection)
    keys, token = selected(names, page)
    identifiers = [parent.child(collection, key) for key in keys]
    found = zip(identifiers, documents.required(view, identifiers), strict=True)
    return Listing([documents.read_off(view, identifier, shown, document) for identifier, document in found], token)


def delete(context: Context, identifier: ResourceId, verb: str) -> str | None:
    """Delete the resource by ``verb``, and answer where it was, None if it was not there. Source: DECISIONS 13."""
    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        remove(tx, context, identifier, verb)
        return str(documents.body(document)["location"])


def delete_emptied(context: Context, identifier: ResourceId, verb: str, *, rule: str, hint: str) -> str | None:
    """As ``delete``, of what can have versions. Raises CannotDeleteResource by ``rule`` while it has any."""
    from sig.domain.gallery import refuse_nested

    with context.store.writing() as tx:
        document = documents.get(tx, identifier)
        if document is None:
            return None
        versions = [identifier.child("versions", name) for name in tx.names(identifier, "versions")]
        refuse_nested(versions, rule=rule, hint=hint)
        faults.check_lagging(tx, context, identifier, rule=rule)
        remove(tx, context, identifier, verb)
        return str(documents.body(document)["location"])


def remove(tx: Transaction, context: Context, identifier: ResourceId, verb: str) -> None:
    """Take the resource out, with the roles that are assigned at it; ``verb`` is by what."""
    from sig.service import role_assignments

    faults.of_deletion(tx, context, verb, identifier)
    role_assignments.forget(tx, identifier)
    tx.delete(identifier)


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
