"""What the stored versions cost, soft-deleted ones included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import costing, soft_delete
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents, soft_deleted
from sig.service.image_versions import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.domain.costing import Kept, Prices
    from sig.service.context import Context
    from sig.store import View


def estimate(
    context: Context,
    group: str | None,
    gallery: str | None,
    definition: str | None,
    size_gb: float | None,
    prices: Prices | None,
) -> dict[str, Any]:
    """What the versions of a definition, a gallery, a group or the whole subscription cost.

    Raises ResourceNotFound for a gallery or definition that is named and not there.
    """
    costing.check_size(size_gb)
    with context.store.reading() as view:
        places = list(_definitions(view, context, group, gallery, definition))
        found = [kept for place in places for kept in _kept(view, context, place, size_gb)]
    return costing.estimate(found, prices)


def _definitions(
    view: View, context: Context, group: str | None, gallery: str | None, definition: str | None
) -> Iterator[ResourceId]:
    subscription = ResourceId.of_subscription(context.subscription)
    groups = [group] if group else view.folders(subscription, "resourceGroups")
    for holder in (context.group(name).child("providers", COMPUTE) for name in groups):
        for name in [gallery] if gallery else view.names(holder, "galleries"):
            place = holder.child("galleries", name)
            if gallery:
                documents.require(view, place)
            for image in [definition] if definition else view.names(place, "images"):
                if definition:
                    documents.require(view, place.child("images", image))
                yield place.child("images", image)


def _kept(view: View, context: Context, definition: ResourceId, size_gb: float | None) -> Iterator[Kept]:
    for number in in_order(view, definition):
        version = definition.child("versions", number)
        document = documents.get(view, version)
        if document is not None:
            body = documents.body(document)
            yield documents.read_off(view, version, costing.stored, version.path, body, size_gb)
    artifacts = soft_delete.artifacts_id(definition)
    now = context.clock.now()
    for number in in_order(view, artifacts):
        artifact = artifacts.child("versions", number)
        document = documents.get(view, artifact)
        if document is not None and not soft_deleted.is_gone(view, artifact, document, now):
            version = definition.child("versions", number)
            body = documents.body(documents.checked(view, artifact, document.get("deleted"), version))
            name = f"{version.path} (soft-deleted)"
            yield documents.read_off(
                view, artifact, lambda *words: costing.stored(*words, is_soft_deleted=True), name, body, size_gb
            )
