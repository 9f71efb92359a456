"""Replication as a pure function of the stored plan and the clock: nothing runs in the background."""

from __future__ import annotations

from datetime import datetime, timedelta

from sig.domain.arm import ArmObject, arm
from sig.domain.errors import (
    GallerySourceResourceExceedsMaxSize,
    OperationNotAllowed,
    ReplicationJobsFailed,
    SigError,
)
from sig.domain.records import NamedTuple
from sig.domain.response import CREATING, FAILED, SUCCEEDED, UPDATING
from sig.domain.timestamps import to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Any

    from sig.domain.regions import Region
    from sig.domain.resource_id import ResourceId

COMPLETED = "Completed"
REPLICATING = "Replicating"
IN_PROGRESS = "InProgress"
_DONE = 100


class RegionPlan(NamedTuple):
    """The copy to one region, as it was planned when the region was asked for.

    ``region`` is called as the version calls it: by its display name, of access control profiles by the short one. The
    copy takes ``seconds`` from ``started_at``, or ``polls`` reads of the version, of which ``polled`` were made. It
    runs through unless it stops at a percentage, ``stops_at``: there it fails with ``failure``, of the kind that
    ``code`` names (None: a disk is too large), or is stuck for good.
    """

    region: str
    started_at: str
    seconds: float
    polls: int = 0
    polled: int = 0
    stops_at: int | None = None
    failure: str | None = None
    code: str | None = None


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


def status(regions: Iterable[str], plan: Iterable[RegionPlan], now: datetime) -> ReplicationStatus:
    """How far the copies to ``regions`` (display names) are at ``now``; a region without a plan is complete."""
    plans = {entry.region: entry for entry in plan}
    summary = tuple(_region_status(region, plans.get(region), now) for region in regions)
    states = {row.state for row in summary}
    aggregated = FAILED if FAILED in states else COMPLETED if states <= {COMPLETED} else IN_PROGRESS
    return ReplicationStatus(aggregated_state=aggregated, summary=summary)


