"""Sources through their service: kept, found, and what a new version makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.domain.choices import OsState, OsType, Permissions, ReplicationMode
from sig.domain.errors import (
    GallerySourceResourceExceedsMaxSize,
    InvalidParameter,
    LocationRequired,
    OperationNotAllowed,
    ResourceGroupNotFound,
    ResourceNotFound,
)
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.profile import CURRENT
from sig.domain.publishing import Encryption, OsDiskEncryption, PublishingProfile, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.sharing import SharingProfile
from sig.domain.source import Named, Source, SourceKind, SourceProperties, identifier
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.service import galleries, groups, image_definitions, image_versions, sources
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.service.paging import Page
from sig.store import StoreCorrupt, open_store

if TYPE_CHECKING:
    from pathlib import Path

SUB, OTHER_SUB = "00000000-0000-0000-0000-000000000000", "22222222-2222-2222-2222-222222222222"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
ROOT = "galleryImageVersion.properties.storageProfile"
VM, IMAGE = compute_id(SUB, "images", "virtualMachines", "web"), compute_id(SUB, "images", "images", "web")
OS, DATA = compute_id(SUB, "images", "snapshots", "os"), compute_id(SUB, "images", "disks", "data")
SET = compute_id(SUB, "images", "diskEncryptionSets", "keys")
URI = "https://a.blob.core.windows.net/vhds/web.vhd"
ACCOUNT = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Storage/storageAccounts/a"
VHD = identifier(Named(SourceKind.VHD, uri=URI, storage_account_id=ACCOUNT), SUB, "images")
FROM_VM = StorageProfile(source=ImageSource(virtual_machine_id=str(VM)))
FROM_IMAGE = StorageProfile(source=ImageSource(id=str(IMAGE)))
FROM_DISKS = StorageProfile(
    os_disk_image=OsDiskImage(source=DiskSource(id=str(OS))),
    data_disk_images=(DataDiskImage(lun=2, source=DiskSource(id=str(DATA))),),
)
FROM_VHD = StorageProfile(os_disk_image=OsDiskImage(source=DiskSource(uri=URI, storage_account_id=ACCOUNT)))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A store with the gallery Main and the definition web: Linux, generalized, generation 1."""
    context = Context(store=open_store(f"memory:{tmp_path}"), subscription=SUB, clock=FixedClock(NOW))
    galleries.create(context, context.gallery("images", "Main"), Gallery(location="westus"))
    define(context)
    return context


def define(context: Context, name: str = "web", gallery: str = "Main", **properties: Any) -> ResourceId:
    resource = context.gallery("images", gallery).child("images", name)
    facts = {
        "os_type": OsType.LINUX,
        "os_state": OsState.GENERALIZED,
        "identifier": Identifier(publisher="Contoso", offer="Finance", sku=name),
        **properties,
    }
    image_definitions.create(context, resource, ImageDefinition(properties=DefinitionProperties(**facts)))
    return resource


def add(context: Context, resource: ResourceId, location: str | None = "westus", **properties: Any) -> dict[str, Any]:
    return sources.add(context, resource, Source(location=location, properties=SourceProperties(**properties)))


def make(
    context: Context,
    storage: StorageProfile = FROM_IMAGE,
    name: str = "1.0.0",
    definition: str = "web",
    **publishing: Any,
) -> dict[str, Any]:
    resource = context.gallery("images", "Main").child("images", definition).child("versions", name)
    profile = PublishingProfile(**publishing) if publishing else None
    request = ImageVersion(properties=VersionProperties(storage_profile=storage, publishing_profile=profile))
    return image_versions.create(context, resource, request)


def version_at(context: Context, name: str = "1.0.0") -> ResourceId:
    return context.gallery("images", "Main").child("images", "web").child("versions", name)


def disks(version: dict[str, Any]) -> dict[str, Any]:
    profile = dict(version["properties"]["storageProfile"])
    profile.pop("source", None)
    return profile


