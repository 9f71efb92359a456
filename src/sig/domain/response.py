"""What a resource answers when it is read: the stored body plus what depends on the clock."""

from __future__ import annotations

from sig.domain.codec import encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.replication import RegionPlan

# Difference from Azure: Galleries, image definitions and deletions take no time. Their provisioningState is Succeeded
# at once, and what is deleted is gone; Azure answers Creating, Updating or Deleting first. Image versions go through
# Creating and Updating where simulation.replication gives them time, and galleries through Updating when they are
# shared.
SUCCEEDED = "Succeeded"
CREATING = "Creating"
UPDATING = "Updating"
FAILED = "Failed"
_SAFETY_DEFAULTS = {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False}
_SAFETY_ORDER = (
    "reportedForPolicyViolation",
    "blockDeletionBeforeEndOfLife",
    "allowDeletionOfReplicatedLocations",
)


def resource(body: dict[str, Any]) -> dict[str, Any]:
    """A gallery, definition or access control profile as a GET answers it."""
    return {**body, "properties": {**body.get("properties", {}), "provisioningState": SUCCEEDED}}


# Difference from Azure: Where sharingStatus shows is a rule of `sig`. It shows with the sharing groups, once a gallery
# is shared with anybody; the service documents it without saying when it is in an answer. Those a gallery is shared
# with see it at once, also while the status is InProgress.
def gallery(
    body: dict[str, Any], plan: Sequence[RegionPlan], now: datetime, shown_in: Sequence[str] | None = None
) -> dict[str, Any]:
    """A gallery as a GET answers it, Updating while its sharing is under way by ``plan``.

    With whom it is shared, and how far that is in each region of ``shown_in`` (display names), shows only where those
    are given. Source: SPEC §1.3, §4.5, SERVICE-FACTS §3a.
    """
    properties = dict(body.get("properties", {}))
    profile = properties.get("sharingProfile")
    if profile is not None and shown_in is None:
        properties["sharingProfile"] = {name: value for name, value in profile.items() if name != "groups"}
    elif profile is not None and (
        "groups" in profile or profile.get("communityGalleryInfo", {}).get("communityGalleryEnabled")
    ):
        from sig.domain import sharing

        properties["sharingStatus"] = sharing.status(shown_in or (), plan, now)
    properties["provisioningState"] = provisioning_state(plan, UPDATING, now)
    return {**body, "properties": properties}


# Difference from Azure: Image versions show no validationsProfile. Azure adds one when it has looked at the disks.
def version(
    body: dict[str, Any],
    plan: Sequence[RegionPlan],
    now: datetime,
    *,
    operation: str = CREATING,
    with_replication_status: bool = False,
) -> dict[str, Any]:
    """An image version as a GET answers it: safety defaults shown, replication only when asked for.

    ``operation`` is what its ``plan`` is for, Creating or Updating. Source: SERVICE-FACTS §5.
    """
    properties = dict(body.get("properties", {}))
    safety = {**_SAFETY_DEFAULTS, **properties.get("safetyProfile", {})}
    properties["safetyProfile"] = {name: safety[name] for name in _SAFETY_ORDER if name in safety}
    if with_replication_status:
        _add_replication_status(properties, plan, now)
    state = provisioning_state(plan, operation, now)
    if state == CREATING and "storageProfile" in properties:
        properties["storageProfile"] = _before_disks_are_read(properties["storageProfile"])
    properties["provisioningState"] = state
    return {**body, "properties": properties}


# Difference from az: On the wire a finished image version has a validationsProfile. Commands do not show it; nothing
# ever looks into the disks, so it says NotExecuted.
def validated(body: dict[str, Any]) -> dict[str, Any]:
    """An image version with what was found out about its disks, once it is finished. Source: SERVICE-FACTS §5."""
    properties = body["properties"]
    if properties["provisioningState"] not in (SUCCEEDED, FAILED):
        return body
    before_state = {name: value for name, value in properties.items() if name != "provisioningState"}
    validations = {"validationOperationStatus": "NotExecuted"}
    state = properties["provisioningState"]
    return {**body, "properties": {**before_state, "validationsProfile": validations, "provisioningState": state}}


def begun(body: dict[str, Any], *, is_new: bool) -> dict[str, Any]:
    """What a PUT answers for a resource that a GET answers as ``body``: it is Creating, or else Updating.

    How far copies are is not told yet. Source: SERVICE-FACTS §2, §5, §7.
    """
    properties = dict(body["properties"])
    properties.pop("replicationStatus", None)
    if properties["provisioningState"] in (SUCCEEDED, FAILED):
        properties["provisioningState"] = CREATING if is_new else UPDATING
    if properties["provisioningState"] == CREATING and "storageProfile" in properties:
        properties["storageProfile"] = _before_disks_are_read(properties["storageProfile"])
    return {**body, "properties": properties}


def application(body: dict[str, Any]) -> dict[str, Any]:
    """A VM application as a GET answers it: as it is stored. It has no provisioning state. Source: SERVICE-FACTS §6."""
    return {**body, "properties": dict(body.get("properties", {}))}


def application_version(
    body: dict[str, Any],
    plan: Sequence[RegionPlan],
    now: datetime,
    *,
    operation: str = CREATING,
    with_replication_status: bool = False,
) -> dict[str, Any]:
    """A version of a VM application as a GET answers it: no safety defaults. Source: SERVICE-FACTS §6."""
    properties = dict(body.get("properties", {}))
    if with_replication_status:
        _add_replication_status(properties, plan, now)
    properties["provisioningState"] = provisioning_state(plan, operation, now)
    return {**body, "properties": properties}


# Difference from Azure: Versions of access control profiles show from the start how far their copies are. Azure adds
# replicationStatus unasked, but was only seen to do so of versions that are complete.
def access_control_profile_version(
    body: dict[str, Any], plan: Sequence[RegionPlan], now: datetime, *, operation: str = CREATING
) -> dict[str, Any]:
    """A version of an in-VM access control profile as a GET answers it. Source: SERVICE-FACTS §7."""
    from sig.domain import replication

    properties = dict(body.get("properties", {}))
    status = replication.status([target["name"] for target in properties.get("targetLocations", [])], plan, now)
    properties["provisioningState"] = provisioning_state(plan, operation, now)
    properties["replicationStatus"] = {
        "aggregatedState": status.aggregated_state,
        "summary": [
            {"progress": row.progress, "region": row.region, "state": row.state}
            | ({"details": row.details} if row.details else {})
            for row in status.summary
        ],
    }
    return {**body, "properties": properties}


def _add_replication_status(properties: dict[str, Any], plan: Sequence[RegionPlan], now: datetime) -> None:
    from sig.domain import replication

    targets = properties.get("publishingProfile", {}).get("targetRegions", [])
    properties["replicationStatus"] = encode(replication.status([target["name"] for target in targets], plan, now))


def provisioning_state(plan: Sequence[RegionPlan], operation: str, now: datetime) -> str:
    """The state of a version; most have no plan, and are spared the import of what plans are made of."""
    if not plan:
        return SUCCEEDED
    from sig.domain import replication

    return replication.provisioning_state(plan, operation, now)


def _before_disks_are_read(storage: dict[str, Any]) -> dict[str, Any]:
    """What is known of the disks while the version is made: no sizes, and of a whole image nothing but its source."""
    if "source" in storage:
        return {"source": storage["source"]}

    def sizeless(disk: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in disk.items() if name != "sizeInGB"}

    return {
        name: [sizeless(disk) for disk in disks] if isinstance(disks, list) else sizeless(disks)
        for name, disks in storage.items()
    }
