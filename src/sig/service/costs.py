"""What versions cost: those that are stored, soft-deleted ones included, or one that is not there yet."""

from __future__ import annotations

from sig.domain import costing, soft_delete
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents, image_versions, soft_deleted
from sig.service.operations import of_gallery, operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sig.domain.costing import Kept, Prices
    from sig.domain.publishing import TargetRegion
    from sig.service.context import Context
    from sig.store import View


@operation("cost estimate", scope=of_gallery, asks_azure=False)
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


def estimate_new(
    context: Context,
    size_gb: float,
    target_regions: Sequence[TargetRegion],
    replicas: int | None,
    prices: Prices | None,
) -> dict[str, Any]:
    """What a version of that size would cost, published to ``target_regions`` as any version is.

    Raises what a version is refused with for its regions, counts and storage types.
    """
    from sig.domain import publishing, regions

    costing.check_size(size_gb)
    home = regions.require(target_regions[0].name or "", "versions", target="regions")
    request = publishing.PublishingProfile(target_regions=tuple(target_regions), replica_count=replicas)
    published = publishing.published(request, None, home, context.profile, context.clock.now())
    copies = [
        costing.Copies(
            regions.require(target.name or "", "versions"),
            str(target.storage_account_type),
            target.regional_replica_count or 1,
        )
        for target in published.target_regions or ()
    ]
    return costing.estimate([costing.hypothetical(size_gb, copies)], prices)


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
    for version, document in image_versions.each(view, definition):
        body = documents.body(document)
        yield documents.read_off(view, version, costing.stored, version.path, body, size_gb)
    artifacts = soft_delete.artifacts_id(definition)
    now = context.clock.now()
    for artifact, document in image_versions.each(view, artifacts):
        if not soft_deleted.is_gone(view, artifact, document, now):
            version = definition.child("versions", artifact.name)
            body = documents.body(documents.checked(view, artifact, document.get("deleted"), version))
            name = f"{version.path} (soft-deleted)"
            yield documents.read_off(
                view, artifact, lambda *words: costing.stored(*words, is_soft_deleted=True), name, body, size_gb
            )