# Kept


@pytest.mark.parametrize("resource", [VM, IMAGE, OS, DATA, VHD, SET])
def test_what_was_added_is_shown_until_it_is_removed(context: Context, resource: ResourceId) -> None:
    added = add(context, resource)
    assert added["id"] == str(resource)
    assert sources.show(context, ResourceId.parse(str(resource).upper())) == added
    sources.remove(context, resource)
    with pytest.raises(ResourceNotFound):
        sources.show(context, resource)
    sources.remove(context, resource)


def test_a_source_added_again_is_replaced(context: Context) -> None:
    add(context, VM, size_in_gb=30, os_type=OsType.LINUX)
    add(context, VM, "eastus", size_in_gb=40)
    found = sources.show(context, VM)
    assert (found["location"], found["properties"]) == ("eastus", {"sizeInGB": 40})


def test_r009_an_absent_source_is_not_found_and_its_neighbour_is_named(context: Context) -> None:
    add(context, VM)
    with refused(ResourceNotFound, "virtualMachines/wed", "'web'", rule="R009"):
        sources.show(context, VM.holder.child("virtualMachines", "wed"))


def test_r151_only_sources_are_shown_and_removed(context: Context) -> None:
    for call in (sources.show, sources.remove):
        with refused(InvalidParameter, "galleries/Main", rule="R151", target="id"):
            call(context, context.gallery("images", "Main"))
    assert galleries.show(context, context.gallery("images", "Main"))


def test_a_source_goes_where_its_group_is(context: Context) -> None:
    with refused(LocationRequired, "'images'", rule="R024", target="location"):
        add(context, VHD, None)
    groups.create(context, "images", "eastus", None)
    assert add(context, VHD, None)["location"] == "eastus"


def test_r008_strict_demands_the_group_of_a_source(context: Context) -> None:
    with pytest.raises(ResourceGroupNotFound):
        add(context._replace(strict=True), VM)


def test_sources_are_listed_by_group_kind_and_page(context: Context) -> None:
    elsewhere = compute_id(SUB, "spare", "snapshots", "old")
    for resource in (VM, IMAGE, OS, DATA, VHD, SET, elsewhere):
        add(context, resource)
    names = [item["name"] for item in sources.listed(context).items]
    assert sorted(names) == ["data", "keys", "old", "os", "web", "web", "web.vhd"]
    assert [item["name"] for item in sources.listed(context, "SPARE").items] == ["old"]
    assert [item["name"] for item in sources.listed(context, "images", SourceKind.VHD).items] == ["web.vhd"]
    first = sources.listed(context, page=Page(limit=4))
    rest = sources.listed(context, page=Page(token=first.next_token))
    assert [item["name"] for item in (*first.items, *rest.items)] == names


def test_galleries_are_no_sources(context: Context) -> None:
    make(context)
    assert sources.listed(context).items == []


def test_the_sources_of_a_group_go_with_it(context: Context) -> None:
    add(context, VHD)
    groups.delete(context, "images")
    assert sources.listed(context).items == []


# What a version takes from its sources


def test_a_version_of_a_vm_or_managed_image_shows_its_disks(context: Context) -> None:
    data = (DataDiskImage(lun=3, size_in_gb=10),)
    for number, (resource, storage) in enumerate([(VM, FROM_VM), (IMAGE, FROM_IMAGE)]):
        add(context, resource, size_in_gb=30, data_disks=data)
        assert disks(make(context, storage, f"1.0.{number}")) == {
            "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}},
            "dataDiskImages": [{"lun": 3, "sizeInGB": 10, "hostCaching": "None"}],
        }


def test_a_version_of_disks_shows_their_sizes(context: Context) -> None:
    add(context, OS, size_in_gb=30)
    add(context, DATA, size_in_gb=10)
    assert disks(make(context, FROM_DISKS)) == {
        "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {"id": str(OS)}},
        "dataDiskImages": [{"lun": 2, "sizeInGB": 10, "hostCaching": "ReadOnly", "source": {"id": str(DATA)}}],
    }


