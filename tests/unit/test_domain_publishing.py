"""Publishing: what a region inherits, what a PUT replaces and keeps, what a version cannot be published as."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from refusals import refused
from sig.domain import publishing, regions
from sig.domain.choices import (
    ConfidentialVmEncryptionType,
    EdgeZoneStorageAccountType,
    ReplicationMode,
    StorageAccountType,
)
from sig.domain.codec import encode
from sig.domain.errors import (
    InvalidParameter,
    LocationNotAvailable,
    OperationNotAllowed,
    PropertyChangeNotAllowed,
)
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.publishing import (
    DataDiskEncryption,
    Encryption,
    ExtendedLocation,
    OsDiskEncryption,
    OsDiskSecurityProfile,
    PublishingProfile,
    TargetExtendedLocation,
    TargetRegion,
)

LRS, ZRS = StorageAccountType.STANDARD_LRS, StorageAccountType.STANDARD_ZRS
PREMIUM = StorageAccountType.PREMIUM_LRS
NOW = datetime(2026, 1, 7, 5, 56, 46, 464846, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
ROOT = "galleryImageVersion.properties.publishingProfile"
DES = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/d"


def region(name: str, count: int | None = None, kind: StorageAccountType | None = None, **more: Any) -> TargetRegion:
    return TargetRegion(name=name, regional_replica_count=count, storage_account_type=kind, **more)


def published(
    request: PublishingProfile | None = None,
    stored: PublishingProfile | None = None,
    *,
    home: str = "westus",
    profile: Profile = PROFILE_2021,
    now: datetime = NOW,
    may_remove_regions: bool = True,
) -> PublishingProfile:
    place = regions.require(home, "any")
    return publishing.published(request, stored, place, profile, now, may_remove_regions=may_remove_regions)


def to(*targets: TargetRegion, **more: Any) -> PublishingProfile:
    return PublishingProfile(target_regions=targets, **more)


def rows(made: PublishingProfile) -> list[tuple[str | None, int | None, str | None]]:
    return [
        (target.name, target.regional_replica_count, target.storage_account_type)
        for target in made.target_regions or ()
    ]


# What is filled in


def test_without_a_profile_a_version_is_published_once_to_its_home() -> None:
    made = encode(published())
    assert made == {
        "targetRegions": [{"name": "West US", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"}],
        "replicaCount": 1,
        "excludeFromLatest": False,
        "publishedDate": "2026-01-07T05:56:46.464846+00:00",
        "storageAccountType": "Standard_LRS",
    }
    assert list(made) == ["targetRegions", "replicaCount", "excludeFromLatest", "publishedDate", "storageAccountType"]


def test_a_region_without_a_count_or_type_inherits_the_common_ones() -> None:
    asked = to(
        region("eastus2"),
        region("uksouth", 3),
        region("southindia", kind=LRS),
        region("brazilsouth", 2, LRS),
        replica_count=1,
        storage_account_type=ZRS,
    )
    assert rows(published(asked, home="eastus2")) == [
        ("East US 2", 1, "Standard_ZRS"),
        ("UK South", 3, "Standard_ZRS"),
        ("South India", 1, "Standard_LRS"),
        ("Brazil South", 2, "Standard_LRS"),
    ]


def test_the_common_count_is_the_count_of_every_region_that_names_none() -> None:
    made = published(to(region("westus"), region("eastus", 5), replica_count=2))
    assert rows(made) == [("West US", 2, "Standard_LRS"), ("East US", 5, "Standard_LRS")]
    assert made.replica_count == 2


def test_regions_are_shown_by_display_name_in_the_order_given() -> None:
    made = published(to(region("CentralUSEUAP"), region("West US"), region("westus2")))
    assert [name for name, _, _ in rows(made)] == ["Central US EUAP", "West US", "West US 2"]


@pytest.mark.parametrize("flag", [None, False, True])
def test_a_regional_exclusion_is_kept_only_as_the_caller_set_it(flag: bool | None) -> None:
    made = published(to(region("westus", exclude_from_latest=flag), exclude_from_latest=True))
    assert made.exclude_from_latest is True
    assert [target.exclude_from_latest for target in made.target_regions or ()] == [flag]


def test_the_replication_mode_is_shown_only_when_asked_for() -> None:
    assert published().replication_mode is None
    made = encode(published(PublishingProfile(replication_mode=ReplicationMode.SHALLOW)))
    assert list(made)[-2:] == ["storageAccountType", "replicationMode"]


def test_the_end_of_life_stands_after_the_published_date_in_utc() -> None:
    made = encode(published(PublishingProfile(end_of_life_date="2026-12-31T12:59:59.000Z")))
    assert made["endOfLifeDate"] == "2026-12-31T12:59:59+00:00"
    assert list(made)[3:5] == ["publishedDate", "endOfLifeDate"]


# Edge zones


def edge(**more: Any) -> TargetExtendedLocation:
    zone = ExtendedLocation(type="EdgeZone", name="microsoftlosangeles1")
    return TargetExtendedLocation(name="westus", extended_location=zone, **more)


def test_edge_zones_default_to_standard_ssd_and_the_common_count() -> None:
    made = published(PublishingProfile(target_extended_locations=(edge(),), replica_count=3))
    assert encode(made)["targetExtendedLocations"] == [
        {
            "extendedLocation": {"type": "EdgeZone", "name": "microsoftlosangeles1"},
            "name": "West US",
            "extendedLocationReplicaCount": 3,
            "storageAccountType": "StandardSSD_LRS",
        }
    ]


def test_edge_zones_keep_the_count_and_type_they_name() -> None:
    kind = EdgeZoneStorageAccountType.PREMIUM_LRS
    asked = edge(extended_location_replica_count=2, storage_account_type=kind, encryption=Encryption())
    made = published(PublishingProfile(target_extended_locations=(asked,)))
    assert made.target_extended_locations == (replace(asked, name="West US"),)


def test_r004_an_edge_zone_belongs_to_a_known_region() -> None:
    asked = PublishingProfile(target_extended_locations=(replace(edge(), name="mars"),))
    with refused(LocationNotAvailable, "'mars'", rule="R044", target=f"{ROOT}.targetExtendedLocations"):
        published(asked)


# Counts, rule R045


@pytest.mark.parametrize(("profile", "ceiling"), [(PROFILE_2021, 10), (CURRENT, 100)])
@pytest.mark.parametrize("parameter", ["replicaCount", "regionalReplicaCount", "extendedLocationReplicaCount"])
def test_r045_a_replica_count_is_1_to_the_ceiling_of_the_era(parameter: str, profile: Profile, ceiling: int) -> None:
    def asked(count: int) -> PublishingProfile:
        if parameter == "replicaCount":
            return PublishingProfile(replica_count=count)
        if parameter == "regionalReplicaCount":
            return to(region("westus", count))
        return PublishingProfile(target_extended_locations=(edge(extended_location_replica_count=count),))

    for count in (1, ceiling):
        published(asked(count), profile=profile)
    for count in (0, -5, ceiling + 1):
        said = (f"value {count} of parameter {parameter}", f"between 1 and {ceiling}", f"'{profile.name}'")
        with refused(InvalidParameter, *said, rule="R045", target=f"{ROOT}.{parameter}"):
            published(asked(count), profile=profile)


# Regions, rules R032, R042, R043, R044 and R101


def test_r042_the_home_region_is_one_of_the_targets() -> None:
    said = ("'westus2, eastus2'", "'West US'", "Add 'westus'")
    with refused(InvalidParameter, *said, rule="R042", target=f"{ROOT}.targetRegions"):
        published(to(region("westus2"), region("eastus2")))


def test_r042_holds_for_updates_too() -> None:
    stored = published()
    with refused(InvalidParameter, "'eastus'", "'West US'", rule="R042", target=f"{ROOT}.targetRegions"):
        published(to(region("eastus")), stored)


def test_r043_a_region_is_given_once_in_whatever_spelling() -> None:
    with refused(InvalidParameter, "'West US'", "more than once", rule="R043", target=f"{ROOT}.targetRegions"):
        published(to(region("westus"), region("West US")))


def test_r044_an_unknown_target_region_is_refused() -> None:
    with refused(LocationNotAvailable, "'westuss'", "Did you mean", rule="R044", target=f"{ROOT}.targetRegions"):
        published(to(region("westus"), region("westuss")))


def test_r101_a_version_is_not_replicated_to_another_cloud() -> None:
    with refused(LocationNotAvailable, "AzureChinaCloud", rule="R101", target=f"{ROOT}.targetRegions"):
        published(to(region("westus"), region("chinanorth")))


@pytest.mark.parametrize(
    "asked",
    [
        to(region("westus", kind=ZRS)),
        to(region("westus"), storage_account_type=ZRS),
        PublishingProfile(storage_account_type=ZRS),
    ],
)
def test_r032_zone_redundant_storage_needs_zones_common_or_regional(asked: PublishingProfile) -> None:
    target = f"{ROOT}.targetRegions.storageAccountType"
    with refused(InvalidParameter, "'West US'", "Standard_LRS", rule="R032", target=target):
        published(asked)


# A PUT on an existing version: SPEC 5.4, rules R029 and R048 to R050


STORED = published(
    to(region("westus", 1, LRS), region("eastus", 2, PREMIUM), end_of_life_date="2026-06-01", exclude_from_latest=True)
)


def test_an_absent_profile_keeps_the_stored_one() -> None:
    assert published(None, STORED, now=LATER) is STORED


def test_a_present_profile_replaces_the_stored_one() -> None:
    stored = replace(STORED, target_extended_locations=(edge(),))
    made = published(to(region("westus")), stored, now=LATER)
    assert rows(made) == [("West US", 1, "Standard_LRS")]
    assert (made.target_extended_locations, made.end_of_life_date, made.exclude_from_latest) == (None, None, False)


def test_the_published_date_is_that_of_the_creation_for_ever() -> None:
    assert published(to(region("westus")), STORED, now=LATER).published_date == STORED.published_date


def test_r048_a_known_region_keeps_its_type_and_a_new_one_inherits_the_common_type() -> None:
    made = published(to(region("eastus"), region("westus"), region("westus2")), STORED)
    assert rows(made) == [
        ("East US", 1, "Premium_LRS"),
        ("West US", 1, "Standard_LRS"),
        ("West US 2", 1, "Standard_LRS"),
    ]


def test_r048_the_type_of_a_known_region_is_fixed() -> None:
    target = f"{ROOT}.targetRegions.storageAccountType"
    said = (f"'{target}'", "'East US' holds Premium_LRS", "with Standard_LRS")
    with refused(PropertyChangeNotAllowed, *said, rule="R048", target=target):
        published(to(region("westus"), region("eastus", kind=LRS)), STORED)


def test_r048_the_home_region_gets_another_type_in_another_version_only() -> None:
    target = f"{ROOT}.targetRegions.storageAccountType"
    said = ("'West US' holds Standard_LRS", "create another version")
    with refused(PropertyChangeNotAllowed, *said, rule="R048", target=target):
        published(to(region("westus", kind=PREMIUM)), STORED)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"storage_account_type": PREMIUM}, "storageAccountType"),
        ({"replication_mode": ReplicationMode.SHALLOW}, "replicationMode"),
    ],
)
def test_r048_the_common_type_and_the_replication_mode_are_fixed(change: dict[str, Any], path: str) -> None:
    with refused(PropertyChangeNotAllowed, f"'{ROOT}.{path}'", rule="R048", target=f"{ROOT}.{path}"):
        published(to(region("westus"), **change), STORED)


def test_r048_the_replication_mode_is_kept_when_the_request_names_none() -> None:
    stored = published(PublishingProfile(replication_mode=ReplicationMode.SHALLOW))
    assert published(to(region("westus")), stored).replication_mode is ReplicationMode.SHALLOW


def test_r049_a_region_is_removed_unless_the_caller_forbade_it() -> None:
    assert len(rows(published(to(region("westus")), STORED))) == 1
    said = ("'East US'", "--allow-replicated-location-deletion true")
    with refused(OperationNotAllowed, *said, rule="R049", target=f"{ROOT}.targetRegions"):
        published(to(region("westus")), STORED, may_remove_regions=False)
    published(to(region("westus"), region("eastus"), region("westus2")), STORED, may_remove_regions=False)


def test_r050_counts_regions_exclusion_and_end_of_life_may_change() -> None:
    asked = to(region("westus", 4), region("japaneast"), exclude_from_latest=False, end_of_life_date="2028-01-01")
    made = published(asked, STORED)
    assert rows(made) == [("West US", 4, "Standard_LRS"), ("Japan East", 1, "Standard_LRS")]
    assert (made.exclude_from_latest, made.end_of_life_date) == (False, "2028-01-01T00:00:00+00:00")


def test_r029_an_end_of_life_that_has_come_stays_but_no_past_one_is_set() -> None:
    target = f"{ROOT}.endOfLifeDate"
    assert published(STORED, STORED, now=LATER).end_of_life_date == STORED.end_of_life_date
    for stored in (None, STORED):
        with refused(InvalidParameter, "2026-11-01", rule="R029", target=target):
            published(to(region("westus"), end_of_life_date="2026-11-01"), stored, now=LATER)


def test_r028_a_malformed_end_of_life_is_refused() -> None:
    with refused(InvalidParameter, "soon", rule="R028", target=f"{ROOT}.endOfLifeDate"):
        published(PublishingProfile(end_of_life_date="soon"))


# Encryption, rule R069


def encrypted(encryption: Encryption) -> Encryption | None:
    made = published(to(region("westus", encryption=encryption)))
    return (made.target_regions or ())[0].encryption


def test_an_empty_security_profile_is_added_to_the_encryption_of_an_os_disk() -> None:
    asked = Encryption(
        os_disk_image=OsDiskEncryption(disk_encryption_set_id=DES),
        data_disk_images=(DataDiskEncryption(lun=0, disk_encryption_set_id=DES),),
    )
    assert encode(encrypted(asked)) == {
        "osDiskImage": {"securityProfile": {}, "diskEncryptionSetId": DES},
        "dataDiskImages": [{"lun": 0, "diskEncryptionSetId": DES}],
    }


def test_a_security_profile_that_is_given_stays() -> None:
    profile = OsDiskSecurityProfile(confidential_vm_encryption_type=ConfidentialVmEncryptionType.WITH_PMK)
    asked = Encryption(os_disk_image=OsDiskEncryption(security_profile=profile))
    assert encode(encrypted(asked)) == {
        "osDiskImage": {"securityProfile": {"confidentialVMEncryptionType": "EncryptedWithPmk"}}
    }


def test_encryption_of_data_disks_alone_adds_nothing() -> None:
    asked = Encryption(data_disk_images=(DataDiskEncryption(lun=1, disk_encryption_set_id=DES),))
    assert encrypted(asked) == asked


@pytest.mark.parametrize("text", ["d", DES.replace("diskEncryptionSets", "disks"), DES + "/x"])
def test_r069_an_encryption_set_is_named_by_its_id(text: str) -> None:
    target = f"{ROOT}.targetRegions.encryption.diskEncryptionSetId"
    for asked in (
        Encryption(os_disk_image=OsDiskEncryption(disk_encryption_set_id=text)),
        Encryption(data_disk_images=(DataDiskEncryption(lun=0, disk_encryption_set_id=text),)),
    ):
        with refused(InvalidParameter, f"'{text}'", "diskEncryptionSets/{name}", rule="R069.a", target=target):
            encrypted(asked)


def test_r069_a_lun_is_encrypted_once() -> None:
    disk = DataDiskEncryption(lun=3, disk_encryption_set_id=DES)
    target = f"{ROOT}.targetRegions.encryption.dataDiskImages.lun"
    with refused(InvalidParameter, "[3, 3]", rule="R069.h", target=target):
        encrypted(Encryption(data_disk_images=(disk, disk)))


def confidential(kind: ConfidentialVmEncryptionType) -> TargetRegion:
    profile = OsDiskSecurityProfile(confidential_vm_encryption_type=kind)
    return region("westus", encryption=Encryption(os_disk_image=OsDiskEncryption(security_profile=profile)))


def test_r056_the_confidential_encryption_of_a_known_region_is_fixed() -> None:
    stored = published(to(confidential(ConfidentialVmEncryptionType.WITH_PMK)))
    assert published(to(confidential(ConfidentialVmEncryptionType.WITH_PMK)), stored) == stored
    assert published(to(region("westus")), stored) == stored
    path = f"{ROOT}.targetRegions.encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"
    with refused(PropertyChangeNotAllowed, path, rule="R056", target=path):
        published(to(confidential(ConfidentialVmEncryptionType.GUEST_STATE_WITH_PMK)), stored)
