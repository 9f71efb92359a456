"""What az prints of a source, read: every shape it has, and the property path of what does not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter
from sig.domain.source import SourceKind
from sig.wire.sources import read

if TYPE_CHECKING:
    from typing import Any

GROUP = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute"
SET = f"{GROUP}/diskEncryptionSets/keys"
PLAN = {"name": "n", "publisher": "p", "product": "o", "promotionCode": None}
HEAD = {"location": "westus", "tags": {"a": "1"}, "zones": None}


def shown(collection: str, /, **members: Any) -> dict[str, Any]:
    identity = {"id": f"{GROUP}/{collection}/web", "name": "web", "type": f"Microsoft.Compute/{collection}"}
    return {**identity, **HEAD, **members}


def facts(document: Any) -> dict[str, Any]:
    properties: dict[str, Any] = encode(read(json.dumps(document)))["properties"]
    return properties


def managed(**members: Any) -> dict[str, Any]:
    return {"id": f"{GROUP}/disks/d", "resourceGroup": "g", "storageAccountType": "Premium_LRS", **members}


def os_disk(**members: Any) -> dict[str, Any]:
    return {
        "caching": "ReadWrite",
        "createOption": "FromImage",
        "diffDiskSettings": None,
        "diskSizeGb": 30,
        "managedDisk": managed(diskEncryptionSet={"id": SET, "resourceGroup": "g"}),
        "osType": "Linux",
        "vhd": None,
        **members,
    }


def vm(os: dict[str, Any] | None = None, data: list[dict[str, Any]] | None = None, **members: Any) -> dict[str, Any]:
    storage = {"osDisk": os or os_disk(), "dataDisks": data or [], "imageReference": {"offer": "x"}}
    return shown("virtualMachines", storageProfile=storage, **members)


def test_a_vm_says_its_disks_its_plan_and_how_it_is_encrypted() -> None:
    data = [{"lun": 1, "caching": "None", "diskSizeGB": 128, "managedDisk": managed(), "name": "d"}]
    assert encode(read(json.dumps(vm(data=data, plan=PLAN)))) == {
        "name": "web",
        "id": f"{GROUP}/virtualMachines/web",
        "type": "Microsoft.Compute/virtualMachines",
        "location": "westus",
        "tags": {"a": "1"},
        "properties": {
            "osType": "Linux",
            "sizeInGB": 30,
            "hostCaching": "ReadWrite",
            "dataDisks": [{"lun": 1, "sizeInGB": 128, "hostCaching": "None"}],
            "purchasePlan": {"name": "n", "publisher": "p", "product": "o"},
            "diskEncryptionSetId": SET,
        },
    }


def test_a_vm_says_its_state_and_generation_in_its_instance_view() -> None:
    codes = [{"code": "ProvisioningState/succeeded"}, {"code": "OSState/generalized"}]
    view = {"hyperVGeneration": "V2", "statuses": codes, "vmAgent": {}}
    found = facts(vm(instanceView=view))
    assert (found["osState"], found["hyperVGeneration"]) == ("Generalized", "V2")
    assert facts(vm(instanceView={**view, "statuses": codes[:1]}))["osState"] == "Specialized"
    assert "osState" not in facts(vm(instanceView={}))


@pytest.mark.parametrize(
    ("document", "member"),
    [
        (vm(os_disk(diffDiskSettings={"option": "Local", "placement": "CacheDisk"})), "ephemeralOsDisk"),
        (vm(data=[{"lun": 0, "managedDisk": managed(storageAccountType="UltraSSD_LRS")}]), "ultraDisks"),
        (vm(os_disk(managedDisk=None, vhd={"uri": "https://a/vhds/os.vhd"})), "unmanagedDisks"),
    ],
)
def test_a_vm_says_that_no_image_can_be_made_of_it(document: Any, member: str) -> None:
    flags = {"ephemeralOsDisk", "ultraDisks", "unmanagedDisks"}
    assert facts(document)[member] is True
    assert flags & set(facts(document)) == {member}
    assert flags & set(facts(vm())) == set()


def test_a_managed_image_says_its_state_and_generation() -> None:
    os = {"osType": "Windows", "osState": "Generalized", "diskSizeGb": 127, "caching": "ReadWrite", "snapshot": None}
    storage = {"osDisk": {**os, "diskEncryptionSet": {"id": SET}}, "dataDisks": [{"lun": 0, "diskSizeGb": 10}]}
    assert facts(shown("images", storageProfile=storage, hyperVGeneration="V1")) == {
        "osType": "Windows",
        "osState": "Generalized",
        "hyperVGeneration": "V1",
        "sizeInGB": 127,
        "hostCaching": "ReadWrite",
        "dataDisks": [{"lun": 0, "sizeInGB": 10}],
        "diskEncryptionSetId": SET,
    }


@pytest.mark.parametrize("collection", ["disks", "snapshots"])
@pytest.mark.parametrize("spelling", ["diskSizeGb", "diskSizeGB"])
def test_a_disk_says_its_size_generation_and_architecture(collection: str, spelling: str) -> None:
    document = shown(
        collection,
        **{spelling: 64},
        diskSizeBytes=64 * 1024**3,
        osType="Linux",
        hyperVGeneration="V2",
        supportedCapabilities={"architecture": "Arm64"},
        purchasePlan=PLAN,
        encryption={"diskEncryptionSetId": SET, "type": "EncryptionAtRestWithCustomerKey"},
        sku={"name": "Premium_LRS"},
    )
    assert facts(document) == {
        "osType": "Linux",
        "hyperVGeneration": "V2",
        "architecture": "Arm64",
        "sizeInGB": 64,
        "purchasePlan": {"name": "n", "publisher": "p", "product": "o"},
        "diskEncryptionSetId": SET,
    }


def test_an_encryption_set_says_where_it_is() -> None:
    source = read(json.dumps(shown("diskEncryptionSets", activeKey={"keyUrl": "https://v/k"}, encryptionType="E")))
    assert (source.id, source.location, encode(source.properties)) == (f"{GROUP}/diskEncryptionSets/web", "westus", {})


def test_members_may_be_below_properties_as_rest_calls_answer_them() -> None:
    properties = {"diskSizeGB": 64, "osType": "Linux"}
    assert facts({**shown("disks"), "properties": properties}) == {"osType": "Linux", "sizeInGB": 64}


def test_a_list_of_one_is_that_one() -> None:
    assert facts([shown("disks", diskSizeGb=4)]) == {"sizeInGB": 4}


def test_the_id_tells_the_kind_where_the_type_is_left_out() -> None:
    document = shown("disks", diskSizeGb=4)
    del document["type"]
    assert read(json.dumps(document)).type == "Microsoft.Compute/disks"


def test_the_kind_may_be_told() -> None:
    document = {"location": "westus", "diskSizeGb": 4}
    assert read(json.dumps(document), SourceKind.SNAPSHOT).type == "Microsoft.Compute/snapshots"


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("", None, "not JSON"),
        ("[" * 100_000, None, "not JSON"),
        ("[]", None, "not one JSON object"),
        ("[{}, {}]", None, "not one JSON object"),
        ('"web"', None, "not one JSON object"),
        ("{}", None, "--type"),
        ('{"id": "web"}', None, "--type"),
        ('{"type": "Microsoft.Compute/galleries"}', None, "'Microsoft.Compute/galleries'"),
        (json.dumps(shown("disks")), SourceKind.VM, "--type says vm"),
    ],
)
def test_r152_another_document_is_refused(text: str, kind: SourceKind | None, said: str) -> None:
    with refused(InvalidParameter, said, rule="R152", target="fromJson"):
        read(text, kind)


@pytest.mark.parametrize(
    ("document", "path", "rule"),
    [
        (vm(os_disk(osType="Solaris")), "vm.storageProfile.osDisk.osType", "R025"),
        (vm(data=[{"lun": 0}, {"lun": "first"}]), "vm.storageProfile.dataDisks.1.lun", "R110"),
        (shown("disks", diskSizeGb="large"), "disk.diskSizeGb", "R110"),
        (shown("images", hyperVGeneration="V3"), "image.hyperVGeneration", "R025"),
        (shown("snapshots", encryption="yes"), "snapshot.encryption", "R110"),
        (shown("diskEncryptionSets", tags=[]), "disk-encryption-set.tags", "R110"),
    ],
)
def test_r025_what_does_not_fit_is_named_by_its_path(document: dict[str, Any], path: str, rule: str) -> None:
    with refused(InvalidParameter, f"'{path}'", rule=rule, target=path):
        read(json.dumps(document))


@pytest.mark.parametrize("depth", [600, 5000])
def test_r152_json_that_is_nested_without_end_is_refused(depth: int) -> None:
    with refused(InvalidParameter, "not JSON", rule="R152", target="fromJson"):
        read(f'{{"type": "Microsoft.Compute/disks", "zones": {"[" * depth}{"]" * depth}}}')


def test_a_disk_is_read_as_one_whatever_else_its_document_has() -> None:
    document = shown("disks", diskSizeGb=30, storageProfile={"osDisk": {"diskSizeGb": 5}})
    assert facts(document) == {"sizeInGB": 30}
