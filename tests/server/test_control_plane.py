"""Subscriptions, groups, providers and what clients ask around galleries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from server import furnished
from server.furnished import COMPUTE, GROUP, SUBSCRIPTION, TENANT, WEST_US
from sig.domain.rulebook import STATUS
from sig.service import accounts
from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from server.asgi_client import Client
    from sig.service.context import Context

V = "2022-12-01"
SHOWN_GROUP = {
    "id": GROUP,
    "name": "images",
    "type": "Microsoft.Resources/resourceGroups",
    "location": "westus",
    "tags": {"team": "images"},
    "properties": {"provisioningState": "Succeeded"},
}


def made_group(client: Client, name: str = "images", **tags: str) -> None:
    path = f"{SUBSCRIPTION}/resourcegroups/{name}"
    assert client.put(path, {"location": "West US", "tags": tags or None}, api_version=V).status == 201


def names(client: Client, path: str, **query: str) -> list[str]:
    return [item["name"] for item in client.get(path, query=query, api_version=V).json()["value"]]


# Subscriptions


def test_a_subscription_says_what_logins_ask_for(client: Client) -> None:
    shown = client.get(SUBSCRIPTION, api_version=V).json()
    assert (shown["id"], shown["subscriptionId"], shown["tenantId"]) == (SUBSCRIPTION, SUB, TENANT)
    assert (shown["displayName"], shown["state"]) == ("sig", "Enabled")
    assert client.get("/subscriptions", api_version=V).json() == {"value": [shown]}


def test_every_tenant_of_a_subscription_is_listed_once(client: Client, context: Context) -> None:
    other = "33333333-3333-3333-3333-333333333333"
    accounts.add(context, "partner", OTHER_SUB, other)
    accounts.add(context, "second", None, other)
    found = client.get("/tenants", api_version=V).json()["value"]
    assert [(tenant["id"], tenant["tenantId"]) for tenant in found] == [
        (f"/tenants/{guid}", guid) for guid in (TENANT, other)
    ]


def test_a_subscription_that_is_not_registered_is_there_unless_strict(client: Client, strict_client: Client) -> None:
    path = f"/subscriptions/{OTHER_SUB}"
    assert client.get(path, api_version=V).json()["subscriptionId"] == OTHER_SUB
    refused = strict_client.get(path, api_version=V)
    assert (refused.status, refused.error["code"]) == (404, "SubscriptionNotFound")


def test_the_regions_have_their_display_names_and_pairs(client: Client) -> None:
    found = {each["name"]: each for each in client.get(f"{SUBSCRIPTION}/locations", api_version=V).json()["value"]}
    assert found["westus"]["displayName"] == "West US"
    assert found["westus"]["id"] == f"{SUBSCRIPTION}/locations/westus"
    assert found["westus"]["metadata"]["pairedRegion"] == [{"name": "eastus", "id": f"{SUBSCRIPTION}/locations/eastus"}]


# Groups


def test_a_group_is_created_then_changed(client: Client) -> None:
    created = client.put(GROUP, {"location": "West US", "tags": {"team": "images"}}, api_version=V)
    assert (created.status, created.json()) == (201, SHOWN_GROUP)
    changed = client.put(GROUP.lower(), {"location": "westus"}, api_version=V)
    assert (changed.status, "tags" in changed.json()) == (200, False)
    assert client.get(GROUP, api_version=V).json() == changed.json()


def test_a_group_is_found_under_both_spellings_of_its_path(client: Client) -> None:
    made_group(client)
    for collection in ("resourcegroups", "resourceGroups", "RESOURCEGROUPS"):
        assert client.get(f"{SUBSCRIPTION}/{collection}/Images", api_version=V).json()["name"] == "images"


def test_a_group_does_not_move(client: Client) -> None:
    made_group(client)
    refused = client.put(GROUP, {"location": "eastus"}, api_version=V)
    assert (refused.status, refused.error["code"]) == (409, "InvalidResourceLocation")


@pytest.mark.parametrize("body", [{}, {"location": ""}, {"tags": {}}])
def test_a_group_without_a_location_is_refused(client: Client, body: dict[str, Any]) -> None:
    refused = client.put(GROUP, body, api_version=V)
    assert (refused.status, refused.error["code"]) == (400, "LocationRequired")


def test_a_patch_replaces_the_tags_of_a_group(client: Client) -> None:
    made_group(client, a="1")
    assert client.patch(GROUP, {"tags": {"b": "2"}}, api_version=V).json()["tags"] == {"b": "2"}
    assert client.patch(GROUP, {}, api_version=V).json()["tags"] == {"b": "2"}
    assert client.get(GROUP, api_version=V).json()["tags"] == {"b": "2"}


def test_a_patch_registers_a_group_that_is_there_by_what_it_holds(client: Client) -> None:
    furnished.gallery(client)
    client.patch(GROUP, {"tags": {"b": "2"}}, api_version=V)
    client.delete(f"{COMPUTE}/galleries/Contoso")
    assert client.get(GROUP, api_version=V).json()["tags"] == {"b": "2"}


def test_whether_a_group_is_there_is_told_without_a_body(client: Client) -> None:
    absent = client.head(GROUP, api_version=V)
    made_group(client)
    there = client.head(GROUP, api_version=V)
    assert [(answer.status, answer.content) for answer in (absent, there)] == [(404, b""), (204, b"")]


def test_a_group_that_is_not_there_is_refused(client: Client) -> None:
    for answer in (
        client.get(GROUP, api_version=V),
        client.delete(GROUP, api_version=V),
        client.patch(GROUP, {"tags": {}}, api_version=V),
        client.get(f"{GROUP}/resources", api_version=V),
        client.get(f"{GROUP}/providers/Microsoft.Authorization/locks", api_version="2016-09-01"),
    ):
        assert (answer.status, answer.error["code"]) == (404, "ResourceGroupNotFound")
        assert answer.error["message"] == "Resource group 'images' could not be found."


def test_a_group_that_nobody_registered_is_where_its_first_gallery_is(client: Client, strict_client: Client) -> None:
    path = f"{SUBSCRIPTION}/resourceGroups/Implicit"
    body = {"location": "eastus"}
    assert client.put(f"{path}/providers/Microsoft.Compute/galleries/Main", body).status == 201
    shown = client.get(path.lower(), api_version=V).json()
    assert (shown["name"], shown["location"], shown["id"]) == ("Implicit", "eastus", path)
    assert names(client, f"{SUBSCRIPTION}/resourceGroups") == ["Implicit"]
    assert strict_client.get(path, api_version=V).status == 404
    assert names(strict_client, f"{SUBSCRIPTION}/resourceGroups") == []


def test_a_group_that_holds_but_a_source_is_where_that_is(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    assert client.get(GROUP, api_version=V).json()["location"] == "westus"


def test_groups_are_filtered_by_tags_and_paged(client: Client) -> None:
    made_group(client, "a", env="test")
    made_group(client, "b", env="live")
    made_group(client, "c", env="test")
    path = f"{SUBSCRIPTION}/resourcegroups"
    assert names(client, path, **{"$filter": "tagname eq 'env' and tagvalue eq 'test'"}) == ["a", "c"]
    page = client.get(path, query={"$top": "2"}, api_version=V).json()
    assert [group["name"] for group in page["value"]] == ["a", "b"]
    rest = client.get(page["nextLink"]).json()
    assert ([group["name"] for group in rest["value"]], "nextLink" in rest) == (["c"], False)


def test_r430_a_filter_that_is_not_understood_is_refused(client: Client) -> None:
    for path in (f"{SUBSCRIPTION}/resourcegroups", f"{SUBSCRIPTION}/resources"):
        refused = client.get(path, query={"$filter": "name like 'a'"}, api_version=V)
        assert (refused.status, refused.headers["x-sig-rule"]) == (400, "R430")
        assert refused.error["code"] == "InvalidFilterInQueryString"


def test_a_group_is_deleted_with_all_that_is_in_it(client: Client) -> None:
    made_group(client)
    path = furnished.with_version(client, "Contoso")
    deleted = client.delete(GROUP, api_version=V)
    assert (deleted.status, deleted.content) == (200, b"")
    assert client.get(path).status == 404
    assert client.head(GROUP, api_version=V).status == 404


def test_a_group_with_a_community_gallery_is_not_deleted(client: Client) -> None:
    furnished.publish(client)
    refused = client.delete(GROUP, api_version=V)
    assert refused.status == STATUS[refused.error["code"]] == 409


def test_there_are_no_locks(client: Client) -> None:
    made_group(client)
    for path in (GROUP, SUBSCRIPTION):
        answer = client.get(f"{path}/providers/Microsoft.Authorization/locks", api_version="2016-09-01")
        assert answer.json() == {"value": []}


# Resources


def test_resources_of_every_kind_are_in_one_list(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    path = furnished.with_version(client, "Contoso")
    furnished.application_version(client, path)
    furnished.profile_version(client, path)
    client.patch(path, {"tags": {"team": "images"}})
    found = client.get(f"{GROUP}/resources", api_version=V).json()["value"]
    assert [(item["type"].partition("/")[2], item["name"]) for item in found] == [
        ("diskEncryptionSets", "keys"),
        ("disks", "os"),
        ("galleries", "Contoso"),
        ("galleries/applications", "Contoso/agent"),
        ("galleries/applications/versions", "Contoso/agent/1.0.0"),
        ("galleries/images", "Contoso/web"),
        ("galleries/images/versions", "Contoso/web/1.0.0"),
        ("galleries/inVMAccessControlProfiles", "Contoso/guard"),
        ("galleries/inVMAccessControlProfiles/versions", "Contoso/guard/1.0.0"),
        ("images", "web-41"),
        ("snapshots", "os-41"),
        ("virtualMachines", "builder"),
    ]
    assert found[2] == {
        "id": path,
        "name": "Contoso",
        "type": "Microsoft.Compute/galleries",
        "location": "westus",
        "tags": {"team": "images"},
    }
    assert client.get(f"{SUBSCRIPTION}/resources", api_version=V).json()["value"] == found
    of_type = {"$filter": "resourceType eq 'Microsoft.Compute/galleries/images' and resourceGroup eq 'IMAGES'"}
    assert names(client, f"{SUBSCRIPTION}/resources", **of_type) == ["Contoso/web"]


def test_resources_are_paged(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    page = client.get(f"{SUBSCRIPTION}/resources", query={"$top": "4"}, api_version=V).json()
    rest = client.get(page["nextLink"]).json()
    assert (len(page["value"]), len(rest["value"]), "nextLink" in rest) == (4, 1, False)


def test_a_soft_deleted_version_is_no_resource(client: Client) -> None:
    path = furnished.with_version(client, "Bin", softDeletePolicy={"isSoftDeleteEnabled": True})
    client.delete(f"{path}/images/web/versions/1.0.0")
    assert names(client, f"{SUBSCRIPTION}/resources") == ["Bin", "Bin/web"]


# Providers


def test_the_provider_of_galleries_is_registered_and_lists_its_types(client: Client) -> None:
    shown = client.get(f"{SUBSCRIPTION}/providers/microsoft.compute", api_version=V).json()
    assert (shown["namespace"], shown["registrationState"]) == ("Microsoft.Compute", "Registered")
    types = {each["resourceType"]: each for each in shown["resourceTypes"]}
    assert types["galleries"]["apiVersions"][0] == "2026-03-03"
    assert "West US" in types["galleries"]["locations"]
    assert {"galleries/images/versions", "snapshots", "virtualMachines"} <= types.keys()
    listed = client.get(f"{SUBSCRIPTION}/providers", api_version=V).json()["value"]
    assert shown in listed


def test_registering_a_provider_changes_nothing(client: Client) -> None:
    path = f"{SUBSCRIPTION}/providers/Microsoft.Compute"
    assert client.post(f"{path}/register", api_version=V).json() == client.get(path, api_version=V).json()


def test_r404_a_provider_that_is_not_served_is_refused(client: Client) -> None:
    for answer in (
        client.get(f"{SUBSCRIPTION}/providers/Microsoft.Web", api_version=V),
        client.post(f"{SUBSCRIPTION}/providers/Microsoft.Web/register", api_version=V),
    ):
        assert (answer.status, answer.error["code"]) == (404, "InvalidResourceNamespace")
        assert answer.error["message"] == "The resource namespace 'Microsoft.Web' is invalid."


# Usages


def test_usages_count_what_is_in_the_region(client: Client) -> None:
    furnished.with_version(client, "Contoso")
    found = client.get(f"{WEST_US}/usages").json()["value"]
    assert [(usage["name"]["value"], usage["currentValue"], usage["unit"]) for usage in found] == [
        ("galleries", 1, "Count"),
        ("galleryImages", 1, "Count"),
        ("galleryImageVersions", 1, "Count"),
    ]
    elsewhere = client.get(f"{WEST_US}/usages".replace("westus", "eastus")).json()["value"]
    assert [usage["currentValue"] for usage in elsewhere] == [0, 0, 0]
    assert {frozenset(usage) for usage in found} == {frozenset({"limit", "unit", "currentValue", "name"})}


def test_usages_of_a_region_that_does_not_exist_are_refused(client: Client) -> None:
    refused = client.get(f"{WEST_US}/usages".replace("westus", "atlantis"))
    assert (refused.status, refused.error["code"]) == (400, "LocationNotAvailableForResourceType")