def test_a_version_of_a_vhd_shows_its_size(context: Context) -> None:
    add(context, VHD, size_in_gb=30)
    expected = {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {"uri": URI, "id": ACCOUNT}}
    assert disks(make(context, FROM_VHD)) == {"osDiskImage": expected}


def test_a_version_keeps_its_disks_when_its_source_is_removed(context: Context) -> None:
    add(context, IMAGE, size_in_gb=30)
    before = make(context)
    sources.remove(context, IMAGE)
    after = image_versions.update(context, version_at(context), lambda stored: stored)
    assert after == before


def test_a_source_that_is_not_registered_is_trusted(context: Context) -> None:
    assert disks(make(context)) == {"osDiskImage": {"hostCaching": "ReadWrite", "source": {}}}


# Refused


def unchanged(context: Context, name: str = "1.0.0") -> None:
    with pytest.raises(ResourceNotFound):
        image_versions.show(context, version_at(context, name))


@pytest.mark.parametrize(
    ("storage", "target", "text"),
    [
        (FROM_VM, "source.virtualMachineId", str(VM)),
        (FROM_IMAGE, "source.id", str(IMAGE)),
        (FROM_DISKS, "osDiskImage.source.id", str(OS)),
        (FROM_VHD, "osDiskImage.source.uri", URI),
    ],
)
def test_r055a_strict_demands_the_source(context: Context, storage: StorageProfile, target: str, text: str) -> None:
    groups.create(context, "images", "westus", None)
    with refused(ResourceNotFound, text, "sig source add", rule="R055a", target=f"{ROOT}.{target}"):
        make(context._replace(strict=True), storage)
    unchanged(context)


def test_r055a_strict_demands_every_source(context: Context) -> None:
    groups.create(context, "images", "westus", None)
    add(context, OS)
    with refused(ResourceNotFound, str(DATA), rule="R055a", target=f"{ROOT}.dataDiskImages.source.id"):
        make(context._replace(strict=True), FROM_DISKS)
    add(context, DATA)
    make(context._replace(strict=True), FROM_DISKS)


@pytest.mark.parametrize(
    ("storage", "resource"), [(FROM_VM, VM), (FROM_IMAGE, IMAGE), (FROM_DISKS, DATA), (FROM_VHD, VHD)]
)
def test_r055_a_registered_source_is_in_the_region_of_the_version(
    context: Context, storage: StorageProfile, resource: ResourceId
) -> None:
    add(context, resource, "eastus")
    with pytest.raises(ResourceNotFound, match="it is in 'eastus'") as refusal:
        make(context, storage)
    assert refusal.value.rule == "R055"
    unchanged(context)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("R060", {"os_state": OsState.SPECIALIZED}),
        ("R062", {"os_type": OsType.WINDOWS}),
        ("R063", {"ephemeral_os_disk": True}),
    ],
)
def test_r060_to_r067_a_registered_source_fits_the_definition(
    context: Context, rule: str, facts: dict[str, Any]
) -> None:
    add(context, VM, **facts)
    with pytest.raises(InvalidParameter) as refusal:
        make(context, FROM_VM)
    assert refusal.value.rule == rule
    unchanged(context)


def test_r053_a_registered_source_of_another_kind_is_refused_as_any(context: Context) -> None:
    add(context, DATA, "eastus")
    with refused(InvalidParameter, str(DATA), rule="R053", target=f"{ROOT}.source.id"):
        make(context, StorageProfile(source=ImageSource(id=str(DATA))))


