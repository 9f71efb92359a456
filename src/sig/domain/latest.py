"""Which version of a definition latest stands for in a region, and why no higher one does."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.records import NamedTuple
from sig.domain.response import CREATING, FAILED, provisioning_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.regions import Region
    from sig.domain.replication import RegionPlan
    from sig.domain.version_name import VersionName

# Why a version is not the latest in a region. The first three keep it from being used there at all.
NOT_SUCCEEDED = "notSucceeded"
NOT_REPLICATED = "notReplicated"
REPLICATING = "replicating"
EXCLUDED_IN_REGION = "excludedInRegion"
EXCLUDED = "excluded"
COMPLETED = "Completed"


class PassedOver(NamedTuple):
    """Why a version is not the latest; ``explanation`` goes on after its number."""

    reason: str
    explanation: str


class Latest(NamedTuple):
    """The version that latest stands for, None if there is none, and the higher ones, each with why it is not."""

    version: VersionName | None
    passed_over: tuple[tuple[VersionName, PassedOver], ...] = ()


def latest(versions: Iterable[VersionName], judge: Callable[[VersionName], PassedOver | None]) -> Latest:
    """The highest of ``versions`` that nothing keeps from being the latest.

    ``judge`` gives the verdict on one; it is asked from the highest down, and not about lower ones than the
    latest. The order in which versions were published does not matter. Source: SPEC §2.6.
    """
    return first(sorted(versions, reverse=True), judge)


def first(descending: Iterable[VersionName], judge: Callable[[VersionName], PassedOver | None]) -> Latest:
    """The same of versions that come in order, the highest first; no more of them are taken than are asked about."""
    passed_over: list[tuple[VersionName, PassedOver]] = []
    for version in descending:
        found = judge(version)
        if found is None:
            return Latest(version, tuple(passed_over))
        passed_over.append((version, found))
    return Latest(None, tuple(passed_over))


def verdict(
    version: dict[str, Any], plan: Sequence[RegionPlan], region: Region, now: datetime, operation: str = CREATING
) -> PassedOver | None:
    """What keeps the version with that body from being the latest in ``region`` at ``now``, if anything does."""
    unusable = unusable_in(version, plan, region, now)
    if unusable is not None:
        return unusable
    state = provisioning_state(plan, operation, now)
    if state in (CREATING, FAILED):
        return PassedOver(NOT_SUCCEEDED, f"is in state {state}")
    if not is_excluded(version, region):
        return None
    if _own_flag(version, region) is None:
        from sig.domain.revocation import TAG

        reason = version.get("tags", {}).get(TAG)
        return PassedOver(EXCLUDED, f"is revoked: {reason}" if reason else "is excluded from latest")
    return PassedOver(EXCLUDED_IN_REGION, f"is excluded from latest in {region.name}")


# Difference from Azure: A region can be used as soon as its own copy is made. A version is deployed by its number there
# while others are still copied; latest takes it when it is Succeeded, and goes on taking it while regions are added.
def unusable_in(
    version: dict[str, Any], plan: Sequence[RegionPlan], region: Region, now: datetime
) -> PassedOver | None:
    """What keeps the version from being deployed in ``region`` at ``now``, even by its number. Source: SPEC R072."""
    states = replica_states(version, plan, now)
    if region.name not in states:
        return PassedOver(NOT_REPLICATED, f"is not in {region.name} but in: {', '.join(states)}")
    if states[region.name] != COMPLETED:
        return PassedOver(REPLICATING, f"is not ready in {region.name}: its replication is {states[region.name]}")
    return None


def replica_states(version: dict[str, Any], plan: Sequence[RegionPlan], now: datetime) -> dict[str, str]:
    """Per region of the version, by its name, the state of its replication at ``now``."""
    targets = [target["name"] for target in _publishing(version).get("targetRegions", ())]
    if not plan:
        return {regions.canonical(name): COMPLETED for name in targets}
    from sig.domain import replication

    return {regions.canonical(row.region): row.state for row in replication.status(targets, plan, now).summary}


def is_excluded(version: dict[str, Any], region: Region) -> bool:
    """Whether the version is left out when latest is asked for in ``region``: its own flag decides, then the global.

    Source: SPEC §2.6, DECISIONS 5.
    """
    own = _own_flag(version, region)
    return is_excluded_everywhere(version) if own is None else own


def is_excluded_everywhere(version: dict[str, Any]) -> bool:
    """The flag of the version, which counts where a region has none of its own."""
    return bool(_publishing(version).get("excludeFromLatest", False))


def _own_flag(version: dict[str, Any], region: Region) -> bool | None:
    for target in _publishing(version).get("targetRegions", ()):
        if regions.canonical(target["name"]) == region.name and "excludeFromLatest" in target:
            return bool(target["excludeFromLatest"])
    return None


def _publishing(version: dict[str, Any]) -> dict[str, Any]:
    profile: dict[str, Any] = version.get("properties", {}).get("publishingProfile", {})
    return profile
