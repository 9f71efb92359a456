"""Soft-deleted versions: where they go, until when they can be brought back."""

from __future__ import annotations

from datetime import datetime, timedelta

from sig.domain.errors import OperationNotAllowed
from sig.domain.resource_id import ResourceId
from sig.domain.response import CREATING, FAILED, provisioning_state
from sig.domain.timestamps import from_text, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.replication import RegionPlan

TYPE = "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions"
ARTIFACT_TYPE = "Images"


def artifact_id(version: ResourceId) -> ResourceId:
    """Where the soft-deleted form of ``version`` lives. Source: SPEC §1.10."""
    definition = version.parent
    return artifacts_id(definition).child("versions", version.name)


def artifacts_id(definition: ResourceId) -> ResourceId:
    """What holds the soft-deleted versions of ``definition``."""
    artifact_types = definition.parent.child("softDeletedArtifactTypes", ARTIFACT_TYPE)
    return artifact_types.child("artifacts", definition.name)


def artifact(version: dict[str, Any], now: datetime, retention_days: int, grace_days: int) -> dict[str, Any]:
    """The body of a soft-deleted version; ``now`` is when its deletion began. Source: SERVICE-FACTS §3b."""
    identifier = ResourceId.parse(version["id"])
    consumption_end = now + timedelta(days=retention_days)
    return {
        "name": version["name"],
        "id": str(artifact_id(identifier)),
        "type": TYPE,
        "location": version["location"],
        "properties": {
            "resourceArmId": version["id"],
            "softDeletedTime": to_text(now),
            "softDeletedArtifactType": ARTIFACT_TYPE,
            "consumptionEndTime": to_text(consumption_end),
            "hardDeletionTargetTime": to_text(consumption_end + timedelta(days=grace_days)),
        },
    }


def is_gone(body: dict[str, Any], now: datetime) -> bool:
    """Whether the retention and grace of a soft-deleted version are over. Source: SPEC R092."""
    return from_text(body["properties"]["hardDeletionTargetTime"], target="hardDeletionTargetTime") <= now


def check_complete(version: ResourceId, plan: Sequence[RegionPlan], now: datetime) -> None:
    """Raises for a version whose replication failed: it is not worth bringing back. Source: SPEC R096."""
    if provisioning_state(plan, CREATING, now) == FAILED:
        raise OperationNotAllowed(
            f"Image version '{version.name}' has failed and cannot be soft-deleted.",
            target="galleryImageVersion.properties.provisioningState",
            hint="Delete it for good with --bypass-soft-delete true, or turn soft delete off first.",
            rule="R096",
        )


# Difference from Azure: A new version under the name of a soft-deleted one is refused. The refusal names undelete and
# --bypass-soft-delete; the code and text of the service are not known.
def refuse_reuse(version: ResourceId) -> OperationNotAllowed:
    """The refusal of a new version under the name of a soft-deleted one. Source: SPEC R095, DECISIONS 10."""
    return OperationNotAllowed(
        f"Image version '{version.name}' is soft-deleted; a version of that name cannot be created.",
        target="galleryImageVersionName",
        hint="Bring it back with 'sig image-version undelete', or use another version number. To delete for good "
        "next time, add --bypass-soft-delete.",
        rule="R095",
    )


def refuse_recoverable(artifacts: list[ResourceId]) -> None:
    """Raises CannotDeleteResource while soft-deleted versions can be brought back. Source: SPEC R034."""
    from sig.domain.gallery import refuse_nested

    refuse_nested(
        artifacts,
        rule="R034",
        hint="These versions are soft-deleted. Bring them back with 'sig image-version undelete', or delete them for "
        "good with 'sig image-version delete --bypass-soft-delete true'.",
    )
