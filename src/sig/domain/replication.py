"""Replication as a pure function of the stored plan and the clock: nothing runs in the background."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sig.domain.arm import ArmObject, arm

COMPLETED = "Completed"
REPLICATING = "Replicating"
IN_PROGRESS = "InProgress"
_DONE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """When the copy to one region started and how many seconds it takes; ``region`` is a display name."""

    region: str
    started_at: str
    seconds: float


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
# exists.
def status(regions: Iterable[str], plan: Iterable[RegionPlan], now: datetime) -> ReplicationStatus:
    """How far the copies to ``regions`` (display names) are at ``now``; a region without a plan is complete."""
    plans = {entry.region: entry for entry in plan}
    summary = tuple(_region_status(region, plans.get(region), now) for region in regions)
    done = all(row.state == COMPLETED for row in summary)
    return ReplicationStatus(aggregated_state=COMPLETED if done else IN_PROGRESS, summary=summary)


def _region_status(region: str, plan: RegionPlan | None, now: datetime) -> RegionStatus:
    progress = _DONE
    if plan is not None and plan.seconds > 0:
        elapsed = (now - datetime.fromisoformat(plan.started_at)).total_seconds()
        progress = max(0, min(_DONE, int(_DONE * elapsed / plan.seconds)))
    state = COMPLETED if progress == _DONE else REPLICATING
    return RegionStatus(region=region, state=state, details="", progress=progress)