def progress(entry: RegionPlan, now: datetime) -> int:
    """Percent of the copy that is made at ``now``; where it ends is reached at that instant, and not before."""
    end = _end(entry)
    if entry.polls:
        return min(_DONE * entry.polled // entry.polls, end)
    if entry.seconds <= 0 or now >= _stop(entry):
        return end
    share = (now - datetime.fromisoformat(entry.started_at)).total_seconds() / entry.seconds
    return max(0, min(int(_DONE * share), end - 1))


def state(entry: RegionPlan, now: datetime) -> str:
    """Completed, Failed, or Replicating: also of a copy that is stuck."""
    if progress(entry, now) < _end(entry):
        return REPLICATING
    if entry.failure is not None:
        return FAILED
    return COMPLETED if entry.stops_at is None else REPLICATING


def provisioning_state(plan: Iterable[RegionPlan], operation: str, now: datetime) -> str:
    """Of the version: ``operation`` (Creating or Updating) until every copy has ended, then how that was.

    Source: SPEC §5.2.
    """
    states = {state(entry, now) for entry in plan}
    return operation if REPLICATING in states else FAILED if FAILED in states else SUCCEEDED


# Difference from Azure: A version can be updated while it is being created or updated. Regions that are being copied
# go on; only those that are new are begun. What Azure says to a second update was never seen.
def operation_of_update(plan: Iterable[RegionPlan], operation: str, now: datetime) -> str:
    """What an update at ``now`` makes of the running ``operation``: a version that was never there is still created."""
    return operation if provisioning_state(plan, operation, now) == CREATING else UPDATING


# Difference from Azure: A failed region stays failed until it is removed and added again. On Azure repeating the update
# may help as well.
def replanned(
    plan: Sequence[RegionPlan],
    known: Collection[str],
    regions: Iterable[str],
    begin: Callable[[str], RegionPlan | None],
) -> list[RegionPlan]:
    """The plan for ``regions`` (display names): what is ``known`` goes on as it was planned, the others ``begin``.

    ``begin`` answers None for a copy that takes no time.
    """
    before = {entry.region: entry for entry in plan}
    planned = [before.get(region) if region in known else begin(region) for region in regions]
    return [entry for entry in planned if entry is not None]


def polled(plan: Sequence[RegionPlan]) -> list[RegionPlan] | None:
    """The plan once the version was read one more time; None where that changes nothing."""
    after = [entry._replace(polled=entry.polled + 1) if entry.polled < entry.polls else entry for entry in plan]
    return after if after != list(plan) else None


def ends_at(entry: RegionPlan) -> datetime | None:
    """When the copy ends, if the clock alone decides it: not where reads do, and never if it is stuck."""
    if entry.polls or (entry.stops_at is not None and entry.failure is None):
        return None
    return _stop(entry)


def ended_at(plan: Iterable[RegionPlan], now: datetime) -> datetime:
    """When the last of the copies ended, all of which have; ``now`` for those that reads decide about."""
    return max((ends_at(entry) or now for entry in plan), default=now)


def seconds_to_next_end(plan: Iterable[RegionPlan], now: datetime) -> float | None:
    """How long the clock takes from ``now`` until the next copy ends; None where it ends none."""
    ends = [ends_at(entry) for entry in plan if state(entry, now) == REPLICATING]
    return min(((end - now).total_seconds() for end in ends if end is not None), default=None)


def rows(version: dict[str, Any], plan: Sequence[RegionPlan], now: datetime) -> list[dict[str, Any]]:
    """Per region what a version with that body is copied to and how far; ``eta`` is None where nobody can say."""
    plans = {entry.region: entry for entry in plan}
    properties = version["properties"]
    targets = properties.get("targetLocations") or properties["publishingProfile"]["targetRegions"]
    summary = status([target["name"] for target in targets], plan, now).summary
    return [
        {
            "region": row.region,
            "regionalReplicaCount": target.get("regionalReplicaCount"),
            "storageAccountType": target.get("storageAccountType"),
            "state": row.state,
            "progress": row.progress,
            "eta": _eta(plans.get(row.region), row.state),
            "details": row.details,
        }
        for target, row in zip(targets, summary, strict=True)
    ]


def is_replicated(version: dict[str, Any], region: Region) -> bool:
    """Whether the copy to ``region`` is made, of a version as a GET with its replication status answers it.

    Raises OperationNotAllowed where the copy failed, or none is on its way.
    """
    states = {row["region"]: row["state"] for row in version["properties"]["replicationStatus"]["summary"]}
    if region.display_name not in states:
        raise OperationNotAllowed(
            f"The version is not published to {region.display_name}, and no wait would bring it there.",
            target="--region",
            hint=f"Its regions are: {', '.join(states)}. Add one with: sig image-version update --target-regions.",
            rule="R123",
        )
    if states[region.display_name] == FAILED:
        raise OperationNotAllowed(
            f"The replication to {region.display_name} failed.",
            target="--region",
            hint="See why: sig image-version replication. Remove the region, and add it again.",
            rule="R123",
        )
    return bool(states[region.display_name] == COMPLETED)


def is_stuck(plan: Iterable[RegionPlan]) -> bool:
    """Whether a copy never ends, however long one waits."""
    return any(entry.stops_at is not None and entry.failure is None for entry in plan)


# By what it is a version of: the path of its target regions, and the command that shows how far its copies are.
_FAILURES = {
    "images": ("galleryImageVersion.properties.publishingProfile.targetRegions", "sig image-version replication"),
    "applications": (
        "galleryApplicationVersion.properties.publishingProfile.targetRegions",
        "sig gallery-application version show --expand ReplicationStatus",
    ),
    "invmaccesscontrolprofiles": (
        "galleryInVMAccessControlProfileVersion.properties.targetLocations",
        "sig in-vm-access-control-profile-version show",
    ),
}


def failures(plan: Iterable[RegionPlan], now: datetime) -> list[RegionPlan]:
    return [entry for entry in plan if state(entry, now) == FAILED]


def is_oversized(entry: RegionPlan) -> bool:
    """Whether no copy can be made because a disk is too large: the failure that is known from the start."""
    return entry.failure is not None and entry.code is None


def refuse_failed(version: ResourceId, failed: Sequence[RegionPlan]) -> SigError:
    """What whoever waits for the copies of ``version`` is told when some have ``failed``. Source: SPEC R066, §5.2."""
    target, look = _FAILURES[version.parent.collection.casefold()]
    if is_oversized(failed[0]):
        return GallerySourceResourceExceedsMaxSize(
            f"The replication job has failed in the regions '{', '.join(entry.region for entry in failed)}': "
            f"{failed[0].failure}",
            target="galleryImageVersion.properties.storageProfile",
            hint="The version is there with provisioningState Failed, and cannot be used: delete it, and create it "
            "from smaller disks.",
            rule="R066",
        )
    details = ", ".join(f"{{region:{entry.region}, detail:{entry.failure}}}" for entry in failed)
    return ReplicationJobsFailed(
        "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
        f"'{details}'. If retry does not work, then please do an update by removing the failed regions and update "
        "again by adding them back.",
        target=target,
        hint=f"The version is there with provisioningState Failed. See it with: {look}.",
        rule="R157",
    )


def _region_status(region: str, entry: RegionPlan | None, now: datetime) -> RegionStatus:
    if entry is None:
        return RegionStatus(region=region, state=COMPLETED, details="", progress=_DONE)
    found = state(entry, now)
    details = f"Replication failed in this region due to '{entry.failure}'" if found == FAILED else ""
    return RegionStatus(region=region, state=found, details=details, progress=progress(entry, now))


def _eta(entry: RegionPlan | None, found: str) -> str | None:
    end = ends_at(entry) if entry is not None and found == REPLICATING else None
    return to_text(end) if end is not None else None


def _stop(entry: RegionPlan) -> datetime:
    """When the clock reaches the end of the copy, be that where it is stuck."""
    return datetime.fromisoformat(entry.started_at) + timedelta(seconds=entry.seconds * _end(entry) / _DONE)


def _end(entry: RegionPlan) -> int:
    """The percentage at which the copy ends; one that fails for what is known at once never begins."""
    if entry.stops_at is not None:
        return entry.stops_at
    return _DONE if entry.failure is None else 0