@pytest.mark.parametrize("strict", [False, True])
def test_r053_a_gallery_is_no_source_of_a_version(context: Context, strict: bool) -> None:
    groups.create(context, "images", "westus", None)
    gallery = str(context.gallery("images", "Main"))
    with refused(InvalidParameter, gallery, rule="R053", target=f"{ROOT}.source.id"):
        make(context._replace(strict=strict), StorageProfile(source=ImageSource(id=gallery)))


# Versions as sources


def copy_of(context: Context) -> StorageProfile:
    return StorageProfile(source=ImageSource(id=str(version_at(context))))


@pytest.mark.parametrize(
    ("rule", "facts"), [("R060", {"os_state": OsState.SPECIALIZED}), ("R062", {"os_type": OsType.WINDOWS})]
)
def test_r060_r062_a_version_that_is_the_source_is_of_the_same_kind(
    context: Context, rule: str, facts: dict[str, Any]
) -> None:
    make(context)
    define(context, "other", **facts)
    with pytest.raises(InvalidParameter, match="version") as refusal:
        make(context, copy_of(context), definition="other")
    assert (refusal.value.rule, refusal.value.target) == (rule, f"{ROOT}.source.id")


def test_a_version_shows_the_disks_of_the_version_it_was_copied_from(context: Context) -> None:
    add(context, IMAGE, size_in_gb=30, data_disks=(DataDiskImage(lun=3, size_in_gb=10),))
    before = make(context)
    define(context, "other")
    for definition in ("web", "other"):
        copy = make(context._replace(strict=False), copy_of(context), "2.0.0", definition)
        assert disks(copy) == disks(before)


# Too large: rule R066


def test_r066_a_disk_over_the_limit_fails_in_every_region_and_the_version_is_there(context: Context) -> None:
    add(context, OS, size_in_gb=1024)
    add(context, DATA, size_in_gb=1025)
    regions = (TargetRegion(name="westus"), TargetRegion(name="eastus"))
    made = make(context, FROM_DISKS, target_regions=regions)
    assert made["properties"]["provisioningState"] == "Failed"
    shown = image_versions.show(context, version_at(context), with_replication_status=True)["properties"]
    assert shown["provisioningState"] == "Failed"
    fault = "The GalleryImageVersion source resource size 1025 exceeds the max size 1024 supported."
    details = f"Replication failed in this region due to '{fault}'"
    assert shown["replicationStatus"] == {
        "aggregatedState": "Failed",
        "summary": [
            {"region": region, "state": "Failed", "details": details, "progress": 0}
            for region in ("West US", "East US")
        ],
    }
    assert [
        item["properties"]["provisioningState"]
        for item in image_versions.listed(context, version_at(context).parent).items
    ] == ["Failed"]
    with refused(GallerySourceResourceExceedsMaxSize, "'West US, East US'", "1025", "1024", rule="R066", target=ROOT):
        image_versions.finished(context, version_at(context))


@pytest.mark.parametrize(
    ("size", "mode", "state"),
    [
        (2048, None, "Succeeded"),
        (2049, None, "Failed"),
        (2049, ReplicationMode.FULL, "Failed"),
        (2049, ReplicationMode.SHALLOW, "Succeeded"),
        (32768, ReplicationMode.SHALLOW, "Succeeded"),
        (32769, ReplicationMode.SHALLOW, "Failed"),
    ],
)
def test_r066_the_limit_is_that_of_the_era_and_the_replication_mode(
    context: Context, size: int, mode: ReplicationMode | None, state: str
) -> None:
    add(context, IMAGE, size_in_gb=size)
    made = make(context._replace(profile=CURRENT), replication_mode=mode)
    assert made["properties"]["provisioningState"] == state


