"""How many replicas a deployment needs, in the era that is asked in."""

from __future__ import annotations

from sig.domain import replica_planning as rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.replica_planning import RegionPlan
    from sig.service.context import Context


def plan(
    context: Context,
    vms: Sequence[tuple[str, int]],
    scale_sets: Sequence[tuple[str, int]],
    instances: int | None,
) -> dict[str, Any]:
    """The replicas for so many VMs and scale sets at once, by region, and the words of ``--target-regions`` for them.

    ``instances`` is the size of a scale set. Raises what the rules of planning refuse.
    """
    profile = context.profile
    rules.check_scale_set_size(instances, profile)
    plans = [rules.plan(need, profile) for need in rules.needs(vms, scale_sets)]
    return {
        "profile": profile.name,
        "regions": [_shown(found) for found in plans],
        "targetRegions": rules.target_regions(plans),
    }


def _shown(found: RegionPlan) -> dict[str, Any]:
    return {
        "region": found.need.region.name,
        "vms": found.need.vms,
        "scaleSets": found.need.scale_sets,
        "needed": found.needed,
        "advised": found.advised,
        "replicas": found.replicas,
        "limit": found.limit,
        "withinLimit": found.is_within_limit,
        "reason": found.reason,
        "advice": list(found.advice),
    }
