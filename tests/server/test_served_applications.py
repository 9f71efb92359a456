"""VM applications and their versions on the wire: shapes, status codes, what takes time and what does not."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from server.asgi_client import Client
from server.furnished import PACKAGE
from server.test_long_running import OPERATION, Time, polled
from server.test_requests import check_refused
from server.test_wire import GALLERY, WEST, properties, with_gallery
from sig.domain import simulation
from sig.domain.faults import Fault, FaultKind
from sig.domain.replication import COMPLETED
from sig.server.application import application
from sig.server.settings import ServerSettings
from sig.service import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.service.context import Context

APPLICATIONS = f"{GALLERY}/applications"
APPLICATION = f"{APPLICATIONS}/agent"
VERSIONS = f"{APPLICATION}/versions"
VERSION = f"{VERSIONS}/1.0.0"
LINUX: dict[str, Any] = {**WEST, "properties": {"supportedOSType": "Linux"}}


def package(**profile: Any) -> dict[str, Any]:
    """The body of a version; ``profile`` is what its publishing profile has beside what is required."""
    required = {"source": {"mediaLink": PACKAGE}, "manageActions": {"install": "./install.sh", "remove": "./remove.sh"}}
    return {**WEST, "properties": {"publishingProfile": {**required, **profile}}}


def with_application(client: Client, document: dict[str, Any] | None = None) -> None:
    with_gallery(client)
    assert client.put(APPLICATION, document or LINUX).status == 201


@contextmanager
def slow_client(context: Context, time: Time) -> Iterator[Client]:
    """A client of a server whose copies take ten minutes."""
    simulated = context._replace(simulation=simulation.parse("10m"))
    client = Client(application(ServerSettings(context=simulated, fixed_at=time)))
    try:
        yield client
    finally:
        client.close()


def published(client: Client, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = properties(client.get(VERSION, **options))["publishingProfile"]
    return found


# Applications


def test_an_application_has_its_members_in_the_order_of_the_service(client: Client) -> None:
    with_application(client, {**LINUX, "properties": {"description": "Watches", "supportedOSType": "linux"}})
    assert client.get(APPLICATION).content == (
        b'{"name":"agent","id":"%b","type":"Microsoft.Compute/galleries/applications","location":"westus",'
        b'"properties":{"supportedOSType":"Linux","description":"Watches"}}' % APPLICATION.encode()
    )


def test_an_application_is_there_at_once_and_tells_of_no_state(client: Client) -> None:
    with_gallery(client)
    for status in (201, 200):
        answer = client.put(APPLICATION, LINUX)
        assert answer.status == status
        assert answer.content == client.get(APPLICATION).content
        assert "provisioningState" not in properties(answer)
        assert {"azure-asyncoperation", "azure-asyncnotification", "location", "retry-after"}.isdisjoint(answer.headers)


def test_an_application_is_deleted_at_once(client: Client) -> None:
    with_application(client)
    answer = client.delete(APPLICATION)
    assert (answer.status, answer.content) == (200, b"")
    assert {"azure-asyncoperation", "location"}.isdisjoint(answer.headers)
    assert client.delete(APPLICATION).status == 204
    assert client.get(APPLICATIONS).json() == {"value": []}


def test_an_application_has_tags_only_if_they_were_sent(client: Client) -> None:
    with_application(client)
    assert "tags" not in client.get(APPLICATION).json()
    assert client.put(APPLICATION, {**LINUX, "tags": {}}).json()["tags"] == {}


def test_a_patch_changes_of_an_application_what_it_names(client: Client) -> None:
    with_application(client, {**LINUX, "tags": {"team": "images"}})
    changed = client.patch(APPLICATION, {"tags": {"team": None, "cost": "1"}, "properties": {"description": "New"}})
    assert (changed.status, changed.json()["tags"]) == (200, {"cost": "1"})
    assert properties(changed) == {"supportedOSType": "Linux", "description": "New"}
    assert client.get(APPLICATION).content == changed.content
    check_refused(client.patch(f"{APPLICATIONS}/absent", {"tags": {}}), "R009", "ResourceNotFound")


def test_the_head_of_an_application_has_no_body(client: Client) -> None:
    with_application(client)
    assert (client.head(APPLICATION).status, client.head(APPLICATION).content) == (200, b"")
    assert client.head(f"{APPLICATIONS}/absent").status == 404


def test_applications_are_listed_by_name_and_in_pages(client: Client) -> None:
    with_application(client)
    for name in ("beta", "Alpha"):
        client.put(f"{APPLICATIONS}/{name}", LINUX)
    found = client.get(APPLICATIONS).json()
    assert [item["name"] for item in found["value"]] == ["agent", "Alpha", "beta"]
    assert found["value"][0] == client.get(APPLICATION).json()
    assert "nextLink" not in found
    page = client.get(APPLICATIONS, query={"$top": "2"}).json()
    assert [item["name"] for item in client.get(page["nextLink"]).json()["value"]] == ["beta"]


def test_an_application_spells_the_group_as_the_request_does(client: Client) -> None:
    with_application(client)
    spelled = APPLICATION.replace("Groups/images", "Groups/IMAGES")
    assert client.get(spelled).json()["id"] == spelled
    assert client.get(spelled.rpartition("/")[0]).json()["value"][0]["id"] == spelled


def test_r452_the_system_of_an_application_is_required_and_fixed(client: Client) -> None:
    with_gallery(client)
    check_refused(client.put(APPLICATION, WEST), "R452", "InvalidParameter")
    client.put(APPLICATION, LINUX)
    other = {**WEST, "properties": {"supportedOSType": "Windows"}}
    check_refused(client.put(APPLICATION, other), "R452", "PropertyChangeNotAllowed")


def test_r451_an_application_with_versions_is_not_deleted(client: Client) -> None:
    with_application(client)
    client.put(VERSION, package())
    check_refused(client.delete(APPLICATION), "R451", "CannotDeleteResource")
    check_refused(client.delete(GALLERY), "R007", "CannotDeleteResource")


def test_r022_an_application_needs_its_gallery(client: Client) -> None:
    check_refused(client.put(APPLICATION, LINUX), "R022", "ParentResourceNotFound")
    check_refused(client.get(APPLICATIONS), "R022", "ParentResourceNotFound")


def test_r041_a_version_needs_its_application(client: Client) -> None:
    with_gallery(client)
    check_refused(client.put(VERSION, package()), "R041", "ParentResourceNotFound")
    check_refused(client.get(VERSIONS), "R041", "ParentResourceNotFound")


# Versions


def test_a_version_has_its_members_in_the_order_of_the_service(client: Client) -> None:
    with_application(client)
    settings = {"configFileName": "agent.cfg", "packageFileName": "agent.zip"}
    client.put(VERSION, package(settings=settings))
    profile = published(client)
    assert list(client.get(VERSION).json()) == ["name", "id", "type", "location", "properties"]
    assert list(properties(client.get(VERSION))) == ["publishingProfile", "provisioningState"]
    assert list(profile) == [
        "source",
        "manageActions",
        "settings",
        "enableHealthCheck",
        "targetRegions",
        "replicaCount",
        "excludeFromLatest",
        "publishedDate",
        "storageAccountType",
    ]
    assert list(profile["settings"]) == ["packageFileName", "configFileName"]
    assert (profile["enableHealthCheck"], profile["replicaCount"], profile["excludeFromLatest"]) == (False, 1, False)


def test_a_version_of_an_application_goes_home_where_no_region_is_named(client: Client) -> None:
    with_application(client)
    client.put(VERSION, {**package(), "location": "eastus2"})
    assert client.get(VERSION).json()["location"] == "eastus2"
    assert published(client)["targetRegions"] == [
        {"name": "East US 2", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"}
    ]


def test_a_version_of_an_application_is_created_then_updated_by_an_operation(client: Client) -> None:
    with_application(client)
    for status, state in ((201, "Creating"), (200, "Updating")):
        answer = client.put(VERSION, package())
        assert (answer.status, properties(answer)["provisioningState"]) == (status, state)
        assert re.fullmatch(OPERATION, answer.headers["azure-asyncoperation"])
        assert polled(client, answer)["status"] == "Succeeded"
        assert properties(client.get(VERSION))["provisioningState"] == "Succeeded"


def test_a_version_of_an_application_is_deleted_by_an_operation(client: Client) -> None:
    with_application(client)
    client.put(VERSION, package())
    answer = client.delete(VERSION)
    assert (answer.status, answer.content) == (202, b"")
    assert polled(client, answer)["status"] == "Succeeded"
    assert "monitor=true" in answer.headers["location"]
    assert (client.delete(VERSION).status, client.get(VERSION).status) == (204, 404)


def test_how_far_the_copies_of_a_version_are_is_told_to_who_asks(client: Client) -> None:
    with_application(client)
    begun = client.put(VERSION, package(targetRegions=[{"name": "westus"}, {"name": "eastus"}]))
    shown = properties(client.get(VERSION, query={"$expand": "replicationstatus"}))
    assert list(shown) == ["publishingProfile", "replicationStatus", "provisioningState"]
    assert shown["replicationStatus"]["aggregatedState"] == COMPLETED
    assert [row["region"] for row in shown["replicationStatus"]["summary"]] == ["West US", "East US"]
    assert "replicationStatus" not in properties(client.get(VERSION))
    assert "replicationStatus" not in properties(begun)
    check_refused(client.get(VERSION, query={"$expand": "instanceView"}), "R408", "InvalidParameter")


def test_versions_of_an_application_are_listed_lowest_number_first(client: Client) -> None:
    with_application(client)
    for name in ("10.0.0", "1.0.0", "2.0.0"):
        client.put(f"{VERSIONS}/{name}", package())
    assert [item["name"] for item in client.get(VERSIONS).json()["value"]] == ["1.0.0", "2.0.0", "10.0.0"]
    assert client.get(VERSIONS).json()["value"][0] == client.get(VERSION).json()


def test_a_patch_changes_of_a_version_of_an_application_what_it_names(client: Client) -> None:
    with_application(client)
    client.put(VERSION, package(targetRegions=[{"name": "westus"}, {"name": "eastus"}]))
    changed = client.patch(VERSION, {"properties": {"publishingProfile": {"excludeFromLatest": True}}})
    assert (changed.status, properties(changed)["provisioningState"]) == (200, "Updating")
    assert published(client)["excludeFromLatest"] is True
    assert len(published(client)["targetRegions"]) == 2


def test_r104_the_commands_of_a_version_are_fixed(client: Client) -> None:
    with_application(client)
    client.put(VERSION, package())
    other = package(manageActions={"install": "./other.sh", "remove": "./remove.sh"})
    check_refused(client.put(VERSION, other), "R104", "PropertyChangeNotAllowed")


@pytest.mark.parametrize(
    ("version", "hidden"),
    [
        ("2021-07-01", {"settings", "advancedSettings", "customActions"}),
        ("2022-01-03", {"customActions"}),
        ("2023-07-03", set()),
    ],
)
def test_old_api_versions_do_not_show_what_is_newer(client: Client, version: str, hidden: set[str]) -> None:
    with_application(client)
    members = {
        "settings": {"packageFileName": "agent.zip", "scriptBehaviorAfterReboot": "Rerun"},
        "advancedSettings": {"a": "b"},
        "customActions": [{"name": "restart", "script": "./restart.sh"}],
    }
    client.put(VERSION, package(**members))
    shown = published(client, api_version=version)
    assert members.keys() - shown.keys() == hidden
    assert "scriptBehaviorAfterReboot" not in shown.get("settings", {})
    assert published(client)["settings"] == members["settings"]


# Time


def test_a_version_of_an_application_is_made_as_the_clock_says(context: Context) -> None:
    with slow_client(context, time := Time()) as client:
        with_application(client)
        begun = client.put(VERSION, package())
        assert (begun.status, polled(client, begun)["status"]) == (201, "InProgress")
        assert properties(client.get(VERSION))["provisioningState"] == "Creating"
        time.passes(600)
        assert polled(client, begun)["status"] == "Succeeded"
        assert polled(client, begun)["endTime"] == "2026-01-07T06:06:46+00:00"
        assert properties(client.get(VERSION))["provisioningState"] == "Succeeded"


def test_a_copy_of_a_package_that_fails_fails_the_operation(client: Client, context: Context) -> None:
    with_application(client)
    faults.add(context, Fault(kind=FaultKind.REPLICATION_FAILED))
    found = polled(client, client.put(VERSION, package()))
    assert (found["status"], found["error"]["code"]) == ("Failed", "ReplicationJobsFailed")


def test_faults_strike_requests_for_applications_as_they_strike_commands(client: Client, context: Context) -> None:
    with_application(client)
    faults.add(context, Fault(kind=FaultKind.CONFLICT, verb="gallery-application show", times=1))
    assert [client.get(APPLICATION).status for _ in range(2)] == [409, 200]
