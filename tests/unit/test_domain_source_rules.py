"""What a registered source must be, and how the encryption of a version must fit it: rules R055 and R060 to R069."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain import encryption, regions, source_rules
from sig.domain.choices import Architecture, HyperVGeneration, OsState, OsType
from sig.domain.codec import encode
from sig.domain.encryption import SetInRegion
from sig.domain.errors import InvalidParameter, PropertyChangeNotAllowed, ResourceNotFound
from sig.domain.image_definition import DefinitionProperties, ImageDefinition, PurchasePlan
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
from sig.domain.resource_id import compute_id, version_id
from sig.domain.source import Source, SourceProperties
from sig.domain.source_rules import Origin
from sig.domain.storage_profile import (
    DataDiskImage,
    DiskSource,
    ImageSource,
    NamedSource,
    OsDiskImage,
    StorageProfile,
    named_sources,
)

if TYPE_CHECKING:
    from typing import Any

TARGET = "galleryImageVersion.properties.storageProfile.source.id"
VM, IMAGE = compute_id("s", "g", "virtualMachines", "web"), compute_id("s", "g", "images", "web")
SNAPSHOT, DISK = compute_id("s", "g", "snapshots", "os"), compute_id("s", "g", "disks", "data")
ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
URI = "https://a.blob.core.windows.net/vhds/web.vhd"
WEST = regions.require("westus", "any")
SET, OTHER_SET = (str(compute_id("s", "g", "diskEncryptionSets", name)) for name in ("keys", "others"))
PLAN = PurchasePlan(name="n", publisher="p", product="o")
DEFINITION = DefinitionProperties(
    os_type=OsType.LINUX,
    os_state=OsState.GENERALIZED,
    hyper_v_generation=HyperVGeneration.V1,
    architecture=Architecture.X64,
)
NAMED = NamedSource(TARGET, str(VM), VM)


def origin(location: str = "westus", named: NamedSource = NAMED, **facts: Any) -> Origin:
    source = Source(id=str(named.resource), location=location, properties=SourceProperties(**facts))
    return Origin(ImageDefinition(properties=DEFINITION), ((named, source),))


def checked(location: str = "westus", named: NamedSource = NAMED, subscription: str = "s", **facts: Any) -> None:
    origin(location, named, **facts).check(WEST, subscription)


# The source and the definition


def test_what_fits_or_is_not_known_is_taken() -> None:
    checked()
    checked(
        os_type=OsType.LINUX,
        os_state=OsState.GENERALIZED,
        hyper_v_generation=HyperVGeneration.V1,
        architecture=Architecture.X64,
        ephemeral_os_disk=False,
        ultra_disks=False,
        unmanaged_disks=False,
    )


def test_r055_a_source_is_in_the_region_of_the_version() -> None:
    said = (f"'{VM}'", "not found in 'West US'", "in 'eastus'")
    with refused(ResourceNotFound, *said, rule="R055", target=TARGET):
        checked("eastus")


def test_r060_the_os_state_is_that_of_the_definition() -> None:
    said = (f"from: {VM}", "parent gallery image ('Generalized') is not 'Specialized'")
    with refused(InvalidParameter, *said, rule="R060", target=TARGET):
        checked(os_state=OsState.SPECIALIZED)


@pytest.mark.parametrize(
    ("rule", "facts", "said"),
    [
        ("R061", {"hyper_v_generation": HyperVGeneration.V2}, ("Hypervisor generation ['V2']", "generation ['V1']")),
        ("R062", {"os_type": OsType.WINDOWS}, ("different OS type ['Windows']", "image OS type ['Linux']")),
        ("R150", {"architecture": Architecture.ARM64}, ("architecture ['Arm64']", "image architecture ['x64']")),
    ],
)
def test_r061_r062_r150_a_trait_is_that_of_the_definition(
    rule: str, facts: dict[str, Any], said: tuple[str, str]
) -> None:
    with refused(InvalidParameter, f"'{VM}'", *said, rule=rule, target=TARGET):
        checked(**facts)


def test_what_is_on_a_data_disk_is_no_matter_to_the_definition() -> None:
    checked(named=NAMED._replace(lun=0), os_type=OsType.WINDOWS, hyper_v_generation=HyperVGeneration.V2)


@pytest.mark.parametrize(
    ("rule", "fact", "said"),
    [
        ("R063", "ephemeral_os_disk", "ephemeral OS disk"),
        ("R064", "ultra_disks", "UltraSSD"),
        ("R065", "unmanaged_disks", "Managed Disks"),
    ],
)
def test_r063_r064_r065_no_image_can_be_made_of_some_disks(rule: str, fact: str, said: str) -> None:
    facts: dict[str, Any] = {fact: True}
    with refused(InvalidParameter, f"Source virtual machine {VM}", said, rule=rule, target=TARGET):
        checked(**facts)


def test_r067_the_plan_is_that_of_the_definition() -> None:
    said = (f"'{VM}'", '"name": "n"', "['null']", "--plan-name")
    with refused(InvalidParameter, *said, rule="R067", target=TARGET):
        checked(purchase_plan=PLAN)
    with_plan = DefinitionProperties(purchase_plan=PurchasePlan(name="m", publisher="p", product="o"))
    with refused(InvalidParameter, '"name": "n"', '"name": "m"', rule="R067", target=TARGET):
        source_rules.check_traits(NAMED, SourceProperties(purchase_plan=PLAN), with_plan)
    source_rules.check_traits(NAMED, SourceProperties(purchase_plan=PLAN), DefinitionProperties(purchase_plan=PLAN))
    source_rules.check_traits(NAMED, SourceProperties(), with_plan)


def test_r069d_an_encrypted_source_is_of_the_subscription_of_the_version() -> None:
    checked(disk_encryption_set_id=SET, subscription="S")
    with refused(InvalidParameter, f"'{VM}'", "subscription 'other'", rule="R069.d", target=TARGET):
        checked(disk_encryption_set_id=SET, subscription="other")
    checked(subscription="other")


@pytest.mark.parametrize(
    ("resource", "said"),
    [(VM, "--type vm -g g -n web"), (SNAPSHOT, "--type snapshot -g g -n os")],
)
def test_r055a_a_source_that_is_asked_for_is_there(resource: Any, said: str) -> None:
    with refused(ResourceNotFound, f"not found: {resource}.", said, rule="R055a", target=TARGET):
        raise source_rules.not_found(NamedSource(TARGET, str(resource), resource))


def test_r055a_a_vhd_is_registered_by_its_uri() -> None:
    source = DiskSource(uri=URI, storage_account_id=ACCOUNT)
    (named,) = named_sources(StorageProfile(os_disk_image=OsDiskImage(source=source)))
    with refused(ResourceNotFound, f"--type vhd -g g --uri '{URI}'", rule="R055a", target=named.target):
        raise source_rules.not_found(named)


# What a version takes from its sources


def test_the_disks_of_a_whole_image_are_those_of_its_source() -> None:
    disks = (DataDiskImage(lun=3, size_in_gb=10),)
    assert encode(origin(size_in_gb=30, data_disks=disks).whole_image()) == {
        "osDiskImage": {"sizeInGB": 30},
        "dataDiskImages": [{"lun": 3, "sizeInGB": 10}],
    }
    assert origin(named=NamedSource(TARGET, str(SNAPSHOT), SNAPSHOT)).whole_image() is None


def test_disks_given_one_by_one_get_the_sizes_of_their_sources() -> None:
    request = StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=str(SNAPSHOT))),
        data_disk_images=(
            DataDiskImage(lun=0, source=DiskSource(id=str(DISK))),
            DataDiskImage(lun=1, size_in_gb=99, source=DiskSource(id=f"{DISK}2")),
        ),
    )
    sizes = {SNAPSHOT: 30, DISK: 10}
    found = tuple(
        (named, Source(properties=SourceProperties(size_in_gb=sizes[named.resource])))
        for named in named_sources(request)
        if named.resource in sizes
    )
    sized = Origin(ImageDefinition(), found).sized(request)
    assert sized.os_disk_image is not None
    assert sized.os_disk_image.size_in_gb == 30
    assert [disk.size_in_gb for disk in sized.data_disk_images or ()] == [10, None]
    assert origin().sized(None) == StorageProfile()


# Encryption: rule R069


def encrypted(os: str | None = None, data: dict[int, str] | None = None, guest: str | None = None) -> Encryption:
    profile = OsDiskSecurityProfile(secure_vm_disk_encryption_set_id=guest)
    disks = tuple(DataDiskEncryption(lun=lun, disk_encryption_set_id=name) for lun, name in (data or {}).items())
    return Encryption(
        os_disk_image=OsDiskEncryption(disk_encryption_set_id=os, security_profile=profile), data_disk_images=disks
    )


def published(**by_region: Encryption | None) -> PublishingProfile:
    names = {"west": "West US", "east": "East US"}
    return PublishingProfile(
        target_regions=tuple(TargetRegion(name=names[key], encryption=value) for key, value in by_region.items())
    )


def with_disks(*luns: int, source: ImageSource | None = None) -> StorageProfile:
    disks = tuple(DataDiskImage(lun=lun) for lun in luns)
    return StorageProfile(source=source, os_disk_image=OsDiskImage(), data_disk_images=disks or None)


ROOT = "galleryImageVersion.properties.publishingProfile.targetRegions.encryption"


def test_every_set_is_found_with_its_region() -> None:
    zone = TargetExtendedLocation(
        name="West US", extended_location=ExtendedLocation(name="z"), encryption=encrypted(SET)
    )
    profile = PublishingProfile(
        target_regions=(TargetRegion(name="East US", encryption=encrypted(None, {1: SET}, OTHER_SET)),),
        target_extended_locations=(zone,),
    )
    assert encryption.sets(profile) == {
        SetInRegion("West US", SET),
        SetInRegion("East US", SET),
        SetInRegion("East US", OTHER_SET),
    }
    assert encryption.sets(None) == encryption.sets(published(west=None)) == set()


def test_encryption_of_all_disks_in_all_regions_is_taken() -> None:
    both = encrypted(SET, {0: SET, 1: OTHER_SET})
    encryption.check(published(west=both, east=both), with_disks(0, 1), "S")


def test_r069b_a_set_is_registered_where_that_is_demanded() -> None:
    found = SetInRegion("West US", SET)
    encryption.check_set(found, None, strict=False)
    said = (f"'{SET}' was not found", "--type disk-encryption-set -g g -n keys -l westus")
    with refused(ResourceNotFound, *said, rule="R069.b", target=f"{ROOT}.diskEncryptionSetId"):
        encryption.check_set(found, None, strict=True)


def test_r069c_a_set_is_in_the_region_that_it_encrypts() -> None:
    encryption.check_set(SetInRegion("West US", SET), "westus", strict=True)
    said = (f"'{SET}'", "in region 'eastus'", "'West US'")
    with refused(InvalidParameter, *said, rule="R069.c", target=f"{ROOT}.diskEncryptionSetId"):
        encryption.check_set(SetInRegion("West US", SET), "eastus", strict=False)


@pytest.mark.parametrize("where", [encrypted(SET), encrypted(None, {0: SET}), encrypted(None, None, SET)])
def test_r069c_a_set_is_of_the_subscription_of_the_version(where: Encryption) -> None:
    with refused(InvalidParameter, f"'{SET}'", "'other'", rule="R069.c", target=f"{ROOT}.diskEncryptionSetId"):
        encryption.check(published(west=where), with_disks(0), "other")


def test_r069e_the_os_disk_is_encrypted_in_every_region_or_in_none() -> None:
    for profile in (published(west=None, east=encrypted(SET)), published(west=encrypted(None), east=encrypted(SET))):
        said = ("disk 'osDiskImage' in target region 'West US'", f"'{SET}'", "region 'East US'")
        with refused(InvalidParameter, *said, rule="R069.e", target=f"{ROOT}.osDiskImage.diskEncryptionSetId"):
            encryption.check(profile, with_disks(), "s")


def test_r069f_a_data_disk_is_encrypted_in_every_region_or_in_none() -> None:
    profile = published(west=encrypted(SET, {0: SET}), east=encrypted(SET, {0: SET, 1: OTHER_SET}))
    said = ("disk 'LUN 1' in target region 'West US'", f"'{OTHER_SET}'", "region 'East US'")
    with refused(InvalidParameter, *said, rule="R069.f", target=f"{ROOT}.dataDiskImages.diskEncryptionSetId"):
        encryption.check(profile, with_disks(0, 1), "s")


def test_r069g_the_disks_that_are_encrypted_are_those_of_the_image() -> None:
    said = ("invalid lun [1]", "'West US'", "['0,9']")
    with refused(InvalidParameter, *said, rule="R069.g", target=f"{ROOT}.dataDiskImages.lun"):
        encryption.check(published(west=encrypted(SET, {1: SET})), with_disks(9, 0), "s")


def test_r069g_an_image_without_data_disks_says_nothing_about_luns() -> None:
    for storage in (with_disks(), with_disks(source=ImageSource(id=str(IMAGE)))):
        encryption.check(published(west=encrypted(SET, {0: SET})), storage, "s")


@pytest.mark.parametrize(
    ("storage", "text"),
    [
        (StorageProfile(source=ImageSource(id=str(version_id("s", "g", "G", "d", "1.0.0")))), "versions/1.0.0"),
        (StorageProfile(source=ImageSource(community_gallery_image_id="/CommunityGalleries/c/Images/i")), "/Community"),
        (StorageProfile(os_disk_image=OsDiskImage(source=DiskSource(uri=URI, storage_account_id=ACCOUNT))), URI),
        (StorageProfile(os_disk_image=OsDiskImage(source=DiskSource(uri="u", storage_account_id="a"))), "'u'"),
    ],
)
def test_r069i_some_sources_cannot_be_encrypted(storage: StorageProfile, text: str) -> None:
    with refused(InvalidParameter, "not supported", text, "managed image", rule="R069.i", target=ROOT):
        encryption.check_sources(storage)


@pytest.mark.parametrize(
    "storage",
    [
        StorageProfile(source=ImageSource(virtual_machine_id=str(VM))),
        StorageProfile(source=ImageSource(id=str(IMAGE).upper())),
        StorageProfile(
            os_disk_image=OsDiskImage(source=DiskSource(id=str(SNAPSHOT))),
            data_disk_images=(DataDiskImage(lun=0, source=DiskSource(id=str(DISK))),),
        ),
    ],
)
def test_vms_images_disks_and_snapshots_can_be_encrypted(storage: StorageProfile) -> None:
    encryption.check_sources(storage)


# Encryption on update: rule R056


BEFORE = published(west=encrypted(SET, {0: SET}))


def test_the_encryption_of_a_region_may_be_said_again() -> None:
    encryption.check_unchanged(published(west=encrypted(SET.upper(), {0: SET})), BEFORE)
    encryption.check_unchanged(published(west=encrypted(SET, {0: SET}), east=encrypted(OTHER_SET, {0: SET})), BEFORE)


def test_r056_no_other_data_disk_is_encrypted_later() -> None:
    said = ("lun [1]", "region [West US]")
    with refused(InvalidParameter, *said, rule="R056", target=f"{ROOT}.dataDiskImages.lun"):
        encryption.check_unchanged(published(west=encrypted(SET, {0: SET, 1: SET})), BEFORE)


@pytest.mark.parametrize(
    "asked", [encrypted(OTHER_SET, {0: SET}), encrypted(SET), encrypted(SET, {0: OTHER_SET}), None]
)
def test_r056_the_encryption_of_a_region_does_not_change(asked: Encryption | None) -> None:
    with refused(PropertyChangeNotAllowed, ROOT, rule="R056", target=ROOT):
        encryption.check_unchanged(published(west=asked), BEFORE)
