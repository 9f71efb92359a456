"""Image versions for who asks again and again: nothing is read while nobody has changed anything."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from sig.service import documents, image_versions
from sig.service.nested import require_parent
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

if TYPE_CHECKING:
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

T = TypeVar("T")


class Revisited(NamedTuple, Generic[T]):
    """What was asked for before: the answer, or None where it is ``seen`` again as it was.

    ``seen`` is to be asked with the next time; None where the answer depends on the clock, or cannot be told apart.
    """

    found: T | None
    seen: object | None


@operation("image-version show")
def show_again(
    context: Context, identifier: ResourceId, *, with_replication_status: bool = False, seen: object | None = None
) -> Revisited[dict[str, Any]]:
    """As ``show``, unless nobody has changed the version since ``seen`` was answered."""
    with context.store.reading() as view:
        now_seen = view.look(identifier)
    if now_seen is not None and now_seen == seen:
        return Revisited(None, seen)
    document = documents.asked(context.store, identifier)
    answer = partial(image_versions.shown, context, document, with_replication_status=with_replication_status)
    found = documents.answered(context.store, identifier, answer)
    return Revisited(found, None if "replication" in document else now_seen)


@operation("image-version list")
def list_again(
    context: Context, definition: ResourceId, page: Page | None = None, *, seen: object | None = None
) -> Revisited[Listing]:
    """As ``listed``, unless nobody has changed a version since ``seen`` was answered."""
    with context.store.reading() as view:
        require_parent(view, definition.child("versions", "0.0.0"))
        now_seen = view.look_over(definition, "versions")
        if now_seen is not None and now_seen == seen:
            return Revisited(None, seen)
        keys, token = selected(image_versions.in_order(view, definition), page)
        found = list(documents.required(view, [definition.child("versions", key) for key in keys]))
        if any("replication" in document for document in found):
            now_seen = None
        return Revisited(Listing([image_versions.shown(context, document) for document in found], token), now_seen)
