"""What a resource answers when it is read: the stored body plus what depends on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.codec import encode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sig.domain.replication import RegionPlan

# Difference from Azure: What a command asks for is done when it returns. provisioningState is Succeeded at once; Azure
# answers Creating or Updating first. So --no-wait differs only in what it prints.
SUCCEEDED = "Succeeded"
FAILED = "Failed"
_SAFETY_DEFAULTS = {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False}
_SAFETY_ORDER = (
    "reportedForPolicyViolation",
    "blockDeletionBeforeEndOfLife",
    "allowDeletionOfReplicatedLocations",
)


def resource(body: dict[str, Any]) -> dict[str, Any]:
    """A gallery or definition as a GET answers it."""
    return {**body, "properties": {**body.get("properties", {}), "provisioningState": SUCCEEDED}}


# Difference from Azure: Image versions show no validationsProfile. Azure adds one when it has looked at the disks.
def version(
    body: dict[str, Any], plan: Sequence[RegionPlan], now: datetime, *, with_replication_status: bool = False
) -> dict[str, Any]:
    """An image version as a GET answers it: safety defaults shown, replication only when asked for.

    Source: SERVICE-FACTS §5.
    """
    properties = dict(body.get("properties", {}))
    safety = {**_SAFETY_DEFAULTS, **properties.get("safetyProfile", {})}
    properties["safetyProfile"] = {name: safety[name] for name in _SAFETY_ORDER if name in safety}
    if with_replication_status:
        from sig.domain import replication

        targets = properties.get("publishingProfile", {}).get("targetRegions", [])
        status = replication.status([target["name"] for target in targets], plan, now)
        properties["replicationStatus"] = encode(status)
    properties["provisioningState"] = FAILED if any(entry.failure for entry in plan) else SUCCEEDED
    return {**body, "properties": properties}
