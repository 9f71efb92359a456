"""Image versions: the whole PUT, the guards against deletion, what a GET answers at which time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from refusals import refused
from sig.domain import image_version, replication, response, soft_delete
from sig.domain.codec import encode
from sig.domain.errors import (
    DeletionBlockedBeforeEndOfLife,
    InvalidParameter,
    InvalidResourceLocation,
    OperationNotAllowed,
    PropertyChangeNotAllowed,
    ResourceNotFound,
)
from sig.domain.image_version import ImageVersion, SafetyProfile, VersionProperties
from sig.domain.profile import PROFILE_2021
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import compute_id, definition_id, version_id
from sig.domain.storage_profile import ImageSource, OsDiskImage, StorageProfile
from sig.domain.timestamps import to_text

NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
ID = version_id("s", "Images", "Main", "web", "1.0.0")
NO_REMOVAL = SafetyProfile(allow_deletion_of_replicated_locations=False)
SOURCE = StorageProfile(source=ImageSource(id=str(compute_id("s", "Images", "images", "web"))))


def request(**properties: Any) -> ImageVersion:
    return ImageVersion(location="westus", properties=VersionProperties(**{"storage_profile": SOURCE, **properties}))


def put(
    asked: ImageVersion | None = None,
    stored: ImageVersion | None = None,
    source: ImageVersion | None = None,
    *,
    name: str = "1.0.0",
    now: datetime = NOW,
) -> ImageVersion:
    identifier = version_id("s", "Images", "Main", "web", name)
    return image_version.put(identifier, asked or request(), stored, source, PROFILE_2021, now)


def regions(*names: str, **more: Any) -> PublishingProfile:
    return PublishingProfile(target_regions=tuple(TargetRegion(name=name) for name in names), **more)


# What a PUT leaves behind


def test_a_version_from_a_managed_image_is_completed_as_the_service_does() -> None:
    made = encode(put(ImageVersion(location="West US", properties=request().properties)))
    assert (made["name"], made["id"]) == ("1.0.0", str(ID))
    assert (made["type"], made["location"]) == ("Microsoft.Compute/galleries/images/versions", "westus")
    assert list(made["properties"]) == ["publishingProfile", "storageProfile"]
    assert made["properties"]["publishingProfile"]["publishedDate"] == to_text(NOW)
    assert made["properties"]["storageProfile"]["osDiskImage"] == {"hostCaching": "ReadWrite", "source": {}}


def test_a_put_without_properties_on_an_existing_version_keeps_everything_but_the_tags() -> None:
    stored = put(
        replace(request(safety_profile=SafetyProfile(block_deletion_before_end_of_life=True)), tags={"a": "1"})
    )
    again = put(ImageVersion(location="westus", tags={}), stored, now=NOW + timedelta(days=9))
    assert again == replace(stored, tags={})


def test_a_put_replaces_the_publishing_profile_and_keeps_the_storage_profile() -> None:
    stored = put(request(publishing_profile=regions("westus", "eastus")))
    asked = VersionProperties(publishing_profile=regions("westus"), storage_profile=StorageProfile())
    again = put(ImageVersion(location="westus", properties=asked), stored)
    assert image_version.target_region_names(again) == ["West US"]
    assert again.properties.storage_profile == stored.properties.storage_profile


def test_r040_the_name_is_checked() -> None:
    with refused(InvalidParameter, "'1.0'", rule="R040", target="galleryImageVersionName"):
        put(name="1.0")


def test_r006_a_version_does_not_move_to_another_location() -> None:
    said = ("'Main/web/1.0.0'", "'westus'", "'eastus'")
    with refused(InvalidResourceLocation, *said, rule="R020", target="location"):
        put(replace(request(), location="eastus"), put())


def test_r056_an_update_cannot_name_another_source() -> None:
    other = StorageProfile(source=ImageSource(id=str(compute_id("s", "Images", "images", "other"))))
    target = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(PropertyChangeNotAllowed, target, rule="R056", target=target):
        put(request(storage_profile=other), put())


# Copies of versions: rule R055


def test_r055_a_version_is_copied_where_its_source_has_a_replica() -> None:
    disk = OsDiskImage(size_in_gb=30)
    source = put(request(publishing_profile=regions("westus", "eastus")))
    source = replace(source, properties=replace(source.properties, storage_profile=StorageProfile(os_disk_image=disk)))
    asked = request(storage_profile=StorageProfile(source=ImageSource(id=source.id)))
    made = put(replace(asked, location="eastus"), None, source, name="2.0.0").properties.storage_profile
    assert made is not None
    assert made.os_disk_image is not None
    assert made.os_disk_image.size_in_gb == 30


def test_r055_a_version_is_not_copied_from_a_region_without_a_replica() -> None:
    source = put(request(publishing_profile=regions("westus", "eastus")))
    asked = request(storage_profile=StorageProfile(source=ImageSource(id=source.id)))
    said = (f"'{source.id}'", "'Japan East'", "West US, East US")
    target = "galleryImageVersion.properties.storageProfile.source.id"
    with refused(ResourceNotFound, *said, rule="R055", target=target):
        put(replace(asked, location="japaneast"), None, source, name="2.0.0")


# Safety: rules R049 and R091


@pytest.mark.parametrize(
    ("stored", "asked", "kept"),
    [
        (None, None, None),
        (NO_REMOVAL, None, NO_REMOVAL),
        (None, NO_REMOVAL, NO_REMOVAL),
        (
            NO_REMOVAL,
            SafetyProfile(block_deletion_before_end_of_life=False),
            SafetyProfile(allow_deletion_of_replicated_locations=False, block_deletion_before_end_of_life=False),
        ),
        (
            SafetyProfile(block_deletion_before_end_of_life=True),
            SafetyProfile(allow_deletion_of_replicated_locations=True),
            SafetyProfile(allow_deletion_of_replicated_locations=True, block_deletion_before_end_of_life=True),
        ),
    ],
)
def test_a_safety_profile_stores_what_was_said_and_nothing_else(
    stored: SafetyProfile | None, asked: SafetyProfile | None, kept: SafetyProfile | None
) -> None:
    before = put(request(safety_profile=stored))
    assert put(request(safety_profile=asked), before).properties.safety_profile == kept


def test_r049_regions_stay_while_their_removal_is_forbidden() -> None:
    stored = put(request(publishing_profile=regions("westus", "eastus"), safety_profile=NO_REMOVAL))
    fewer = request(publishing_profile=regions("westus"))
    target = "galleryImageVersion.properties.publishingProfile.targetRegions"
    with refused(OperationNotAllowed, "'East US'", rule="R049", target=target):
        put(fewer, stored)
    allowed = replace(fewer.properties, safety_profile=SafetyProfile(allow_deletion_of_replicated_locations=True))
    assert len(image_version.target_region_names(put(replace(fewer, properties=allowed), stored))) == 1


def guarded(block: bool | None, end: str | None) -> ImageVersion:
    safety = SafetyProfile(block_deletion_before_end_of_life=block)
    return put(request(publishing_profile=regions("westus", end_of_life_date=end), safety_profile=safety))


def test_r091_a_version_that_blocks_its_deletion_stays_until_its_end_of_life() -> None:
    version = guarded(True, "2026-02-01")
    target = "galleryImageVersion.properties.safetyProfile.blockDeletionBeforeEndOfLife"
    said = ("2026-02-01T00:00:00+00:00", "--block-deletion-before-end-of-life false")
    with refused(DeletionBlockedBeforeEndOfLife, *said, rule="R091", target=target):
        image_version.check_deletable(version, NOW)
    image_version.check_deletable(version, datetime(2026, 2, 1, tzinfo=UTC))


@pytest.mark.parametrize("version", [guarded(False, "2026-02-01"), guarded(True, None), put(), ImageVersion()])
def test_r091_any_other_version_may_be_deleted(version: ImageVersion) -> None:
    image_version.check_deletable(version, NOW)


def test_a_version_without_a_publishing_profile_has_no_target_regions() -> None:
    assert image_version.target_region_names(ImageVersion()) == []


# What a GET answers


def shown(version: ImageVersion, plan: list[RegionPlan] | None = None, **how: Any) -> dict[str, Any]:
    properties: dict[str, Any] = response.version(encode(version), plan or [], NOW, **how)["properties"]
    return properties


def test_safety_defaults_are_shown_though_not_stored() -> None:
    version = put()
    assert version.properties.safety_profile is None
    assert shown(version)["safetyProfile"] == {
        "reportedForPolicyViolation": False,
        "allowDeletionOfReplicatedLocations": False,
    }


@pytest.mark.parametrize("block", [True, False])
def test_the_guard_against_deletion_is_shown_only_when_it_was_set_in_the_services_order(block: bool) -> None:
    safety = SafetyProfile(block_deletion_before_end_of_life=block, allow_deletion_of_replicated_locations=True)
    assert list(shown(put(request(safety_profile=safety)))["safetyProfile"].items()) == [
        ("reportedForPolicyViolation", False),
        ("blockDeletionBeforeEndOfLife", block),
        ("allowDeletionOfReplicatedLocations", True),
    ]


def test_replication_is_shown_only_when_asked_for_and_before_the_provisioning_state() -> None:
    version = put(request(publishing_profile=regions("westus", "eastus")))
    assert "replicationStatus" not in shown(version)
    assert list(shown(version, with_replication_status=True))[-2:] == ["replicationStatus", "provisioningState"]
    status = shown(version, with_replication_status=True)["replicationStatus"]
    assert [row["region"] for row in status["summary"]] == ["West US", "East US"]


def test_galleries_and_definitions_answer_their_state_and_stay_as_they_are() -> None:
    body = {"name": "g", "properties": {"description": "d"}}
    assert response.resource(body) == {
        "name": "g",
        "properties": {"description": "d", "provisioningState": "Succeeded"},
    }
    assert "provisioningState" not in body["properties"]


# Replication as a function of time: SPEC 5.2


def row(region: str, state: str, progress: int) -> dict[str, Any]:
    return {"region": region, "state": state, "details": "", "progress": progress}


PLAN = [RegionPlan(region="West US", started_at=to_text(NOW), seconds=100)]


@pytest.mark.parametrize(
    ("seconds", "progress", "state", "aggregated"),
    [
        (-10, 0, "Replicating", "InProgress"),
        (0, 0, "Replicating", "InProgress"),
        (50, 50, "Replicating", "InProgress"),
        (99.9, 99, "Replicating", "InProgress"),
        (100, 100, "Completed", "Completed"),
        (9999, 100, "Completed", "Completed"),
    ],
)
def test_a_region_replicates_as_its_plan_and_the_clock_say(
    seconds: float, progress: int, state: str, aggregated: str
) -> None:
    status = encode(replication.status(["West US"], PLAN, NOW + timedelta(seconds=seconds)))
    assert status == {"aggregatedState": aggregated, "summary": [row("West US", state, progress)]}


def test_a_region_without_a_plan_or_with_one_of_no_length_is_complete() -> None:
    at_once = RegionPlan(region="East US", started_at=to_text(NOW), seconds=0)
    status = encode(replication.status(["West US", "East US", "Japan East"], [*PLAN, at_once], NOW))
    assert status["aggregatedState"] == "InProgress"
    assert status["summary"][1:] == [row("East US", "Completed", 100), row("Japan East", "Completed", 100)]


# Soft delete: rules R092 and R095


def test_r092_a_soft_deleted_version_says_when_it_goes() -> None:
    body = encode(put())
    artifact = soft_delete.artifact(body, NOW, retention_days=30, grace_days=7)
    holder = "/subscriptions/s/resourceGroups/Images/providers/Microsoft.Compute/galleries/Main"
    assert artifact == {
        "name": "1.0.0",
        "id": f"{holder}/softDeletedArtifactTypes/Images/artifacts/web/versions/1.0.0",
        "type": "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions",
        "location": "westus",
        "properties": {
            "resourceArmId": str(ID),
            "softDeletedTime": "2026-01-07T05:56:46+00:00",
            "softDeletedArtifactType": "Images",
            "consumptionEndTime": "2026-02-06T05:56:46+00:00",
            "hardDeletionTargetTime": "2026-02-13T05:56:46+00:00",
        },
    }


@pytest.mark.parametrize(("days", "gone"), [(0, False), (6.9, False), (7, True), (8, True)])
def test_r092_a_soft_deleted_version_is_gone_when_retention_and_grace_are_over(days: float, gone: bool) -> None:
    artifact = soft_delete.artifact(encode(put()), NOW, retention_days=5, grace_days=2)
    assert soft_delete.is_gone(artifact, NOW + timedelta(days=days)) is gone


def test_r095_the_refusal_of_a_soft_deleted_name_says_how_to_bring_it_back() -> None:
    said = ("'1.0.0' is soft-deleted", "sig image-version undelete", "--bypass-soft-delete")
    with refused(OperationNotAllowed, *said, rule="R095", target="galleryImageVersionName"):
        raise soft_delete.refuse_reuse(ID)


def test_the_soft_deleted_versions_of_a_definition_lie_together() -> None:
    definition = definition_id("s", "Images", "Main", "web")
    assert soft_delete.artifact_id(ID).parent == soft_delete.artifacts_id(definition)
