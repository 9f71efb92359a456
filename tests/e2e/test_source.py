"""Sources through the installed command: registered by flags, from az's JSON, from a disk file; and what they do."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

from virtual_disks import EFI, MIB, dynamic_vhd, fixed_vhd, gpt, mbr

if TYPE_CHECKING:
    from e2e.installed import Sig

SUB = "00000000-0000-0000-0000-000000000000"
COMPUTE = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Compute"
URI = "https://contoso.blob.core.windows.net/vhds/web.vhd"
DEFINITION = "-g images -r Contoso -i web"
IMAGE = "source add -g images --type image -n golden -l westus --os-type Linux --os-state Generalized"


@pytest.fixture
def images(sig: Sig) -> Sig:
    """A gallery with a definition for generalized Linux of generation 1."""
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s 1 --os-type Linux",
    ):
        answer = sig.in_process(line)
        assert answer.exit_code == 0, answer.stderr
    return sig


def test_a_version_shows_the_disks_of_a_registered_image_and_is_refused_where_it_does_not_fit(images: Sig) -> None:
    assert images(f"{IMAGE} --os-disk-size-gb 30 --data-disks 0=10 3=128").json["dataDisks"] == [
        {"lun": 0, "sizeInGB": 10},
        {"lun": 3, "sizeInGB": 128},
    ]
    made = images(f"image-version create {DEFINITION} -e 1.0.0 --managed-image golden").json["storageProfile"]
    assert made["osDiskImage"]["sizeInGB"] == 30
    assert [disk["sizeInGB"] for disk in made["dataDiskImages"]] == [10, 128]
    assert images(IMAGE.replace("Linux", "Windows")).exit_code == 0
    answer = images(f"image-version create {DEFINITION} -e 1.0.1 --managed-image golden")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "ERROR: (InvalidParameter) The resource with id" in answer.stderr
    assert "different OS type ['Windows']" in answer.stderr
    assert images(f"image-version show {DEFINITION} -e 1.0.1").exit_code == 3


def test_strict_demands_that_sources_are_registered(images: Sig) -> None:
    create = f"image-version create {DEFINITION} -e 1.0.0 --managed-image golden"
    answer = images.given(STRICT="1")(create)
    assert (answer.exit_code, answer.stdout) == (3, "")
    (hint,) = [line for line in answer.stderr.splitlines() if line.startswith("Hint: ")]
    register = hint.partition("sig ")[2].removesuffix(".").replace("REGION", "westus")
    assert images.in_process(register).exit_code == 0
    assert images.given(STRICT="1")(create).exit_code == 0


def test_a_table_of_sources_has_what_a_choice_needs(images: Sig) -> None:
    for line in (f"{IMAGE} --os-disk-size-gb 30 --data-disks 0=10", f"source add -g images --uri {URI} -z 4 -l eastus"):
        assert images.in_process(line).exit_code == 0
    assert images("source list -o table").stdout.splitlines() == [
        "Name     ResourceGroup    Type    Location    OsType    OsState      SizeInGB    DataDisks",
        "-------  ---------------  ------  ----------  --------  -----------  ----------  -----------",
        "golden   images           image   westus      Linux     Generalized  30          0=10",
        "web.vhd  images           vhd     eastus                             4",
    ]
    one = images.in_process("source show -g images --type image -n golden -o table").stdout.splitlines()
    assert one[2].split() == ["golden", "images", "image", "westus", "Linux", "Generalized", "30", "0=10"]


def test_sources_are_shown_and_removed_by_name_uri_and_id(images: Sig) -> None:
    for line in (IMAGE, f"source add -g images --uri '{URI}?sv=1&sig=secret' --size-gb 4 -l westus"):
        assert images.in_process(line).exit_code == 0
    vhd = images.in_process(f"source show -g images --uri {URI}").json
    assert (vhd["uri"], vhd["name"], vhd["resourceGroup"]) == (URI, "web.vhd", "images")
    assert "secret" not in json.dumps(images.in_process("source list").json)
    ids = images.in_process("source list --query [].id -o tsv").stdout.split()
    assert [item["id"] for item in images.in_process(f"source show --ids {' '.join(ids)}").json] == ids
    assert images.in_process("source remove -g images --type image -n golden").exit_code == 0
    assert images.in_process(f"source remove --ids {vhd['id']}").exit_code == 0
    assert images.in_process("source list").json == []
    assert images.in_process("source show -g images --type image -n golden").exit_code == 3


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("source add -g images", "--type"),
        ("source add -g images --type vm", "--name"),
        ("source add --type vm -n web", "--resource-group"),
        ("source add -g images --type vhd", "--uri"),
        ("source show -g images -n web", "--type"),
        ("source remove -g images --type disk", "--name"),
    ],
)
def test_a_source_that_is_not_named_is_asked_for(sig: Sig, line: str, missing: str) -> None:
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"Missing required field: {missing}" in answer.stderr


def test_ids_name_sources(images: Sig) -> None:
    for ids, said in (("[]", "--ids names no resource"), (f"{COMPUTE}/galleries/Contoso", "not the ID of a source")):
        for verb in ("show", "remove"):
            answer = images.in_process(f"source {verb} --ids {ids}")
            assert (answer.exit_code, said in answer.stderr) == (1, True)
    assert images.in_process("show -g images -r Contoso").exit_code == 0


@pytest.mark.parametrize("words", ["10", "=10", "0=", "0=large", "-1=10"])
def test_a_data_disk_is_a_lun_and_a_size(sig: Sig, words: str) -> None:
    answer = sig.in_process(f"source add -g images --type vm -n web -l westus --data-disks {words}")
    assert answer.exit_code in (1, 2)
    assert "--data-disks" in answer.stderr


# From what az prints


VM = {
    "id": f"{COMPUTE}/virtualMachines/web",
    "name": "web",
    "type": "Microsoft.Compute/virtualMachines",
    "location": "westus",
    "storageProfile": {
        "osDisk": {"osType": "Linux", "diskSizeGB": 30, "caching": "ReadWrite", "managedDisk": {}},
        "dataDisks": [{"lun": 1, "diskSizeGB": 64, "caching": "ReadOnly"}],
    },
}


def test_what_az_shows_of_a_vm_is_registered_with_what_is_said_beside_it(images: Sig) -> None:
    answer = images("source add --from-json - --os-state generalized --hyper-v-generation v1", stdin=json.dumps(VM))
    assert answer.json["osState"] == "Generalized"
    assert answer.json["id"] == VM["id"]
    line = f"image-version create {DEFINITION} -e 1.0.0 --virtual-machine {VM['id']} --query storageProfile"
    made = images(line).json
    assert (made["osDiskImage"]["sizeInGB"], made["osDiskImage"]["hostCaching"]) == (30, "ReadWrite")
    assert made["dataDiskImages"] == [{"hostCaching": "ReadOnly", "lun": 1, "sizeInGB": 64}]


def test_a_document_may_be_registered_under_another_name(images: Sig) -> None:
    path = images.folder / "vm.json"
    path.write_text(json.dumps(VM), encoding="utf-8-sig")
    added = images.in_process(f"source add --from-json {shlex.quote(str(path))} -g spare -n copy -l eastus").json
    assert (added["resourceGroup"], added["name"], added["location"]) == ("spare", "copy", "eastus")


def test_what_az_does_not_show_is_refused_with_its_path(images: Sig) -> None:
    bad = {**VM, "storageProfile": {"osDisk": {"diskSizeGB": "large"}}}
    answer = images.in_process("source add --from-json nowhere.json")
    assert (answer.exit_code, "nowhere.json" in answer.stderr) == (1, True)
    answer = images("source add --from-json -", stdin=json.dumps(bad))
    assert answer.exit_code == 1
    assert "Target: vm.storageProfile.osDisk.diskSizeGb" in answer.stderr
    (images.folder / "utf16.json").write_text(json.dumps(VM), encoding="utf-16")
    answer = images.in_process("source add --from-json utf16.json")
    assert (answer.exit_code, "UTF-8" in answer.stderr) == (1, True)
    assert images.in_process("source list").json == []


# From disk files


def test_a_vhd_file_says_its_size_and_generation_and_a_version_is_checked_against_them(images: Sig) -> None:
    (images.folder / "web.vhd").write_bytes(fixed_vhd(gpt(EFI), 3 * MIB))
    added = images(f"source add -g images --uri {URI} --vhd-file web.vhd").json
    assert (added["sizeInGB"], added["occupiedBytes"], added["hyperVGeneration"]) == (1, 3 * MIB, "V2")
    assert added["partitionTable"] == "GPT"
    create = f"image-version create {DEFINITION} -e 1.0.0 --os-vhd-uri {URI} --os-vhd-storage-account contoso"
    answer = images(create)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Hypervisor generation ['V2'] than the parent gallery image Hypervisor generation ['V1']" in answer.stderr
    (images.folder / "web.vhd").write_bytes(fixed_vhd(mbr(0x83), 3 * MIB))
    assert images.in_process(f"source add -g images --uri {URI} --vhd-file web.vhd").exit_code == 0
    assert images(create).json["storageProfile"]["osDiskImage"]["sizeInGB"] == 1


def test_a_managed_disk_may_be_described_by_the_file_it_is_made_from(images: Sig) -> None:
    (images.folder / "os.vhd").write_bytes(fixed_vhd(mbr(0x83)))
    added = images.in_process("source add -g images --type disk -n os --vhd-file os.vhd").json
    assert (added["type"], added["hyperVGeneration"]) == ("Microsoft.Compute/disks", "V1")


def test_a_file_that_azure_does_not_take_is_refused_and_nothing_is_registered(images: Sig) -> None:
    (images.folder / "dynamic.vhd").write_bytes(dynamic_vhd())
    for line in ("source add --vhd-file dynamic.vhd", f"source add -g images --uri {URI} --vhd-file dynamic.vhd"):
        answer = images(line)
        assert (answer.exit_code, answer.stdout) == (1, "")
        assert "ERROR: (InvalidParameter) The file is a dynamic VHD" in answer.stderr
        assert "Hint: Convert it: qemu-img convert -f vpc -O vpc -o subformat=fixed,force_size" in answer.stderr
    assert images.in_process("source list").json == []


@pytest.mark.parametrize("path", ["nowhere.vhd", "."])
def test_a_file_that_cannot_be_read_is_named(images: Sig, path: str) -> None:
    answer = images.in_process(f"source add -g images --uri {URI} --vhd-file {path}")
    assert answer.exit_code == 1
    assert f"Failed to open file '{path}'" in answer.stderr


# Too large


def test_r066_a_version_that_is_too_large_is_there_and_failed_and_whoever_waits_is_told(images: Sig) -> None:
    assert images.in_process("source add -g images --type snapshot -n big --size-gb 1025").exit_code == 0
    create = f"image-version create {DEFINITION} --os-snapshot big"
    answer = images(f"{create} -e 1.0.0")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Code: GallerySourceResourceExceedsMaxSize" in answer.stderr
    assert images(f"{create} -e 1.0.1 --no-wait").exit_code == 0
    for version in ("1.0.0", "1.0.1"):
        shown = images.in_process(f"image-version show {DEFINITION} -e {version} --expand ReplicationStatus").json
        assert shown["provisioningState"] == "Failed"
        assert "size 1025 exceeds the max size 1024" in shown["replicationStatus"]["summary"][0]["details"]
        waited = images.in_process(f"image-version wait {DEFINITION} -e {version} --created")
        assert waited.exit_code == 1
        assert "provisioningState is Failed" in waited.stderr
    table = images.in_process(f"image-version show {DEFINITION} -e 1.0.0 --expand ReplicationStatus -o table").stdout
    assert table.splitlines()[2].split()[-1] == "Failed"
    again = f"image-version update {DEFINITION} -e 1.0.0 --replica-count 2"
    assert images.in_process(again).exit_code == 1
    assert images.in_process(f"{again} --profile current").json["provisioningState"] == "Succeeded"