def test_r066_every_put_tries_again(context: Context) -> None:
    add(context, IMAGE, size_in_gb=2048)
    assert make(context)["properties"]["provisioningState"] == "Failed"
    again = image_versions.update(context, version_at(context), lambda stored: stored)
    assert again["properties"]["provisioningState"] == "Failed"
    mended = image_versions.update(context._replace(profile=CURRENT), version_at(context), lambda stored: stored)
    assert mended["properties"]["provisioningState"] == "Succeeded"
    shown = image_versions.show(context, version_at(context), with_replication_status=True)
    assert shown["properties"]["replicationStatus"]["aggregatedState"] == "Completed"
    assert image_versions.finished(context, version_at(context))["properties"]["provisioningState"] == "Succeeded"


def test_r055_a_version_that_failed_is_no_source(context: Context) -> None:
    add(context, IMAGE, size_in_gb=2048)
    make(context)
    said = (str(version_at(context)), "West US (Failed)")
    with refused(ResourceNotFound, *said, rule="R055", target=f"{ROOT}.source.id"):
        make(context, copy_of(context), "2.0.0")


@pytest.mark.parametrize(
    "content",
    [None, {}, ["x"], [{}], [{"region": "West US", "started_at": "2026-01-01", "seconds": "1"}], [{"region": 1}]],
)
def test_a_plan_of_another_form_is_corrupt(context: Context, content: Any) -> None:
    make(context)
    with context.store.writing() as tx:
        document = tx.get(version_at(context)) or {}
        tx.put(version_at(context), {**document, "replication": content})
    with pytest.raises(StoreCorrupt, match="'replication'"):
        image_versions.show(context, version_at(context))


# Encryption: rule R069


def encrypted_in(*regions: str, with_set: ResourceId = SET) -> tuple[TargetRegion, ...]:
    encryption = Encryption(os_disk_image=OsDiskEncryption(disk_encryption_set_id=str(with_set)))
    return tuple(TargetRegion(name=region, encryption=encryption) for region in regions)


def test_sets_that_are_not_registered_are_trusted_and_those_that_are_may_encrypt_their_region(context: Context) -> None:
    make(context, target_regions=encrypted_in("westus", "eastus"))
    add(context, SET, "westus")
    make(context, name="1.0.1", target_regions=encrypted_in("westus"))


def test_r069b_strict_demands_the_set(context: Context) -> None:
    groups.create(context, "images", "westus", None)
    add(context, IMAGE)
    strict = context._replace(strict=True)
    with pytest.raises(ResourceNotFound, match="was not found") as refusal:
        make(strict, target_regions=encrypted_in("westus"))
    assert refusal.value.rule == "R069.b"
    add(context, SET)
    make(strict, target_regions=encrypted_in("westus"))


def test_r069c_a_registered_set_encrypts_its_own_region_only(context: Context) -> None:
    add(context, SET, "westus")
    with pytest.raises(InvalidParameter, match="in region 'westus'") as refusal:
        make(context, target_regions=encrypted_in("westus", "eastus"))
    assert refusal.value.rule == "R069.c"
    unchanged(context)


def test_r069c_a_set_of_another_subscription_is_refused(context: Context) -> None:
    foreign = compute_id(OTHER_SUB, "images", "diskEncryptionSets", "keys")
    with pytest.raises(InvalidParameter) as refusal:
        make(context, target_regions=encrypted_in("westus", with_set=foreign))
    assert refusal.value.rule == "R069.c"


def test_r069d_an_encrypted_source_of_another_subscription_is_refused(context: Context) -> None:
    foreign = compute_id(OTHER_SUB, "images", "images", "web")
    add(context, foreign, disk_encryption_set_id=str(SET))
    with pytest.raises(InvalidParameter) as refusal:
        make(context, StorageProfile(source=ImageSource(id=str(foreign))))
    assert refusal.value.rule == "R069.d"


def test_r069d_an_encrypted_version_of_another_subscription_is_refused(context: Context) -> None:
    make(context, target_regions=encrypted_in("westus"))
    other = context._replace(subscription=OTHER_SUB)
    galleries.create(other, other.gallery("images", "Main"), Gallery(location="westus"))
    define(other)
    with pytest.raises(InvalidParameter) as refusal:
        make(other, copy_of(context))
    assert refusal.value.rule == "R069.d"


