"""What consumers of shared and community galleries see, what was soft-deleted, and sources, on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from server import furnished
from server.furnished import COMPUTE, SUBSCRIPTION, UNIQUE_NAME, WEST_US
from sig.domain.resource_id import compute_id
from sig.domain.source import Source
from sig.service import sources
from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from server.asgi_client import Client
    from sig.service.context import Context

SHARED = f"{WEST_US}/sharedGalleries"
COMMUNITY = f"{WEST_US}/communityGalleries"
GRAPH = "/providers/Microsoft.ResourceGraph/resources"
GRAPH_VERSION = "2021-03-01"
LIST_COMMUNITY = "communitygalleryresources| where type == 'microsoft.compute/locations/communitygalleries' "
DISCLAIMER = "https://aka.ms/community-gallery-disclaimer"


def items(client: Client, path: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(path, query=query).json()["value"]
    return found


def asked(client: Client, query: str, **options: Any) -> dict[str, Any]:
    answer = client.post(GRAPH, {"query": query, "options": options}, api_version=GRAPH_VERSION)
    assert answer.status == 200
    body: dict[str, Any] = answer.json()
    return body


# Shared galleries


def test_a_shared_gallery_has_no_id_and_empty_properties(client: Client) -> None:
    furnished.share(client)
    item = {
        "name": UNIQUE_NAME,
        "location": "westus",
        "identifier": {"uniqueId": f"/SharedGalleries/{UNIQUE_NAME}"},
    }
    assert items(client, SHARED) == [item]
    assert client.get(f"{SHARED}/{UNIQUE_NAME}").json() == {**item, "properties": {}}


def test_a_shared_version_has_disk_sizes_under_another_name(client: Client) -> None:
    furnished.share(client)
    shown = client.get(f"{SHARED}/{UNIQUE_NAME}/images/web/versions/1.0.0").json()
    assert shown["identifier"]["uniqueId"] == f"/SharedGalleries/{UNIQUE_NAME}/Images/web/Versions/1.0.0"
    assert list(shown) == ["name", "location", "identifier", "properties"]
    assert shown["properties"]["storageProfile"]["osDiskImage"] == {"hostCaching": "ReadWrite"}
    assert items(client, f"{SHARED}/{UNIQUE_NAME}/images/web/versions") == [shown]


def test_a_shared_version_of_a_registered_source_shows_its_sizes(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    furnished.share(client)
    shown = client.get(f"{SHARED}/{UNIQUE_NAME}/images/web/versions/1.0.0").json()
    assert shown["properties"]["storageProfile"] == {
        "osDiskImage": {"diskSizeGB": 30, "hostCaching": "ReadWrite"},
        "dataDiskImages": [{"lun": 0, "diskSizeGB": 10, "hostCaching": "None"}],
    }


def test_a_shared_definition_keeps_its_identifier_and_has_empty_recommendations(client: Client) -> None:
    furnished.share(client)
    shown = client.get(f"{SHARED}/{UNIQUE_NAME}/images/web").json()
    assert shown["properties"]["identifier"] == {"publisher": "Contoso", "offer": "Web", "sku": "1"}
    assert shown["properties"]["recommended"] == {}
    assert "provisioningState" not in shown["properties"]
    assert items(client, f"{SHARED}/{UNIQUE_NAME}/images") == [shown]


def test_the_location_is_spelled_as_in_the_url(client: Client) -> None:
    furnished.share(client)
    shown = client.get(f"{SHARED}/{UNIQUE_NAME}".replace("/westus/", "/WestUS/")).json()
    assert shown["location"] == "WestUS"


def test_galleries_shared_with_the_tenant_are_listed_for_who_asks(client: Client) -> None:
    furnished.share(client)
    of_other = SHARED.replace(SUB, OTHER_SUB)
    assert items(client, of_other) == []
    assert [item["name"] for item in items(client, of_other, sharedTo="tenant")] == [UNIQUE_NAME]
    refused = client.get(of_other, query={"sharedTo": "everybody"})
    assert (refused.status, refused.error["target"]) == (400, "sharedTo")


@pytest.mark.parametrize(
    "path",
    [
        f"{SHARED}/{UNIQUE_NAME}".replace("westus", "eastus"),
        f"{SHARED}/{SUB}-OTHER",
        f"{SHARED}/{UNIQUE_NAME}/images/absent",
        f"{SHARED}/{UNIQUE_NAME}/images/web/versions/9.0.0",
        f"{COMMUNITY}/{UNIQUE_NAME}",
    ],
)
def test_what_is_not_seen_is_not_found_in_this_location(client: Client, path: str) -> None:
    furnished.share(client)
    refused = client.get(path)
    assert (refused.status, refused.error) == (
        404,
        {
            "code": "NotFound",
            "message": "The entity was not found in this Azure location.",
            "target": "galleryImage.name",
        },
    )


def test_shared_versions_are_paged(client: Client) -> None:
    furnished.share(client)
    furnished.version(client, f"{COMPUTE}/galleries/Shared/images/web", "1.1.0")
    page = client.get(f"{SHARED}/{UNIQUE_NAME}/images/web/versions", query={"$top": "1"}).json()
    rest = client.get(page["nextLink"]).json()
    assert [item["name"] for item in [*page["value"], *rest["value"]]] == ["1.0.0", "1.1.0"]
    assert "nextLink" not in rest


# The community


def test_a_community_gallery_tells_its_metadata_twice(client: Client) -> None:
    furnished.publish(client)
    name = furnished.public_name(client)
    shown = client.get(f"{COMMUNITY}/{name}").json()
    assert shown["communityMetadata"] == shown["properties"]["communityMetadata"]
    assert shown["communityMetadata"]["publicNames"] == [name]
    assert shown["identifier"] == {"uniqueId": f"/CommunityGalleries/{name}"}


def test_a_community_definition_has_a_disclaimer_and_no_identifier(client: Client) -> None:
    furnished.publish(client)
    path = f"{COMMUNITY}/{furnished.public_name(client)}/images"
    shown = client.get(f"{path}/web").json()
    assert next(iter(shown["properties"].items())) == ("disclaimer", DISCLAIMER)
    assert shown["properties"]["identifier"] == {"publisher": "", "offer": "", "sku": ""}
    assert items(client, path) == [shown]


def test_a_community_version_has_a_disclaimer(client: Client) -> None:
    furnished.publish(client)
    path = f"{COMMUNITY}/{furnished.public_name(client)}/images/web/versions"
    shown = client.get(f"{path}/1.0.0").json()
    assert shown["properties"]["disclaimer"] == DISCLAIMER
    assert items(client, path) == [shown]


def test_community_galleries_have_no_list_of_their_own(client: Client) -> None:
    refused = client.get(COMMUNITY)
    assert (refused.status, refused.error["code"]) == (404, "InvalidResourceType")


# The Resource Graph


def test_the_graph_lists_community_galleries_as_az_asks_for_them(client: Client) -> None:
    furnished.publish(client)
    name = furnished.public_name(client)
    found = asked(client, f"{LIST_COMMUNITY}| where location == 'westus' ", **{"$top": 30})
    assert {key: found[key] for key in ("totalRecords", "count", "resultTruncated")} == {
        "totalRecords": 1,
        "count": 1,
        "resultTruncated": "false",
    }
    [row] = found["data"]
    assert (row["id"], row["name"], row["location"]) == (f"{COMMUNITY}/{name}", name, "westus")
    assert row["properties"]["identifier"] == {"uniqueId": f"/CommunityGalleries/{name}"}
    assert row["properties"]["communityMetadata"] == client.get(f"{COMMUNITY}/{name}").json()["communityMetadata"]
    assert asked(client, f"{LIST_COMMUNITY}| where location == 'eastus' ")["data"] == []


def test_the_graph_answers_in_pages(client: Client) -> None:
    furnished.publish(client)
    targets = [{"name": "westus"}, {"name": "eastus"}, {"name": "westus2"}]
    furnished.version(client, f"{COMPUTE}/galleries/Public/images/web", "1.1.0", targetRegions=targets)
    query = f"{LIST_COMMUNITY}| order by location asc"
    first = asked(client, query, **{"$top": 2})
    second = asked(client, query, **{"$top": 2, "$skipToken": first["$skipToken"]})
    assert [row["location"] for row in first["data"]] == ["eastus", "westus"]
    assert ([row["location"] for row in second["data"]], "$skipToken" in second) == (["westus2"], False)
    assert (first["totalRecords"], first["count"]) == (3, 2)
    skipped = asked(client, query, **{"$skip": 1, "$top": 1})
    assert [row["location"] for row in skipped["data"]] == ["westus"]
    later = asked(client, query, **{"$top": 2, "$skipToken": skipped["$skipToken"]})
    assert [row["location"] for row in later["data"]] == ["westus2"]


def test_the_graph_writes_tables_for_who_asks(client: Client) -> None:
    furnished.publish(client)
    found = asked(client, "communitygalleryresources | project location, properties", resultFormat="table")["data"]
    assert found["columns"] == [{"name": "location", "type": "string"}, {"name": "properties", "type": "object"}]
    assert [row[0] for row in found["rows"]] == ["westus"]
    assert asked(client, "communitygalleryresources | take 0", resultFormat="table")["data"] == {
        "columns": [],
        "rows": [],
    }


def test_the_graph_answers_in_the_name_of_the_subscription_that_is_asked(client: Client) -> None:
    furnished.publish(client)
    body = {"query": LIST_COMMUNITY, "subscriptions": [OTHER_SUB]}
    [row] = client.post(GRAPH, body, api_version=GRAPH_VERSION).json()["data"]
    assert row["id"].startswith(f"/subscriptions/{OTHER_SUB}/")


def test_r431_a_query_that_is_not_understood_is_refused_as_the_graph_does(client: Client) -> None:
    refused = client.post(GRAPH, {"query": "resources | count"}, api_version=GRAPH_VERSION)
    assert (refused.status, refused.error["code"], refused.headers["x-sig-rule"]) == (400, "BadRequest", "R431")
    [detail] = refused.error["details"]
    assert detail["code"] == "InvalidQuery"
    assert "'resources' is not a table" in detail["message"]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ({}, "queryRequest.query"),
        ({"query": 7.5}, None),
        ({"query": ["resources"]}, "queryRequest.query"),
        ({"query": LIST_COMMUNITY, "subscriptions": "all"}, "queryRequest.subscriptions"),
        ({"query": LIST_COMMUNITY, "subscriptions": ["all"]}, "subscriptions"),
        ({"query": LIST_COMMUNITY, "options": []}, "queryRequest.options"),
        ({"query": LIST_COMMUNITY, "options": {"$top": 0}}, "options.$top"),
        ({"query": LIST_COMMUNITY, "options": {"$top": 1001}}, "options.$top"),
        ({"query": LIST_COMMUNITY, "options": {"$top": True}}, "options.$top"),
        ({"query": LIST_COMMUNITY, "options": {"$top": "1"}}, "options.$top"),
        ({"query": LIST_COMMUNITY, "options": {"$skip": -1}}, "options.$skip"),
        ({"query": LIST_COMMUNITY, "options": {"$skip": 10**30}}, "options.$skip"),
        ({"query": LIST_COMMUNITY, "options": {"$skipToken": 1}}, "options.$skipToken"),
        ({"query": LIST_COMMUNITY, "options": {"$skipToken": "x"}}, "options.$skipToken"),
        ({"query": LIST_COMMUNITY, "options": {"resultFormat": "csv"}}, "options.resultFormat"),
        ({"query": LIST_COMMUNITY, "options": {"resultFormat": {}}}, "options.resultFormat"),
    ],
)
def test_r408_a_request_to_the_graph_that_does_not_fit_is_refused(
    client: Client, body: dict[str, Any], target: str | None
) -> None:
    refused = client.post(GRAPH, body, api_version=GRAPH_VERSION)
    assert (refused.status, refused.error.get("target")) == (400, target)


# Soft-deleted versions


def test_a_soft_deleted_version_says_until_when_it_can_be_brought_back(client: Client) -> None:
    path = furnished.with_version(client, "Bin", softDeletePolicy={"isSoftDeleteEnabled": True})
    version = f"{path}/images/web/versions/1.0.0"
    client.delete(version)
    [item] = items(client, f"{path}/softdeletedartifacttypes/Images/artifacts/web/versions")
    assert item["id"] == f"{path}/softDeletedArtifactTypes/Images/artifacts/web/versions/1.0.0"
    assert item["properties"] == {
        "resourceArmId": version,
        "softDeletedTime": "2026-01-07T05:56:46+00:00",
        "softDeletedArtifactType": "Images",
        "consumptionEndTime": "2026-01-14T05:56:46+00:00",
        "hardDeletionTargetTime": "2026-01-14T05:56:46+00:00",
    }


def test_a_version_that_bypassed_soft_delete_is_gone(client: Client) -> None:
    path = furnished.with_version(client, "Bin", softDeletePolicy={"isSoftDeleteEnabled": True})
    client.delete(f"{path}/images/web/versions/1.0.0", query={"bypassSoftDelete": "true"})
    assert items(client, f"{path}/softDeletedArtifactTypes/images/artifacts/web/versions") == []


def test_r408_artifacts_of_another_type_are_refused(client: Client) -> None:
    path = furnished.with_version(client, "Bin")
    refused = client.get(f"{path}/softDeletedArtifactTypes/Disks/artifacts/web/versions")
    assert (refused.status, refused.error["target"]) == (400, "artifactType")


# Sources


def test_a_registered_source_is_shown_as_its_type_has_it(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    assert client.get(furnished.IMAGE).json() == {
        "name": "web-41",
        "id": furnished.IMAGE,
        "type": "Microsoft.Compute/images",
        "location": "westus",
        "properties": {
            "storageProfile": {
                "osDisk": {"osType": "Linux", "osState": "Generalized", "diskSizeGB": 30, "caching": "ReadWrite"},
                "dataDisks": [{"lun": 0, "diskSizeGB": 10, "caching": "None"}],
            },
            "hyperVGeneration": "V2",
            "provisioningState": "Succeeded",
        },
    }


@pytest.mark.parametrize(
    ("collection", "name"),
    [
        ("virtualMachines", "builder"),
        ("images", "web-41"),
        ("disks", "os"),
        ("snapshots", "os-41"),
        ("diskEncryptionSets", "keys"),
    ],
)
def test_sources_are_listed_by_kind(client: Client, context: Context, collection: str, name: str) -> None:
    furnished.add_sources(context)
    elsewhere = compute_id(SUB, "others", collection, "elsewhere")
    sources.add(context, elsewhere, Source(location="westus"))
    path = f"{COMPUTE}/{collection}"
    assert items(client, path) == [client.get(f"{path}/{name}").json()]
    below = f"{SUBSCRIPTION}/providers/Microsoft.Compute/{collection}"
    assert [item["name"] for item in items(client, below)] == [name, "elsewhere"]
    page = client.get(below, query={"$top": "1"}, api_version="2024-07-01").json()
    assert [item["name"] for item in client.get(page["nextLink"]).json()["value"]] == ["elsewhere"]


def test_the_instance_view_of_a_vm_is_shown_to_who_asks(client: Client, context: Context) -> None:
    furnished.add_sources(context)
    path = f"{COMPUTE}/virtualMachines/builder"
    assert "instanceView" not in client.get(path).json()["properties"]
    expanded = client.get(path, query={"$expand": "instanceView"}).json()
    assert expanded["properties"]["instanceView"]["statuses"] == [{"code": "OSState/generalized", "level": "Info"}]


def test_a_source_that_is_not_registered_is_not_found(client: Client) -> None:
    refused = client.get(f"{COMPUTE}/snapshots/absent")
    assert (refused.status, refused.error["code"]) == (404, "ResourceNotFound")
    assert "'Microsoft.Compute/snapshots/absent' under resource group 'images'" in refused.error["message"]


def test_r405_sources_are_not_made_over_the_wire(client: Client) -> None:
    refused = client.put(f"{COMPUTE}/disks/os", {"location": "westus"})
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")
