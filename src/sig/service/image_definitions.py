"""Image definitions: create, show, list, update, delete."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sig.domain import image_definition as rules
from sig.domain import response, soft_delete
from sig.domain.codec import decode
from sig.domain.errors import ParentResourceNotFound
from sig.domain.gallery import refuse_nested
from sig.domain.image_definition import ImageDefinition
from sig.domain.resource_id import ResourceId
from sig.service import documents, groups
from sig.service.context import Context
from sig.service.paging import Listing, Page, selected
from sig.store import Transaction, View


def create(context: Context, identifier: ResourceId, request: ImageDefinition) -> dict[str, Any]:
    """Create the definition, or replace it. Raises ParentResourceNotFound without its gallery."""
    with context.store.writing() as tx:
        groups.check(tx, context, identifier)
        require_parent(tx, identifier)
        request = rules.with_defaults(request, context.profile)
        before = tx.get(identifier)
        location = request.location or (documents.body(before)["location"] if before else None)
        request = replace(request, location=location or groups.location(tx, context, identifier))
        return _put(tx, context, identifier, request)


def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    with context.store.reading() as view:
        return response.resource(documents.body(documents.require(view, identifier)))


def listed(context: Context, gallery: ResourceId, page: Page | None = None) -> Listing:
    """The definitions of ``gallery`` in order of their names. Raises ParentResourceNotFound."""
    with context.store.reading() as view:
        require_parent(view, gallery.child("images", "any"))
        keys, token = selected(view.names(gallery, "images"), page)
        bodies = [documents.body(documents.require(view, gallery.child("images", key))) for key in keys]
        return Listing([response.resource(body) for body in bodies], token)


def update(
    context: Context, identifier: ResourceId, change: Callable[[ImageDefinition], ImageDefinition]
) -> dict[str, Any]:
    """Put back what ``change`` makes of the stored definition."""
    with context.store.writing() as tx:
        stored = decode(ImageDefinition, documents.body(documents.require(tx, identifier)))
        return _put(tx, context, identifier, change(stored))


def delete(context: Context, identifier: ResourceId) -> None:
    """Delete a definition without versions; one that is absent is as good as deleted. Source: SPEC R033, R034."""
    with context.store.writing() as tx:
        if tx.get(identifier) is None:
            return
        artifacts = soft_delete.artifacts_id(identifier)
        nested = [
            holder.child("versions", name)
            for holder in (identifier, artifacts)
            for name in tx.names(holder, "versions")
        ]
        refuse_nested(nested, rule="R033")
        tx.delete(identifier)


def require_parent(view: View, identifier: ResourceId) -> None:
    """Raises ParentResourceNotFound unless everything above ``identifier`` exists. Source: SPEC R022, R041."""
    if view.exists(identifier.parent):
        return
    parent = "/".join(name for _, name in identifier.parent.pairs[3:])
    refusal = documents.not_found(view, identifier.parent)
    raise ParentResourceNotFound(
        f"Can not perform requested operation on nested resource. Parent resource '{parent}' not found.",
        hint=refusal.hint,
        rule="R022" if identifier.collection == "images" else "R041",
    )


def _put(
    tx: Transaction, context: Context, identifier: ResourceId, request: ImageDefinition
) -> dict[str, Any]:
    before = tx.get(identifier)
    stored = decode(ImageDefinition, documents.body(before)) if before else None
    now = context.clock.now()
    definition = rules.put(identifier, request, stored, _siblings(tx, identifier), context.profile, now)
    document = documents.wrap(definition, now, before)
    tx.put(identifier, document)
    return response.resource(documents.body(document))


def _siblings(view: View, identifier: ResourceId) -> Iterator[ImageDefinition]:
    """Read one by one, and only if asked for: a refusal needs no more than the first clash."""
    for document in view.documents(identifier.parent, "images"):
        yield decode(ImageDefinition, documents.body(document))
