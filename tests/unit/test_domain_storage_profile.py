"""Sources: exactly one, of a kind that can be a source, and never another one later."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain import storage_profile
from sig.domain.choices import HostCaching
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId, PropertyChangeNotAllowed
from sig.domain.resource_id import ResourceId, compute_id, version_id
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile

if TYPE_CHECKING:
    from typing import Any

ROOT = "galleryImageVersion.properties.storageProfile"
IMAGE = str(compute_id("s", "g", "images", "web"))
VM = str(compute_id("s", "g", "virtualMachines", "web"))
VERSION = str(version_id("s", "g", "Main", "web", "1.0.0"))
OS, DATA = str(compute_id("s", "g", "snapshots", "os")), str(compute_id("s", "g", "disks", "data"))
ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"


def whole(**source: str) -> StorageProfile:
    return StorageProfile(source=ImageSource(**source))


def os_disk(**source: str) -> OsDiskImage:
    return OsDiskImage(source=DiskSource(**source))


def data_disk(lun: int | None, **source: str) -> DataDiskImage:
    return DataDiskImage(lun=lun, source=DiskSource(**source))


def disks(*data: DataDiskImage, **source: str) -> StorageProfile:
    return StorageProfile(os_disk_image=os_disk(**(source or {"id": OS})), data_disk_images=data or None)


def created(request: StorageProfile | None, copied: StorageProfile | None = None) -> StorageProfile:
    return storage_profile.created(request, copied)


# What is filled in


@pytest.mark.parametrize("source", [{"id": IMAGE}, {"virtual_machine_id": VM}, {"community_gallery_image_id": "/C/x"}])
def test_a_version_of_a_whole_image_has_an_os_disk_without_a_source_of_its_own(source: dict[str, str]) -> None:
    made = encode(created(whole(**source)))
    assert made["osDiskImage"] == {"hostCaching": "ReadWrite", "source": {}}
    assert "dataDiskImages" not in made


def test_caching_of_the_os_disk_may_be_chosen_beside_a_whole_image() -> None:
    asked = replace(whole(id=IMAGE), os_disk_image=OsDiskImage(host_caching=HostCaching.NONE))
    assert encode(created(asked))["osDiskImage"]["hostCaching"] == "None"


def test_a_version_copied_from_another_takes_its_disks_without_their_sources() -> None:
    data = DataDiskImage(lun=4, size_in_gb=10, source=DiskSource(id=DATA))
    cached = DataDiskImage(lun=5, host_caching=HostCaching.READ_ONLY)
    source = StorageProfile(os_disk_image=OsDiskImage(size_in_gb=30), data_disk_images=(data, cached))
    assert encode(created(whole(id=VERSION), source)) == {
        "source": {"id": VERSION},
        "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}},
        "dataDiskImages": [
            {"lun": 4, "sizeInGB": 10, "hostCaching": "None"},
            {"lun": 5, "hostCaching": "ReadOnly"},
        ],
    }


def test_disks_given_one_by_one_keep_their_sources_and_data_disks_are_read_only() -> None:
    assert encode(created(disks(data_disk(0, id=DATA)))) == {
        "osDiskImage": {"hostCaching": "ReadWrite", "source": {"id": OS}},
        "dataDiskImages": [{"lun": 0, "hostCaching": "ReadOnly", "source": {"id": DATA}}],
    }


def test_a_vhd_shows_its_storage_account_as_the_id_of_its_source() -> None:
    asked = disks(data_disk(0, uri="u/2", storage_account_id=ACCOUNT), uri="u/1", storage_account_id=ACCOUNT)
    made = encode(created(asked))
    assert list(made["osDiskImage"]["source"].items()) == [("uri", "u/1"), ("id", ACCOUNT)]
    assert made["dataDiskImages"][0]["source"] == {"uri": "u/2", "id": ACCOUNT}


def test_the_version_that_is_the_source_is_told_from_other_sources() -> None:
    assert storage_profile.source_version(whole(id=VERSION.upper())) == ResourceId.parse(VERSION)
    for profile in (None, StorageProfile(), whole(id=IMAGE), whole(virtual_machine_id=VM), disks()):
        assert storage_profile.source_version(profile) is None


# One source: rule R051


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (None, 0),
        (StorageProfile(), 0),
        (whole(), 0),
        (StorageProfile(os_disk_image=OsDiskImage(host_caching=HostCaching.NONE)), 0),
        (whole(id=IMAGE, virtual_machine_id=VM), 2),
        (replace(whole(id=IMAGE), os_disk_image=os_disk(id=OS)), 2),
        (replace(whole(id=IMAGE), data_disk_images=(data_disk(0, id=DATA),)), 2),
    ],
)
def test_r051_a_new_version_has_exactly_one_kind_of_source(asked: StorageProfile | None, count: int) -> None:
    with refused(InvalidParameter, f"{count} were given", "--managed-image", rule="R051", target=ROOT):
        created(asked)


@pytest.mark.parametrize("os", [None, OsDiskImage(), OsDiskImage(source=DiskSource())])
def test_r051_data_disks_need_an_os_disk(os: OsDiskImage | None) -> None:
    asked = StorageProfile(os_disk_image=os, data_disk_images=(data_disk(0, id=DATA),))
    with refused(InvalidParameter, "OS disk needs a source", rule="R051", target=f"{ROOT}.osDiskImage.source"):
        created(asked)


# Kinds of source: rules R052, R053, R054


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (whole(id="web"), "source.id"),
        (whole(virtual_machine_id="web"), "source.virtualMachineId"),
        (disks(id="os"), "osDiskImage.source.id"),
        (disks(data_disk(0, id="data")), "dataDiskImages.source.id"),
    ],
)
def test_r052_a_source_is_a_resource_id(asked: StorageProfile, path: str) -> None:
    with refused(LinkedInvalidPropertyId, "/subscriptions/{subscription}/", rule="R052", target=f"{ROOT}.{path}"):
        created(asked)


def test_r053_a_whole_image_is_an_image_a_vm_or_a_version() -> None:
    for identifier in (IMAGE, VM, VERSION, IMAGE.upper()):
        created(whole(id=identifier))
    for call in (created, storage_profile.source_version):
        said = (f"'{OS}'", "managed image or virtual machine or gallery image version")
        with refused(InvalidParameter, *said, rule="R053", target=f"{ROOT}.source.id"):
            call(whole(id=OS))


def test_r053_a_virtual_machine_is_a_virtual_machine() -> None:
    said = (f"'{IMAGE}'", "ID of a virtual machine.")
    with refused(InvalidParameter, *said, rule="R053", target=f"{ROOT}.source.virtualMachineId"):
        created(whole(virtual_machine_id=IMAGE))


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (disks(id=IMAGE), "osDiskImage.source.id"),
        (disks(data_disk(0, id=ACCOUNT)), "dataDiskImages.source.id"),
    ],
)
def test_r054_a_disk_is_made_from_a_disk_or_a_snapshot(asked: StorageProfile, path: str) -> None:
    with refused(InvalidParameter, "managed disk or snapshot", rule="R054", target=f"{ROOT}.{path}"):
        created(asked)


# Data disks: rules R058 and R059


def test_r058_luns_are_unique() -> None:
    with refused(InvalidParameter, "[0, 1, 0]", rule="R058", target=f"{ROOT}.dataDiskImages.lun"):
        created(disks(data_disk(0, id=DATA), data_disk(1, id=DATA + "1"), data_disk(0, id=DATA + "2")))


@pytest.mark.parametrize("lun", [None, -1])
def test_r058_every_data_disk_has_a_lun_of_0_or_more(lun: int | None) -> None:
    with refused(InvalidParameter, "0 or more", rule="R058", target=f"{ROOT}.dataDiskImages.lun"):
        created(disks(data_disk(lun, id=DATA)))


@pytest.mark.parametrize(
    "asked",
    [
        disks(data_disk(0, id=DATA), data_disk(1, id=DATA.upper())),
        disks(data_disk(0, id=OS)),
        disks(data_disk(0, uri="u", storage_account_id=ACCOUNT), uri="U", storage_account_id=ACCOUNT),
    ],
)
def test_r059_no_two_disks_share_a_source(asked: StorageProfile) -> None:
    with refused(InvalidParameter, "source of its own", rule="R059", target=f"{ROOT}.dataDiskImages.source.id"):
        created(asked)


def test_r059_names_the_sources_that_are_given_twice_as_they_were_written() -> None:
    said, target = f"[{DATA}, {DATA.upper()}]", f"{ROOT}.dataDiskImages.source.id"
    with refused(InvalidParameter, said, rule="R059", target=target):
        created(disks(data_disk(0, id=DATA), data_disk(1, id=DATA.upper())))


# Updates: rules R056, R056a and R057

FROM_IMAGE = created(whole(id=IMAGE))
FROM_DISKS = created(disks(data_disk(0, id=DATA), data_disk(3, id=DATA + "3")))
FROM_VHD = created(disks(uri="u", storage_account_id=ACCOUNT))


@pytest.mark.parametrize("stored", [FROM_IMAGE, FROM_DISKS, FROM_VHD])
@pytest.mark.parametrize(
    "asked",
    [
        None,
        StorageProfile(),
        StorageProfile(source=ImageSource()),
        StorageProfile(os_disk_image=OsDiskImage(source=DiskSource()), data_disk_images=()),
        StorageProfile(os_disk_image=OsDiskImage(host_caching=HostCaching.READ_WRITE)),
    ],
)
def test_r056a_an_update_without_sources_keeps_them(asked: StorageProfile | None, stored: StorageProfile) -> None:
    assert storage_profile.updated(asked, stored) == stored


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        (whole(id=IMAGE.upper()), FROM_IMAGE),
        (disks(data_disk(3, id=DATA + "3")), FROM_DISKS),
        (disks(uri="u", storage_account_id=ACCOUNT), FROM_VHD),
        (FROM_VHD, FROM_VHD),
    ],
)
def test_the_same_source_again_is_no_change(asked: StorageProfile, stored: StorageProfile) -> None:
    assert storage_profile.updated(asked, stored) == stored


@pytest.mark.parametrize(
    ("asked", "stored", "path"),
    [
        (whole(id=IMAGE + "2"), FROM_IMAGE, "source.id"),
        (whole(virtual_machine_id=VM), FROM_IMAGE, "source.id"),
        (whole(community_gallery_image_id="/C/x"), FROM_IMAGE, "source.id"),
        (whole(id=IMAGE), FROM_DISKS, "source.id"),
        (disks(), FROM_IMAGE, "osDiskImage.source.id"),
        (disks(id=OS + "2"), FROM_DISKS, "osDiskImage.source.id"),
        (disks(uri="v"), FROM_VHD, "osDiskImage.source.id"),
        (disks(storage_account_id=ACCOUNT + "2"), FROM_VHD, "osDiskImage.source.id"),
        (disks(data_disk(0, id=OS + "9")), FROM_DISKS, "dataDiskImages.source.id"),
    ],
)
def test_r056_an_update_cannot_name_another_source(asked: StorageProfile, stored: StorageProfile, path: str) -> None:
    target = f"{ROOT}.{path}"
    with refused(PropertyChangeNotAllowed, f"'{target}'", "create another", rule="R056", target=target):
        storage_profile.updated(asked, stored)


@pytest.mark.parametrize("stored", [FROM_DISKS, FROM_IMAGE])
def test_r057_an_update_cannot_add_a_data_disk_or_change_a_lun(stored: StorageProfile) -> None:
    asked = StorageProfile(data_disk_images=(DataDiskImage(lun=1),))
    with refused(PropertyChangeNotAllowed, "LUN (1)", rule="R057", target=f"{ROOT}.dataDiskImages.lun"):
        storage_profile.updated(asked, stored)


def test_an_update_may_change_the_caching_of_each_disk() -> None:
    caching: dict[str, Any] = {"host_caching": HostCaching.NONE}
    asked = StorageProfile(os_disk_image=OsDiskImage(**caching), data_disk_images=(DataDiskImage(lun=3, **caching),))
    made = storage_profile.updated(asked, FROM_DISKS)
    assert made.os_disk_image is not None
    assert made.os_disk_image.host_caching is HostCaching.NONE
    assert [(disk.lun, disk.host_caching) for disk in made.data_disk_images or ()] == [(0, "ReadOnly"), (3, "None")]
