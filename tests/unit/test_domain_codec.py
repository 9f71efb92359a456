"""Dataclasses as ARM documents: names, order, absence; and back."""

from typing import Any

import pytest

from sig.domain.choice import Choice
from sig.domain.choices import (
    Architecture,
    ConfidentialVmEncryptionType,
    HyperVGeneration,
    OsType,
    Permissions,
    SharingGroupType,
    StorageAccountType,
)
from sig.domain.codec import arm_name, decode, encode
from sig.domain.directory import HomeUser
from sig.domain.errors import SigError
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.gallery_identity import Identity, UserAssignedIdentity
from sig.domain.image_definition import (
    DefinitionProperties,
    Feature,
    ImageDefinition,
    Range,
    Recommended,
)
from sig.domain.replication import RegionStatus
from sig.domain.sharing import SharingGroup, SharingProfile


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("location", "location"),
        ("target_regions", "targetRegions"),
        ("v_cpus", "vCPUs"),
        ("size_in_gb", "sizeInGB"),
        ("hyper_v_generation", "hyperVGeneration"),
        ("os_state", "osState"),
        ("confidential_vm_encryption_type", "confidentialVMEncryptionType"),
        ("secure_vm_disk_encryption_set_id", "secureVMDiskEncryptionSetId"),
    ],
)
def test_a_field_is_spelled_as_arm_spells_it(field: str, name: str) -> None:
    assert arm_name(field) == name


def test_what_is_none_is_left_out_and_what_is_empty_or_false_stays() -> None:
    made = encode(Gallery(name="g", tags={}, properties=GalleryProperties(description="")))
    assert made == {"name": "g", "tags": {}, "properties": {"description": ""}}


def test_members_stand_in_the_order_of_the_fields() -> None:
    feature = Feature(value="v", name="n", starts_at_version="1.0.0")
    assert list(encode(feature)) == ["startsAtVersion", "name", "value"]


def test_choices_are_encoded_as_their_text_wherever_they_stand() -> None:
    profile = SharingProfile(groups=(SharingGroup(type=SharingGroupType.TENANTS, ids=("t",)),))
    assert encode(profile) == {"groups": [{"type": "AADTenants", "ids": ["t"]}]}
    assert type(encode(Permissions.GROUPS)) is str
    assert encode({"a": [Permissions.GROUPS]}) == {"a": ["Groups"]}


def test_a_document_is_decoded_into_what_it_was_encoded_from() -> None:
    properties = DefinitionProperties(
        os_type=OsType.LINUX,
        features=(Feature(name="n", value="v"),),
        recommended=Recommended(v_cpus=Range(min=1)),
        allow_update_image=False,
    )
    definition = ImageDefinition(name="d", tags={"k": "v"}, properties=properties)
    assert decode(ImageDefinition, encode(definition)) == definition


def test_dictionaries_of_dataclasses_are_decoded_too() -> None:
    identity = Identity(user_assigned_identities={"/x": UserAssignedIdentity(client_id="c")})
    assert decode(Identity, encode(identity)) == identity


def test_members_that_the_class_does_not_know_are_left_out() -> None:
    assert decode(Gallery, {"name": "g", "etag": "x", "location": None}) == Gallery(name="g")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"name": 1}, "'name' is 1"),
        ({"tags": ["a"]}, "'tags' is \\['a'\\]"),
        ({"tags": {"a": 1}}, "'a' is 1"),
        ({"properties": "x"}, "'properties' is 'x'"),
        ({"properties": {"features": {}}}, "'features' is {}"),
        ({"properties": {"recommended": {"vCPUs": {"min": True}}}}, "'min' is True"),
        ({"properties": {"osType": 1}}, "'osType' is 1"),
        ({"properties": {"osType": "BeOS"}}, "'BeOS' is not a valid OsType"),
    ],
)
def test_a_member_of_another_type_is_not_decoded(document: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode(ImageDefinition, document)


@pytest.mark.parametrize(
    ("kind", "text", "canonical"),
    [
        (OsType, "linux", "Linux"),
        (HyperVGeneration, "v2", "V2"),
        (Architecture, "ARM64", "Arm64"),
        (Architecture, "X64", "x64"),
        (StorageAccountType, "standard_zrs", "Standard_ZRS"),
        (Permissions, "COMMUNITY", "Community"),
        (ConfidentialVmEncryptionType, "encryptedwithpmk", "EncryptedWithPmk"),
    ],
)
def test_r025_choices_are_read_in_any_case_and_written_in_the_services(
    kind: type[Choice], text: str, canonical: str
) -> None:
    assert kind(text).value == canonical


@pytest.mark.parametrize("content", [{"type": "Subscriptions"}, {"type": None, "ids": None}])
def test_a_member_that_is_null_is_as_good_as_absent(content: dict[str, Any]) -> None:
    absent = {name: value for name, value in content.items() if value is not None}
    assert decode(SharingGroup, content) == decode(SharingGroup, absent)


@pytest.mark.parametrize("content", [{"tenantId": "t"}, {"tenantId": "t", "id": None}])
def test_what_is_needed_and_missing_is_named(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="'id' is missing"):
        decode(HomeUser, content)


@pytest.mark.parametrize("text", ["", "linuxx", "1"])
def test_r025_a_choice_that_does_not_exist_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="is not a valid OsType"):
        OsType(text)


def test_an_arm_object_is_made_of_named_fields_and_never_changed() -> None:
    gallery = Gallery(name="g")
    with pytest.raises(AttributeError, match="assign to field 'name'"):
        gallery.name = "h"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="delete field 'name'"):
        del gallery.name
    with pytest.raises(TypeError, match="Gallery has no nmae"):
        Gallery(nmae="g")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="RegionStatus needs region"):
        RegionStatus()  # type: ignore[call-arg]


def test_arm_objects_are_equal_when_their_content_is_and_show_what_is_set() -> None:
    assert Feature(name="n") == Feature(name="n")
    assert Feature(name="n") != Range()
    assert len({Feature(name="n"), Feature(name="n"), Feature(name="m")}) == 2
    assert repr(Feature(name="n", value="")) == "Feature(name='n', value='')"


def subclasses(kind: type[SigError]) -> list[type[SigError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in subclasses(child))]


def test_every_kind_of_refusal_has_a_code_of_its_own() -> None:
    ours = [kind for kind in subclasses(SigError) if kind.__module__ == "sig.domain.errors"]
    codes = [kind.code for kind in ours]
    assert len(set(codes)) == len(codes)


def test_a_refusal_without_particulars_still_says_what_it_is() -> None:
    refusal = SigError("no")
    assert (str(refusal), refusal.code) == ("no", "InvalidRequest")
    assert (refusal.target, refusal.hint, refusal.rule) == (None, None, None)
