"""The description of the API: every route is in it, valid, and its examples do what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from server import furnished
from sig.server.application import router
from sig.server.openapi import description
from sig.server.routing import GALLERY_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.asgi_client import Client
    from sig.service.context import Context

DESCRIBED = description(router().routes)
_NOUN = re.compile(r"\{(\w+)\}")
# An operation has a URL of its own once it was begun; and what holds others, as most does in a furnished world, is not
# deleted.
WITHOUT_EXAMPLE = {
    "Operations_Get",
    "Galleries_Delete",
    "GalleryImages_Delete",
    "GalleryApplications_Delete",
    "GalleryInVMAccessControlProfiles_Delete",
    "ResourceGroups_Delete",
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for template, methods in DESCRIBED["paths"].items():
        for method, operation in methods.items():
            yield method, template, operation


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    if isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_server_describes_itself_without_an_api_version(client: Client) -> None:
    answer = client.get("/openapi.json", api_version="")
    assert (answer.status, answer.json()) == (200, DESCRIBED)


def test_every_route_is_described_under_a_name_of_its_own() -> None:
    found = [(method.upper(), template, operation["operationId"]) for method, template, operation in operations()]
    declared = [(method, each.template, each.operation) for each in router().routes for method in each.methods]
    assert sorted(found) == sorted(declared)
    assert len({name for _, _, name in found}) == len(found)


def test_every_operation_says_what_it_is_and_what_is_in_its_path() -> None:
    for _, template, operation in operations():
        assert operation["summary"].endswith("."), operation["operationId"]
        in_path = [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"]
        assert in_path == _NOUN.findall(template)


def test_every_reference_leads_to_a_schema() -> None:
    schemas = {f"#/components/schemas/{name}" for name in DESCRIBED["components"]["schemas"]}
    assert set(references(DESCRIBED)) <= schemas


def test_schemas_say_nothing_of_our_own() -> None:
    for name, schema in DESCRIBED["components"]["schemas"].items():
        assert "description" not in schema, name
        assert "'null'" not in str(schema), name
        assert "title" not in schema, name


def test_a_resource_has_to_say_where_it_is_and_a_patch_has_not() -> None:
    schemas = DESCRIBED["components"]["schemas"]
    assert schemas["Gallery"]["required"] == ["location"]
    assert schemas["Gallery"]["properties"]["id"] == {"type": "string", "readOnly": True}
    assert "required" not in schemas["GalleryPatch"]
    patch = DESCRIBED["paths"][GALLERY_PATH]["patch"]
    [content] = patch["requestBody"]["content"].values()
    assert content["schema"] == {"$ref": "#/components/schemas/GalleryPatch"}


@pytest.mark.parametrize(
    ("method", "template", "operation"),
    [
        pytest.param(method, template, operation, id=operation["operationId"])
        for method, template, operation in operations()
        if operation["operationId"] not in WITHOUT_EXAMPLE
    ],
)
def test_the_example_of_an_operation_succeeds_in_a_furnished_world(
    client: Client, context: Context, method: str, template: str, operation: dict[str, Any]
) -> None:
    furnished.furnish(client, context)
    path = template
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            values = furnished.values(template, parameter["name"], furnished.public_name(client))
            path = path.replace(f"{{{parameter['name']}}}", (values or [parameter["example"]])[0])
    versions = [parameter["example"] for parameter in operation["parameters"] if parameter["name"] == "api-version"]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
    answer = client.request(method.upper(), path, body, api_version=versions[0] if versions else "")
    assert str(answer.status) in operation["responses"], answer.content
    assert answer.status < 300, answer.content
