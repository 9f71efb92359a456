"""How a version is copied to its regions: planned when it is put, by the simulation and the faults that are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain import image_version as rules
from sig.domain import regions, replication
from sig.domain.replication import RegionPlan
from sig.domain.response import CREATING
from sig.domain.simulation import Length
from sig.service import documents, faults

if TYPE_CHECKING:
    from sig.domain.image_version import ImageVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction


def plan(
    tx: Transaction,
    context: Context,
    identifier: ResourceId,
    document: Document,
    version: ImageVersion,
    stored: ImageVersion | None,
    failure: str | None,
) -> None:
    """Store in the ``document`` of ``version`` how it is copied; ``failure`` says why no copy of it can be made.

    What was planned for the regions of the ``stored`` version goes on.
    """
    started_at = document["changed_at"]
    targets = rules.target_region_names(version)
    if failure is not None:
        oversized = [RegionPlan(region=name, started_at=started_at, seconds=0, failure=failure) for name in targets]
        documents.set_plan(document, oversized, documents.operation(document))
        return
    before = documents.plan(document)
    kept = [entry for entry in before if not replication.is_oversized(entry)]
    running = documents.operation(document)
    now = context.clock.now()
    operation = replication.operation_of_update(before, running, now) if stored else CREATING
    known = rules.target_region_names(stored) if stored else []
    verb = "image-version update" if stored else "image-version create"

    def begin(region: str) -> RegionPlan | None:
        length = _length(context, version, region)
        fault = faults.of_copy(tx, verb, identifier, regions.canonical(region))
        if fault is None and length == Length():
            return None
        return RegionPlan(
            region=region,
            started_at=started_at,
            seconds=length.seconds / context.clock.speed,
            polls=length.polls,
            stops_at=fault.progress if fault else None,
            failure=fault.failure if fault else None,
            code=fault.code if fault else None,
        )

    documents.set_plan(document, replication.replanned(kept, known, targets, begin), operation)


def _length(context: Context, version: ImageVersion, region: str) -> Length:
    if context.simulation is None:
        return Length()
    place, home = regions.find(region), regions.find(version.location or "")
    if place is None or home is None:
        return Length()
    return context.simulation.length(place, home, rules.copied_gb(version), is_shallow=rules.is_shallow(version))
