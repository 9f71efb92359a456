"""In-VM access control profiles and their versions on the wire: shapes, status codes, what takes time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from server.test_long_running import OPERATION, Time, polled
from server.test_requests import check_refused
from server.test_served_applications import slow_client
from server.test_wire import GALLERY, WEST, properties, with_gallery
from sig.domain.faults import Fault, FaultKind
from sig.service import faults

if TYPE_CHECKING:
    from server.asgi_client import Client
    from sig.service.context import Context

PROFILES = f"{GALLERY}/inVMAccessControlProfiles"
PROFILE = f"{PROFILES}/guard"
VERSIONS = f"{PROFILE}/versions"
VERSION = f"{VERSIONS}/1.0.0"
IMDS: dict[str, Any] = {**WEST, "properties": {"osType": "Linux", "applicableHostEndpoint": "IMDS"}}
RULES = {
    "privileges": [{"name": "GoalState", "path": "/machine", "queryParameters": {"comp": "goalstate"}}],
    "roles": [{"name": "Provisioning", "privileges": ["GoalState"]}],
    "identities": [{"name": "Agent", "userName": "root"}],
    "roleAssignments": [{"role": "Provisioning", "identities": ["Agent"]}],
}


def audit(**members: Any) -> dict[str, Any]:
    return {**WEST, "properties": {"mode": "Audit", "defaultAccess": "Allow", **members}}


def with_profile(client: Client) -> None:
    with_gallery(client)
    assert client.put(PROFILE, IMDS).status == 201


def with_version(client: Client, **members: Any) -> None:
    with_profile(client)
    assert client.put(VERSION, audit(**members)).status == 201


# Profiles


def test_a_profile_has_its_members_in_the_order_of_the_service(client: Client) -> None:
    with_gallery(client)
    client.put(PROFILE, {**WEST, "properties": {**IMDS["properties"], "description": "Who may ask"}})
    assert client.get(PROFILE).content == (
        b'{"name":"guard","id":"%b","type":"Microsoft.Compute/galleries/inVMAccessControlProfiles",'
        b'"location":"westus","properties":{"description":"Who may ask","osType":"Linux",'
        b'"applicableHostEndpoint":"IMDS","provisioningState":"Succeeded"}}' % PROFILE.encode()
    )


@pytest.mark.parametrize(("path", "document"), [(PROFILE, IMDS), (VERSION, audit())])
def test_a_profile_and_its_versions_are_created_then_updated_by_an_operation(
    client: Client, path: str, document: dict[str, Any]
) -> None:
    with_gallery(client)
    if path == VERSION:
        client.put(PROFILE, IMDS)
    for status, state in ((201, "Creating"), (200, "Updating")):
        answer = client.put(path, document)
        assert (answer.status, properties(answer)["provisioningState"]) == (status, state)
        assert re.fullmatch(OPERATION, answer.headers["azure-asyncoperation"])
        assert polled(client, answer)["status"] == "Succeeded"
        assert properties(client.get(path))["provisioningState"] == "Succeeded"


@pytest.mark.parametrize("path", [PROFILE, VERSION])
def test_a_profile_and_its_versions_are_deleted_by_an_operation(client: Client, path: str) -> None:
    with_version(client)
    if path == PROFILE:
        client.delete(VERSION)
    answer = client.delete(path)
    assert (answer.status, answer.content) == (202, b"")
    assert polled(client, answer)["status"] == "Succeeded"
    assert "monitor=true" in answer.headers["location"]
    assert (client.delete(path).status, client.get(path).status) == (204, 404)


def test_operations_at_the_first_api_version_of_profiles_are_not_notified_of(client: Client) -> None:
    with_gallery(client)
    answer = client.put(PROFILE, IMDS, api_version="2024-03-03")
    assert "azure-asyncoperation" in answer.headers
    assert "azure-asyncnotification" not in answer.headers


def test_a_patch_changes_of_a_profile_what_it_names(client: Client) -> None:
    with_profile(client)
    changed = client.patch(PROFILE, {"tags": {"team": "images"}, "properties": {"description": "New"}})
    assert (changed.status, properties(changed)["provisioningState"]) == (200, "Updating")
    shown = client.get(PROFILE).json()
    assert (shown["tags"], shown["properties"]["description"]) == ({"team": "images"}, "New")
    assert shown["properties"]["applicableHostEndpoint"] == "IMDS"


def test_profiles_are_listed_by_name(client: Client) -> None:
    with_profile(client)
    client.put(f"{PROFILES}/alpha", IMDS)
    found = client.get(PROFILES).json()
    assert [item["name"] for item in found["value"]] == ["alpha", "guard"]
    assert (found["value"][1], "nextLink" in found) == (client.get(PROFILE).json(), False)


def test_the_path_of_a_profile_is_read_in_any_case(client: Client) -> None:
    with_profile(client)
    assert client.get(PROFILE.replace("inVMAccess", "invmaccess")).json() == client.get(PROFILE).json()
    assert client.head(PROFILE).status == 200


def test_r483_a_profile_names_its_endpoint(client: Client) -> None:
    with_gallery(client)
    check_refused(client.put(PROFILE, {**WEST, "properties": {"osType": "Linux"}}), "R483", "InvalidParameter")


def test_r481_a_profile_with_versions_is_not_deleted(client: Client) -> None:
    with_version(client)
    check_refused(client.delete(PROFILE), "R481", "CannotDeleteResource")


def test_a_profile_and_a_version_need_what_is_above_them(client: Client) -> None:
    check_refused(client.put(PROFILE, IMDS), "R022", "ParentResourceNotFound")
    with_gallery(client)
    check_refused(client.put(VERSION, audit()), "R041", "ParentResourceNotFound")
    check_refused(client.get(VERSIONS), "R041", "ParentResourceNotFound")


# Versions


def test_a_version_of_a_profile_has_the_type_of_the_profile_and_its_members_in_order(client: Client) -> None:
    with_version(client)
    found = client.get(VERSION).json()
    assert found["type"] == "Microsoft.Compute/galleries/inVMAccessControlProfiles"
    assert list(found["properties"]) == [
        "mode",
        "defaultAccess",
        "targetLocations",
        "excludeFromLatest",
        "publishedDate",
        "provisioningState",
        "replicationStatus",
    ]
    assert found["properties"]["targetLocations"] == [{"name": "westus"}]
    assert list(found["properties"]["replicationStatus"]) == ["aggregatedState", "summary"]
    assert list(found["properties"]["replicationStatus"]["summary"][0]) == ["progress", "region", "state"]


def test_the_regions_of_a_version_keep_their_short_names_and_begin_at_home(client: Client) -> None:
    with_version(client, targetLocations=[{"name": "eastus"}, {"name": "westus"}])
    assert properties(client.get(VERSION))["targetLocations"] == [{"name": "westus"}, {"name": "eastus"}]


def test_a_put_does_not_tell_how_far_the_copies_are(client: Client) -> None:
    with_profile(client)
    assert [list(properties(client.put(VERSION, audit())))[-1] for _ in range(2)] == ["provisioningState"] * 2


def test_the_rules_of_a_version_are_answered_as_they_were_sent(client: Client) -> None:
    with_version(client, rules=RULES)
    assert properties(client.get(VERSION))["rules"] == RULES


def test_a_patch_changes_of_a_version_of_a_profile_what_it_names(client: Client) -> None:
    with_version(client, rules=RULES)
    changed = client.patch(VERSION, {"properties": {"mode": "Enforce"}})
    assert (changed.status, properties(changed)["provisioningState"]) == (200, "Updating")
    shown = properties(client.get(VERSION))
    assert (shown["mode"], shown["defaultAccess"], shown["rules"]) == ("Enforce", "Allow", RULES)


def test_versions_of_a_profile_are_listed_lowest_number_first(client: Client) -> None:
    with_version(client)
    client.put(f"{VERSIONS}/10.0.0", audit())
    client.put(f"{VERSIONS}/2.0.0", audit())
    found = client.get(VERSIONS).json()["value"]
    assert [item["name"] for item in found] == ["1.0.0", "2.0.0", "10.0.0"]
    assert found[0] == client.get(VERSION).json()


def test_r485_a_rule_without_a_name_is_refused(client: Client) -> None:
    with_profile(client)
    nameless = {"privileges": [{"path": "/machine"}]}
    check_refused(client.put(VERSION, audit(rules=nameless)), "R485", "InvalidParameter")


# Time


def test_a_version_of_a_profile_is_made_as_the_clock_says(context: Context) -> None:
    with slow_client(context, time := Time()) as client:
        with_profile(client)
        begun = client.put(VERSION, audit())
        assert (begun.status, polled(client, begun)["status"]) == (201, "InProgress")
        assert "replicationStatus" not in properties(begun)
        time.passes(600)
        assert polled(client, begun)["status"] == "Succeeded"
        assert properties(client.get(VERSION))["provisioningState"] == "Succeeded"


def test_a_copy_of_a_version_that_fails_fails_the_operation(client: Client, context: Context) -> None:
    with_profile(client)
    faults.add(context, Fault(kind=FaultKind.REPLICATION_FAILED))
    found = polled(client, client.put(VERSION, audit()))
    assert (found["status"], found["error"]["code"]) == ("Failed", "ReplicationJobsFailed")
