"""Replication as a pure function of the stored plan and the clock: nothing runs in the background."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sig.domain.arm import ArmObject, arm
from sig.domain.errors import GallerySourceResourceExceedsMaxSize

COMPLETED = "Completed"
REPLICATING = "Replicating"
FAILED = "Failed"
IN_PROGRESS = "InProgress"
_DONE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """When the copy to one region started and how many seconds it takes; ``region`` is a display name.

    ``failure`` says why the copy ends without success, if it does.
    """

    region: str
    started_at: str
    seconds: float
    failure: str | None = None


@arm
class RegionStatus(ArmObject):
    """One row of the summary; ``progress`` is 0-100 percent. Source: SPEC §5.2."""

    region: str
    state: str
    details: str
    progress: int


@arm
class ReplicationStatus(ArmObject):
    aggregated_state: str
    summary: tuple[RegionStatus, ...]


# Difference from Azure: Replication takes no time. Every region is Completed with 100 percent as soon as the version
# exists, or Failed if a disk is too large.
def status(regions: Iterable[str], plan: Iterable[RegionPlan], now: datetime) -> ReplicationStatus:
    """How far the copies to ``regions`` (display names) are at ``now``; a region without a plan is complete."""
    plans = {entry.region: entry for entry in plan}
    summary = tuple(_region_status(region, plans.get(region), now) for region in regions)
    states = {row.state for row in summary}
    aggregated = FAILED if FAILED in states else COMPLETED if states <= {COMPLETED} else IN_PROGRESS
    return ReplicationStatus(aggregated_state=aggregated, summary=summary)


def _region_status(region: str, plan: RegionPlan | None, now: datetime) -> RegionStatus:
    progress = _DONE
    if plan is not None and plan.failure is not None:
        details = f"Replication failed in this region due to '{plan.failure}'"
        return RegionStatus(region=region, state=FAILED, details=details, progress=0)
    if plan is not None and plan.seconds > 0:
        elapsed = (now - datetime.fromisoformat(plan.started_at)).total_seconds()
        progress = max(0, min(_DONE, int(_DONE * elapsed / plan.seconds)))
    state = COMPLETED if progress == _DONE else REPLICATING
    return RegionStatus(region=region, state=state, details="", progress=progress)


def refuse_failed(plan: Iterable[RegionPlan]) -> GallerySourceResourceExceedsMaxSize:
    """What whoever waits for the copies is told when some cannot be made. Source: SPEC R066."""
    failed = [entry for entry in plan if entry.failure is not None]
    return GallerySourceResourceExceedsMaxSize(
        f"The replication job has failed in the regions '{', '.join(entry.region for entry in failed)}': "
        f"{failed[0].failure if failed else ''}",
        target="galleryImageVersion.properties.storageProfile",
        hint="The version is there with provisioningState Failed, and cannot be used: delete it, and create it from "
        "smaller disks.",
        rule="R066",
    )
