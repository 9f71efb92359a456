from typing import Any

import pytest

from sig.output import flatten, flatten_shared

GALLERY_ID = "/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.Compute/galleries/g1"
IMAGE_ID = "/subscriptions/s1/resourceGroups/rg2/providers/Microsoft.Compute/images/m1"


def test_the_members_of_properties_stand_where_properties_stood() -> None:
    body = {"type": "t", "name": "g1", "properties": {"b": 2, "a": 1}, "location": "westus"}
    assert list(flatten(body)) == ["location", "name", "a", "b", "type"]


def test_the_members_of_a_nested_object_stand_in_alphabetical_order() -> None:
    body = {"properties": {"recommended": {"vCPUs": {"min": 1, "max": 2}, "memory": {}}}}
    recommended = flatten(body)["recommended"]
    assert list(recommended) == ["memory", "vCPUs"]
    assert list(recommended["vCPUs"]) == ["max", "min"]


def test_objects_in_a_list_are_ordered_too() -> None:
    body = {"properties": {"features": [{"value": "v", "name": "n"}]}}
    assert list(flatten(body)["features"][0]) == ["name", "value"]


@pytest.mark.parametrize("name", ["tags", "artifactTags", "userAssignedIdentities", "advancedSettings"])
def test_keys_that_are_the_callers_own_words_keep_their_order(name: str) -> None:
    assert list(flatten({"properties": {}, name: {"z": "1", "a": "2"}})[name]) == ["z", "a"]


def test_properties_inside_a_nested_object_stay_where_they_are() -> None:
    assert flatten({"properties": {"inner": {"properties": {"a": 1}}}}) == {"inner": {"properties": {"a": 1}}}


def test_members_without_a_value_are_dropped_at_every_depth() -> None:
    body = {
        "tags": None,
        "properties": {"eula": None, "range": {"min": None, "max": 0}, "list": [{"a": None}]},
    }
    assert flatten(body) == {"range": {"max": 0}, "list": [{}]}


def test_properties_without_a_value_add_nothing() -> None:
    assert flatten({"name": "g1", "properties": None}) == {"name": "g1"}


def test_properties_that_are_no_object_stay_as_they_are() -> None:
    assert flatten({"properties": ["a", "b"]}) == {"properties": ["a", "b"]}


def test_empty_text_false_zero_and_empty_collections_stay() -> None:
    values: dict[str, Any] = {"a": "", "b": False, "c": 0, "d": {}, "e": []}
    assert flatten({"properties": values}) == values


def test_the_resource_group_comes_last() -> None:
    flat = flatten({"id": GALLERY_ID, "type": "t", "properties": {"z": 1}})
    assert list(flat.items())[-1] == ("resourceGroup", "rg1")


def test_a_nested_source_names_its_own_resource_group() -> None:
    body = {"id": GALLERY_ID, "properties": {"storageProfile": {"source": {"id": IMAGE_ID}}}}
    flat = flatten(body)
    assert flat["resourceGroup"] == "rg1"
    assert flat["storageProfile"]["source"] == {"id": IMAGE_ID, "resourceGroup": "rg2"}


@pytest.mark.parametrize("segment", ["resourceGroups", "resourcegroups", "RESOURCEGROUPS"])
def test_the_resource_group_segment_counts_in_any_case(segment: str) -> None:
    assert flatten({"id": GALLERY_ID.replace("resourceGroups", segment)})["resourceGroup"] == "rg1"


@pytest.mark.parametrize("name", ["resourceGroup", "ResourceGroup", "resourcegroup"])
def test_a_resource_group_that_is_named_already_stays(name: str) -> None:
    assert flatten({"id": GALLERY_ID, name: "mine"}) == {"id": GALLERY_ID, name: "mine"}


@pytest.mark.parametrize(
    "identity",
    [
        "",
        "web",
        7,
        {"id": "web"},
        "/subscriptions/s1/resourceGroups/rg1",
        "/subscriptions/s1/providers/Microsoft.Compute/locations/westus/sharedGalleries/u1/images/web",
    ],
)
def test_an_id_outside_every_resource_group_names_none(identity: Any) -> None:
    assert "resourceGroup" not in flatten({"id": identity})


def test_a_list_of_documents_is_flattened_one_by_one() -> None:
    assert flatten([{"properties": {"a": 1}}, {"properties": {"b": 2}}]) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("value", [None, "text", 3, []])
def test_what_is_no_document_stays_as_it_is(value: Any) -> None:
    assert flatten(value) == value


def test_the_body_is_left_alone() -> None:
    tags = {"env": "prod"}
    body = {"id": GALLERY_ID, "tags": tags, "properties": {"groups": [{"ids": ["1"]}]}}
    flat = flatten(body)
    flat["tags"]["env"] = "test"
    flat["groups"][0]["ids"].append("2")
    assert body == {"id": GALLERY_ID, "tags": {"env": "prod"}, "properties": {"groups": [{"ids": ["1"]}]}}


def test_a_shared_view_shows_its_unique_id_at_the_top() -> None:
    body = {
        "name": "web",
        "location": "westus",
        "identifier": {"uniqueId": "/SharedGalleries/u1/Images/web"},
        "properties": {"osType": "Linux", "identifier": {"sku": "s", "publisher": "p", "offer": "o"}},
    }
    flat = flatten_shared(body)
    assert list(flat) == ["uniqueId", "location", "name", "identifier", "osType"]
    assert flat["uniqueId"] == "/SharedGalleries/u1/Images/web"
    assert flat["identifier"] == {"offer": "o", "publisher": "p", "sku": "s"}


def test_a_list_of_shared_views_is_flattened_one_by_one() -> None:
    views = [{"identifier": {"uniqueId": f"/SharedGalleries/u{n}"}} for n in (1, 2)]
    assert [view["uniqueId"] for view in flatten_shared(views)] == [
        "/SharedGalleries/u1",
        "/SharedGalleries/u2",
    ]


def test_a_gallery_keeps_its_identifier() -> None:
    body = {"properties": {"identifier": {"uniqueName": "s1-G1"}}}
    assert flatten(body) == {"identifier": {"uniqueName": "s1-G1"}}
