"""Sources as they are registered: named, checked by their kind, merged from flags, documents and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain import source as rules
from sig.domain.arm import fields
from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId, LocationNotAvailable
from sig.domain.image_definition import PurchasePlan
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.source import Named, Source, SourceKind, SourceProperties
from sig.domain.storage_profile import (
    DataDiskImage,
    DiskSource,
    ImageSource,
    OsDiskImage,
    StorageProfile,
    blob_id,
    blob_name,
    named_sources,
)
from sig.domain.virtual_disk import VirtualDisk

if TYPE_CHECKING:
    from typing import Any

VM = compute_id("s", "g", "virtualMachines", "web")
DISK = compute_id("s", "g", "disks", "os")
SET = compute_id("s", "g", "diskEncryptionSets", "keys")
ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
URI = "https://a.blob.core.windows.net/vhds/web.vhd"
IDS = {
    SourceKind.VM: VM,
    SourceKind.IMAGE: compute_id("s", "g", "images", "web"),
    SourceKind.DISK: DISK,
    SourceKind.SNAPSHOT: compute_id("s", "g", "snapshots", "os"),
    SourceKind.VHD: rules.identifier(Named(SourceKind.VHD, uri=URI, storage_account_id=ACCOUNT), "s", "g"),
    SourceKind.DISK_ENCRYPTION_SET: SET,
}
PLAN = PurchasePlan(name="n", publisher="p", product="o")
FILE = VirtualDisk("VHD", "fixed", 30 * 1024**3, 30 * 1024**3, "GPT", HyperVGeneration.V2)


def registered(kind: SourceKind = SourceKind.VM, location: str = "westus", **properties: Any) -> Source:
    return rules.registered(IDS[kind], Source(location=location, properties=SourceProperties(**properties)))


# Names


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_has_the_id_and_type_of_its_kind(kind: SourceKind) -> None:
    source = registered(kind, location="West US")
    assert ResourceId.parse(source.id or "").type == source.type == rules.TYPES[kind]
    assert rules.kind_of(ResourceId.parse((source.id or "").upper())) is kind
    assert rules.kind_of_type((source.type or "").lower()) is kind
    assert source.location == "westus"


def test_a_source_in_compute_is_named_by_its_group_and_name() -> None:
    assert rules.identifier(Named(SourceKind.DISK, name="os"), "s", "g") == DISK


def test_a_blob_is_named_by_its_uri_without_what_may_be_a_secret() -> None:
    blob = blob_id(ACCOUNT, f"{URI}?sig=secret")
    assert blob == IDS[SourceKind.VHD]
    assert str(blob) == f"{ACCOUNT}/blobServices/default/containers/vhds/blobs/web.vhd"


def test_what_may_be_a_secret_is_not_stored() -> None:
    assert registered(SourceKind.VHD, uri=f"{URI}?sig=secret").properties.uri == URI


def test_a_blob_may_lie_in_folders_and_keeps_its_name() -> None:
    uris = [f"https://a.blob.core.windows.net/vhds/{name}" for name in ("a/b.vhd", "a%2Fb.vhd", "a%252Fb.vhd")]
    blobs = [blob_id(ACCOUNT, uri) for uri in uris]
    assert len({str(blob) for blob in blobs}) == 3
    for uri, blob in zip(uris, blobs, strict=True):
        assert blob is not None
        assert ResourceId.parse(str(blob)) == blob
        assert uri.endswith(f"/vhds/{blob_name(blob)}")


@pytest.mark.parametrize(
    "uri", ["", "web.vhd", "https://a", "https://a/", "https://a/vhds", "https://a/vhds/", "https://a//b"]
)
def test_r151_a_uri_names_a_blob_in_a_container(uri: str) -> None:
    assert blob_id(ACCOUNT, uri) is None
    with refused(InvalidParameter, f"'{uri}'", "https://{account}", rule="R151", target="uri"):
        rules.identifier(Named(SourceKind.VHD, uri=uri, storage_account_id=ACCOUNT), "s", "g")


def test_a_blob_needs_the_id_of_its_storage_account() -> None:
    assert blob_id("a", URI) is None


@pytest.mark.parametrize("name", ["", "-web", ".web", "web.", "web-", "w b", "w/b", "ü", "w" * 81, "web\n"])
def test_r151_the_name_of_a_source_is_one_of_azure(name: str) -> None:
    with refused(InvalidParameter, "cannot name a source", rule="R151", target="name"):
        rules.registered(compute_id("s", "g", "disks", name), Source(location="westus"))


@pytest.mark.parametrize("name", ["w", "web_1", "Web-1.2", "w" * 80])
def test_names_of_azure_are_taken(name: str) -> None:
    assert rules.registered(compute_id("s", "g", "disks", name), Source(location="westus")).name == name


def test_r151_a_gallery_is_no_source() -> None:
    with refused(InvalidParameter, "galleries/g", "Microsoft.Compute/snapshots", rule="R151", target="id"):
        rules.kind_of(compute_id("s", "g", "galleries", "g"))


def test_r004_a_source_is_in_a_known_region() -> None:
    with refused(LocationNotAvailable, "'nowhere'", rule="R004", target="location"):
        registered(location="nowhere")


# What a kind has


FACTS: dict[str, Any] = {
    "uri": URI,
    "os_type": OsType.LINUX,
    "os_state": OsState.GENERALIZED,
    "hyper_v_generation": HyperVGeneration.V2,
    "architecture": Architecture.ARM64,
    "size_in_gb": 30,
    "occupied_bytes": 1,
    "partition_table": "GPT",
    "host_caching": HostCaching.NONE,
    "data_disks": (DataDiskImage(lun=0, size_in_gb=10),),
    "purchase_plan": PLAN,
    "disk_encryption_set_id": str(SET),
    "ephemeral_os_disk": True,
    "ultra_disks": True,
    "unmanaged_disks": True,
}
_IMAGES = "os_type os_state hyper_v_generation architecture size_in_gb host_caching data_disks purchase_plan"
_DISKS = "os_type hyper_v_generation architecture size_in_gb occupied_bytes partition_table"
HAS = {
    SourceKind.VM: f"{_IMAGES} disk_encryption_set_id ephemeral_os_disk ultra_disks unmanaged_disks",
    SourceKind.IMAGE: f"{_IMAGES} disk_encryption_set_id",
    SourceKind.DISK: f"{_DISKS} purchase_plan disk_encryption_set_id",
    SourceKind.SNAPSHOT: f"{_DISKS} purchase_plan disk_encryption_set_id",
    SourceKind.VHD: f"{_DISKS} uri",
    SourceKind.DISK_ENCRYPTION_SET: "",
}


@pytest.mark.parametrize("kind", SourceKind)
def test_r151_a_source_has_what_its_kind_has_and_nothing_else(kind: SourceKind) -> None:
    has = HAS[kind].split()
    taken = registered(kind, **{name: FACTS[name] for name in has}).properties
    assert [name for name in FACTS if getattr(taken, name) is not None] == [name for name in FACTS if name in has]
    for name in set(FACTS) - set(has):
        with pytest.raises(InvalidParameter, match=f"type {kind} has no ") as refusal:
            registered(kind, **{name: FACTS[name]})
        assert refusal.value.rule == "R151"


def test_every_fact_is_tried() -> None:
    assert list(FACTS) == list(fields(SourceProperties))


@pytest.mark.parametrize("missing", ["name", "publisher", "product"])
def test_r151_a_plan_is_whole(missing: str) -> None:
    members = {"name": "n", "publisher": "p", "product": "o"}
    del members[missing]
    with refused(InvalidParameter, "a name, a publisher and a product", rule="R151", target="purchasePlan"):
        registered(purchase_plan=PurchasePlan(**members))


def test_r151_a_disk_is_encrypted_with_an_encryption_set() -> None:
    with refused(InvalidParameter, str(DISK), "encryption set", rule="R151", target="diskEncryptionSetId"):
        registered(disk_encryption_set_id=str(DISK))
    with refused(LinkedInvalidPropertyId, "'keys'", rule="R052", target="diskEncryptionSetId"):
        registered(disk_encryption_set_id="keys")


@pytest.mark.parametrize("luns", [(0, 0), (64,), (-1,), (None,)])
def test_r151_a_data_disk_has_a_lun_of_its_own(luns: tuple[int | None, ...]) -> None:
    disks = tuple(DataDiskImage(lun=lun) for lun in luns)
    with refused(
        InvalidParameter, ", ".join(map(str, luns)), "0 to 63", "0=32 1=64", rule="R151", target="dataDisks.lun"
    ):
        registered(data_disks=disks)


@pytest.mark.parametrize("size", [0, -1, 65537])
def test_r151_a_disk_has_a_size_that_exists(size: int) -> None:
    for facts in ({"size_in_gb": size}, {"data_disks": (DataDiskImage(lun=0, size_in_gb=size),)}):
        with refused(InvalidParameter, f"{size} GB", "65536", "rounded up", rule="R151", target="sizeInGB"):
            registered(**facts)


# Flags, documents, files


def test_what_is_given_stands_in_for_what_a_document_says() -> None:
    read = Source(
        name="web",
        id=str(VM),
        location="westus",
        properties=SourceProperties(os_type=OsType.LINUX, size_in_gb=30, purchase_plan=PLAN),
    )
    given = Source(
        location="eastus",
        tags={"a": "1"},
        properties=SourceProperties(os_state=OsState.SPECIALIZED, size_in_gb=40, purchase_plan=PurchasePlan(name="m")),
    )
    assert encode(rules.merged(read, given)) == {
        "name": "web",
        "id": str(VM),
        "location": "eastus",
        "tags": {"a": "1"},
        "properties": {
            "osType": "Linux",
            "osState": "Specialized",
            "sizeInGB": 40,
            "purchasePlan": {"name": "m", "publisher": "p", "product": "o"},
        },
    }
    assert rules.merged(read, Source()) == read


def test_a_file_says_the_size_and_the_generation() -> None:
    told = rules.with_file(Source(properties=SourceProperties(os_type=OsType.LINUX)), FILE).properties
    assert told == SourceProperties(
        os_type=OsType.LINUX,
        hyper_v_generation=HyperVGeneration.V2,
        size_in_gb=30,
        occupied_bytes=30 * 1024**3,
        partition_table="GPT",
    )


def test_a_generation_may_be_given_where_the_file_does_not_say_it() -> None:
    given = Source(properties=SourceProperties(hyper_v_generation=HyperVGeneration.V1))
    told = rules.with_file(given, FILE._replace(generation=None)).properties
    assert told.hyper_v_generation is HyperVGeneration.V1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (SourceProperties(hyper_v_generation=HyperVGeneration.V1), ("V1", "has V2")),
        (SourceProperties(size_in_gb=31), ("31", "has 30")),
    ],
)
def test_r151_what_is_given_and_what_the_file_says_agree(given: SourceProperties, said: tuple[str, str]) -> None:
    with refused(InvalidParameter, *said, rule="R151", target="vhdFile"):
        rules.with_file(Source(properties=given), FILE)


def test_a_version_shows_the_disks_of_its_source() -> None:
    source = registered(size_in_gb=30, host_caching=HostCaching.NONE, data_disks=(DataDiskImage(lun=3, size_in_gb=10),))
    assert encode(rules.storage_profile(source)) == {
        "osDiskImage": {"sizeInGB": 30, "hostCaching": "None"},
        "dataDiskImages": [{"lun": 3, "sizeInGB": 10}],
    }


# The sources that a request names


def test_every_source_of_a_request_is_named_with_its_property_and_lun() -> None:
    vhd = DiskSource(uri=URI, storage_account_id=ACCOUNT)
    request = StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=str(DISK))),
        data_disk_images=(DataDiskImage(lun=4, source=vhd), DataDiskImage(lun=5)),
    )
    root = "galleryImageVersion.properties.storageProfile"
    assert list(named_sources(request)) == [
        (f"{root}.osDiskImage.source.id", str(DISK), DISK, None),
        (f"{root}.dataDiskImages.source.uri", URI, IDS[SourceKind.VHD], 4),
    ]
    for member in ("id", "virtual_machine_id"):
        (found,) = named_sources(StorageProfile(source=ImageSource(**{member: str(VM)})))
        assert (found.resource, found.lun) == (VM, None)


@pytest.mark.parametrize(
    "request_", [None, StorageProfile(), StorageProfile(os_disk_image=OsDiskImage(source=DiskSource(uri="u")))]
)
def test_what_has_no_id_is_no_resource(request_: StorageProfile | None) -> None:
    assert list(named_sources(request_)) == []