def test_r069e_one_region_without_encryption_is_refused(context: Context) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        make(context, target_regions=(*encrypted_in("westus"), TargetRegion(name="eastus")))
    assert refusal.value.rule == "R069.e"


def test_r069g_the_luns_are_those_of_the_registered_source(context: Context) -> None:
    from sig.domain.publishing import DataDiskEncryption

    add(context, IMAGE, data_disks=(DataDiskImage(lun=3, size_in_gb=10),))
    (region,) = encrypted_in("westus")
    for lun, refused_by in ((3, None), (0, "R069.g")):
        disk = DataDiskEncryption(lun=lun, disk_encryption_set_id=str(SET))
        asked = replace(region, encryption=Encryption(data_disk_images=(disk,)))
        if refused_by is None:
            make(context, target_regions=(asked,))
            continue
        with pytest.raises(InvalidParameter) as refusal:
            make(context, name="1.0.1", target_regions=(asked,))
        assert refusal.value.rule == refused_by


def test_r069i_a_vhd_is_not_encrypted(context: Context) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        make(context, FROM_VHD, target_regions=encrypted_in("westus"))
    assert refusal.value.rule == "R069.i"


@pytest.mark.parametrize("permissions", [Permissions.GROUPS, Permissions.COMMUNITY])
def test_r069a_an_encrypted_version_is_not_shared(context: Context, permissions: Permissions) -> None:
    from sig.domain.sharing import CommunityGalleryInfo

    info = CommunityGalleryInfo(
        publisher_uri="https://c", publisher_contact="a@c.d", eula="e", public_name_prefix="contoso"
    )
    profile = SharingProfile(
        permissions=permissions, community_gallery_info=info if permissions is Permissions.COMMUNITY else None
    )
    shared = Gallery(location="westus", properties=GalleryProperties(sharing_profile=profile))
    galleries.create(context, context.gallery("images", "Shared"), shared)
    definition = define(context, gallery="Shared")
    request = ImageVersion(
        properties=VersionProperties(
            storage_profile=FROM_IMAGE, publishing_profile=PublishingProfile(target_regions=encrypted_in("westus"))
        )
    )
    with pytest.raises(OperationNotAllowed) as refusal:
        image_versions.create(context, definition.child("versions", "1.0.0"), request)
    assert refusal.value.rule == "R069a"


def republished(context: Context, *targets: TargetRegion) -> dict[str, Any]:
    profile = PublishingProfile(target_regions=targets)
    return image_versions.update(
        context,
        version_at(context),
        lambda stored: replace(stored, properties=replace(stored.properties, publishing_profile=profile)),
    )


def test_regions_named_without_encryption_keep_theirs(context: Context) -> None:
    before = make(context, target_regions=encrypted_in("westus", "eastus"))
    after = republished(context, TargetRegion(name="westus"), TargetRegion(name="eastus"))
    assert after["properties"]["publishingProfile"] == before["properties"]["publishingProfile"]


def test_r069e_a_region_that_is_added_later_is_encrypted_too(context: Context) -> None:
    make(context, target_regions=encrypted_in("westus"))
    with pytest.raises(InvalidParameter) as refusal:
        republished(context, TargetRegion(name="westus"), TargetRegion(name="eastus"))
    assert refusal.value.rule == "R069.e"
    republished(context, TargetRegion(name="westus"), *encrypted_in("eastus"))


def test_a_set_that_was_forgotten_keeps_no_version_from_changing(context: Context) -> None:
    groups.create(context, "images", "westus", None)
    for resource in (SET, IMAGE):
        add(context, resource)
    strict = context._replace(strict=True)
    make(strict, target_regions=encrypted_in("westus"))
    sources.remove(context, SET)
    republished(strict, TargetRegion(name="westus", regional_replica_count=2))
