"""Registered sources as their own types show them: what az reads off them is what was registered."""

from __future__ import annotations

import json

import pytest

from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType
from sig.domain.codec import encode
from sig.domain.image_definition import PurchasePlan
from sig.domain.resource_id import compute_id
from sig.domain.source import Source, SourceKind, SourceProperties, registered
from sig.domain.source_documents import as_compute
from sig.domain.storage_profile import DataDiskImage
from sig.wire.sources import read
from worlds import SUB

KEYS = str(compute_id(SUB, "images", "diskEncryptionSets", "keys"))
PLAN = PurchasePlan(name="p", publisher="contoso", product="web")
IMAGE = SourceProperties(
    os_type=OsType.LINUX,
    os_state=OsState.GENERALIZED,
    hyper_v_generation=HyperVGeneration.V2,
    size_in_gb=30,
    host_caching=HostCaching.READ_WRITE,
    data_disks=(DataDiskImage(lun=1, size_in_gb=10, host_caching=HostCaching.NONE),),
    purchase_plan=PLAN,
    disk_encryption_set_id=KEYS,
)
DISK = SourceProperties(
    os_type=OsType.WINDOWS,
    hyper_v_generation=HyperVGeneration.V1,
    architecture=Architecture.ARM64,
    size_in_gb=64,
    purchase_plan=PLAN,
    disk_encryption_set_id=KEYS,
)


def source(collection: str, properties: SourceProperties) -> Source:
    identifier = compute_id(SUB, "images", collection, "web")
    return registered(identifier, Source(location="West US", tags={"k": "v"}, properties=properties))


@pytest.mark.parametrize(
    ("collection", "properties"),
    [
        ("virtualMachines", IMAGE),
        ("virtualMachines", SourceProperties(ephemeral_os_disk=True, os_state=OsState.SPECIALIZED)),
        ("images", IMAGE),
        ("images", SourceProperties(os_state=OsState.SPECIALIZED)),
        ("disks", DISK),
        ("snapshots", DISK),
        ("snapshots", SourceProperties()),
        ("diskEncryptionSets", SourceProperties()),
    ],
)
def test_what_is_shown_of_a_source_registers_the_same_source(collection: str, properties: SourceProperties) -> None:
    made = source(collection, properties)
    assert read(json.dumps(as_compute(encode(made), with_instance_view=True))) == made


def test_a_vm_shows_its_state_to_who_asks_for_the_instance_view() -> None:
    made = encode(source("virtualMachines", IMAGE))
    assert "instanceView" not in as_compute(made)["properties"]
    view = as_compute(made, with_instance_view=True)["properties"]["instanceView"]
    assert view == {"hyperVGeneration": "V2", "statuses": [{"code": "OSState/generalized", "level": "Info"}]}


def test_a_vm_with_ultra_disks_says_so() -> None:
    made = encode(source("virtualMachines", SourceProperties(ultra_disks=True)))
    assert as_compute(made)["properties"]["additionalCapabilities"] == {"ultraSSDEnabled": True}


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind is not SourceKind.VHD])
def test_every_source_is_finished(kind: SourceKind) -> None:
    collections = {
        SourceKind.VM: "virtualMachines",
        SourceKind.IMAGE: "images",
        SourceKind.DISK: "disks",
        SourceKind.SNAPSHOT: "snapshots",
        SourceKind.DISK_ENCRYPTION_SET: "diskEncryptionSets",
    }
    shown = as_compute(encode(source(collections[kind], SourceProperties())))
    assert shown["properties"]["provisioningState"] == "Succeeded"
    assert (shown["location"], shown["tags"]) == ("westus", {"k": "v"})
