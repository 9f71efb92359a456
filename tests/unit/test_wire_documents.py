"""Foreign documents: read into the domain's dataclasses, or refused with their property path."""

from typing import Any

import pytest

from refusals import refused
from sig.domain.codec import encode
from sig.domain.errors import InvalidParameter
from sig.domain.gallery import Gallery
from sig.domain.image_definition import DefinitionProperties, ImageDefinition, Range, Recommended
from sig.domain.image_version import ImageVersion
from sig.wire.documents import read


def test_a_document_is_read_into_the_dataclass_that_encodes_to_it() -> None:
    document: dict[str, Any] = {
        "location": "westus",
        "tags": {},
        "properties": {
            "hyperVGeneration": "V2",
            "osType": "Linux",
            "osState": "Generalized",
            "recommended": {"vCPUs": {"min": 1, "max": 16}},
            "identifier": {"publisher": "p", "offer": "o", "sku": "s"},
            "disallowed": {"diskTypes": ["Standard_LRS"]},
            "features": [{"name": "n", "value": "v"}],
        },
    }
    assert encode(read(ImageDefinition, document, root="galleryImage")) == document


def test_r036_numbers_and_booleans_may_come_as_text() -> None:
    found = read(ImageDefinition, {"properties": {"recommended": {"memory": {"min": "2048"}}}}, root="x")
    assert found.properties == DefinitionProperties(recommended=Recommended(memory=Range(min=2048)))
    profile = {"publishingProfile": {"excludeFromLatest": "true"}}
    version = read(ImageVersion, {"properties": profile}, root="x")
    assert encode(version) == {"properties": {"publishingProfile": {"excludeFromLatest": True}}}


def test_text_may_come_as_a_number() -> None:
    assert read(Gallery, {"tags": {"build": 42}}, root="gallery").tags == {"build": "42"}


def test_r025_choices_come_in_any_case() -> None:
    found = read(ImageDefinition, {"properties": {"osType": "LINUX", "architecture": "arm64"}}, root="x")
    assert encode(found)["properties"] == {"architecture": "Arm64", "osType": "Linux"}


def test_members_that_nobody_knows_are_ignored() -> None:
    assert read(Gallery, {"etag": "x", "properties": {"provisioningState": "Succeeded"}}, root="gallery") == Gallery()


@pytest.mark.parametrize(
    ("document", "path", "given", "rule"),
    [
        ({"properties": {"osType": "BeOS"}}, "properties.osType", "'BeOS'", "R025"),
        (
            {"properties": {"recommended": {"vCPUs": {"min": "few"}}}},
            "properties.recommended.vCPUs.min",
            "'few'",
            "R110",
        ),
        ({"properties": {"features": [{"name": []}]}}, "properties.features.0.name", "[]", "R110"),
        ({"properties": 5}, "properties", "5", "R110"),
        ({"location": ["westus"]}, "location", "['westus']", "R110"),
        ({"tags": {"k": None}}, "tags.k", "None", "R110"),
    ],
)
def test_a_member_that_does_not_fit_is_refused_with_its_path(
    document: dict[str, Any], path: str, given: str, rule: str
) -> None:
    with refused(InvalidParameter, f"The value {given} of", rule=rule, target=f"galleryImage.{path}"):
        read(ImageDefinition, document, root="galleryImage")


def test_a_long_value_is_shown_by_its_ends() -> None:
    with refused(InvalidParameter, "characters)", rule="R110", target="gallery.location"):
        read(Gallery, {"location": ["x" * 100_000]}, root="gallery")
