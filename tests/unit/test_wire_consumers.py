"""Consumers from what az lists of VMs and scale sets."""

import json
from typing import Any

import pytest

from refusals import refused
from sig.domain.consumers import Consumer, ConsumerKind
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.resource_id import compute_id, definition_id
from sig.wire.consumers import Read, read

SUB = "00000000-0000-0000-0000-000000000000"
WEB = definition_id(SUB, "images", "Contoso", "web")
VM = str(compute_id(SUB, "apps", "virtualMachines", "web-1"))
VMSS = str(compute_id(SUB, "apps", "virtualMachineScaleSets", "shop"))


def vm(reference: dict[str, Any] | None, **members: Any) -> dict[str, Any]:
    return {"id": VM, "location": "westus", "storageProfile": {"imageReference": reference}, **members}


def scale_set(reference: dict[str, Any], capacity: Any = 3) -> dict[str, Any]:
    profile = {"storageProfile": {"imageReference": reference}}
    return {"id": VMSS, "location": "West US", "sku": {"capacity": capacity}, "virtualMachineProfile": profile}


def found(*entries: Any) -> Read:
    return read(json.dumps(entries))


def only(entry: Any) -> Consumer:
    (consumer,) = found(entry).consumers
    return consumer


def test_a_vm_uses_the_version_that_it_names() -> None:
    consumer = only(vm({"id": f"{WEB}/versions/1.0.0", "exactVersion": "1.0.0"}))
    facts = consumer.properties
    assert (consumer.name, consumer.location, facts.resource_id) == ("web-1", "westus", VM)
    assert (facts.kind, facts.definition_id, facts.version) == (ConsumerKind.VM, str(WEB), "1.0.0")
    assert (facts.instances, facts.imported) == (None, True)


@pytest.mark.parametrize("image", [str(WEB), f"{WEB}/versions/latest"])
def test_a_vm_made_from_latest_uses_the_version_that_it_was(image: str) -> None:
    assert only(vm({"id": image, "exactVersion": "1.2.0"})).properties.version == "1.2.0"
    assert only(vm({"id": image})).properties.version is None


def test_a_scale_set_has_instances_and_a_region_in_any_spelling() -> None:
    consumer = only(scale_set({"id": str(WEB)}))
    assert (consumer.location, consumer.properties.kind, consumer.properties.instances) == ("westus", "vmss", 3)
    assert only(scale_set({"id": str(WEB)}, "4")).properties.instances == 4


def test_a_page_of_the_service_and_one_object_are_read_too() -> None:
    nested = {"id": VM, "location": "westus", "properties": {"storageProfile": {"imageReference": {"id": str(WEB)}}}}
    assert len(read(json.dumps({"value": [nested]})).consumers) == 1
    assert len(read(json.dumps(nested)).consumers) == 1


@pytest.mark.parametrize(
    "entry",
    [
        vm({"id": str(compute_id(SUB, "g", "images", "m"))}),
        vm({"publisher": "Canonical", "offer": "ubuntu", "sku": "22_04", "version": "latest"}),
        vm({"communityGalleryImageId": "/CommunityGalleries/c/Images/i/Versions/1.0.0"}),
        vm(None),
        {"id": VM},
        {"id": VMSS, "virtualMachineProfile": None},
    ],
)
def test_what_uses_no_image_of_a_gallery_is_counted_and_left_out(entry: dict[str, Any]) -> None:
    assert found(entry, entry) == Read((), 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "It is not JSON"),
        ("[" * 100_000, "It is not JSON"),
        ('"x"', "It is not a list of objects."),
        ("[1]", "It is not a list of objects."),
        ("[{}]", "[0] has no 'id'."),
        (json.dumps([{"id": str(WEB)}]), "which is neither a VM nor a scale set"),
    ],
)
def test_r205_anything_else_is_refused(text: str, said: str) -> None:
    with refused(InvalidParameter, said, "az vm list -o json", rule="R205", target="file"):
        read(text)


def test_what_does_not_fit_is_refused_with_its_path() -> None:
    path = "[1].sku.capacity"
    with refused(InvalidParameter, path, rule="R110", target=path):
        found(scale_set({"id": str(WEB)}), scale_set({"id": str(WEB)}, "many"))
    with refused(LinkedInvalidPropertyId, rule="R052", target="[0].storageProfile.imageReference.id"):
        found(vm({"id": "web"}))
