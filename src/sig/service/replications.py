"""How a version is copied to its regions: planned when it is put, by the simulation and the faults that are set."""

from __future__ import annotations

from sig.domain import image_version as rules
from sig.domain import regions, replication
from sig.domain.records import NamedTuple
from sig.domain.replication import RegionPlan
from sig.domain.response import CREATING
from sig.domain.simulation import Length
from sig.service import documents, faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.domain.image_version import ImageVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Document, Transaction


class Copied(NamedTuple):
    """What a request makes copies of.

    From ``home`` to ``regions``, called as the version calls them. Of these, ``known`` are those that were asked for
    before, None of a new version. ``verb`` is that of the request; ``size_gb`` is 0 where nobody knows it.
    """

    verb: str
    home: str
    regions: Sequence[str]
    known: Sequence[str] | None
    size_gb: int = 0
    is_shallow: bool = False


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
    targets = rules.target_region_names(version)
    if failure is not None:
        started_at = document["changed_at"]
        oversized = [RegionPlan(region=name, started_at=started_at, seconds=0, failure=failure) for name in targets]
        documents.set_plan(document, oversized, documents.operation(document))
        return
    copied = Copied(
        verb="image-version update" if stored else "image-version create",
        home=version.location or "",
        regions=targets,
        known=rules.target_region_names(stored) if stored else None,
        size_gb=rules.copied_gb(version),
        is_shallow=rules.is_shallow(version),
    )
    plan_copies(tx, context, identifier, document, copied)


def plan_copies(tx: Transaction, context: Context, identifier: ResourceId, document: Document, copied: Copied) -> None:
    """Store in the ``document`` of a version of any kind how it is copied."""
    before = documents.plan(document)
    kept = [entry for entry in before if not replication.is_oversized(entry)]
    running = documents.operation(document)
    now = context.clock.now()
    operation = CREATING if copied.known is None else replication.operation_of_update(before, running, now)

    def begin(region: str) -> RegionPlan | None:
        length = _length(context, copied, region)
        fault = faults.of_copy(tx, copied.verb, identifier, regions.canonical(region))
        if fault is None and length == Length():
            return None
        return RegionPlan(
            region=region,
            started_at=document["changed_at"],
            seconds=length.seconds / context.clock.speed,
            polls=length.polls,
            stops_at=fault.progress if fault else None,
            failure=fault.failure if fault else None,
            code=fault.code if fault else None,
        )

    documents.set_plan(document, replication.replanned(kept, copied.known or (), copied.regions, begin), operation)


def _length(context: Context, copied: Copied, region: str) -> Length:
    if context.simulation is None:
        return Length()
    place, home = regions.find(region), regions.find(copied.home)
    if place is None or home is None:
        return Length()
    return context.simulation.length(place, home, copied.size_gb, is_shallow=copied.is_shallow)
