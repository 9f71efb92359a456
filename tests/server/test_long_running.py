"""Long-running operations on the wire: status codes, headers, and what is told while time passes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from server.asgi_client import Client
from server.test_requests import check_refused
from server.test_wire import DEFINITION, GALLERY, IMAGE, SHARED, VERSION, WEST, properties, source
from sig.domain import simulation
from sig.domain.faults import Fault, FaultKind
from sig.server.application import application
from sig.server.settings import ServerSettings
from sig.service import faults
from worlds import NOW, OTHER_SUB, SUB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from server.asgi_client import Response
    from sig.service.context import Context

OPERATION = (
    rf"https://localhost:8443/subscriptions/{SUB}/providers/Microsoft.Compute/locations/westus/capsOperations/"
    r"[0-9a-f-]{36}\?api-version=2026-03-03&t=\d+&c=\w+&s=[\w-]+&h=[0-9a-f]{32}"
)


class Time:
    """A clock that the tests move."""

    def __init__(self) -> None:
        self.now = NOW

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def slow(context: Context, time: Time) -> Iterator[Callable[[str], Client]]:
    """Gives a client of a server whose copies take as long as a simulation says."""
    made = []

    def client(text: str) -> Client:
        simulated = context._replace(simulation=simulation.parse(text))
        made.append(Client(application(ServerSettings(context=simulated, fixed_at=time))))
        made[-1].put(GALLERY, WEST)
        made[-1].put(IMAGE, DEFINITION)
        return made[-1]

    yield client
    for each in made:
        each.close()


def polled(client: Client, begun: Response) -> dict[str, Any]:
    answer = client.get(begun.headers["azure-asyncoperation"])
    assert answer.status == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(("path", "document"), [(GALLERY, WEST), (IMAGE, DEFINITION), (VERSION, source())])
def test_a_put_creates_then_updates_and_tells_where_to_ask(client: Client, path: str, document: dict[str, Any]) -> None:
    for above, needed in ((GALLERY, WEST), (IMAGE, DEFINITION)):
        if path.startswith(f"{above}/"):
            client.put(above, needed)
    for status, state in ((201, "Creating"), (200, "Updating")):
        answer = client.put(path, document)
        assert (answer.status, properties(answer)["provisioningState"]) == (status, state)
        assert re.fullmatch(OPERATION, answer.headers["azure-asyncoperation"])
        assert "location" not in answer.headers
        assert answer.headers["retry-after"] == "1"  # the client for Java would wait for 30 seconds
        assert properties(client.get(path))["provisioningState"] == "Succeeded"


@pytest.mark.parametrize(("path", "document"), [(GALLERY, WEST), (IMAGE, DEFINITION), (VERSION, source())])
def test_a_delete_answers_nothing_but_where_to_ask(client: Client, path: str, document: dict[str, Any]) -> None:
    for above, needed in ((GALLERY, WEST), (IMAGE, DEFINITION)):
        if path.startswith(f"{above}/"):
            client.put(above, needed)
    client.put(path, document)
    answer = client.delete(path)
    assert (answer.status, answer.content) == (202, b"")
    assert polled(client, answer)["status"] == "Succeeded"
    assert "monitor=true" in answer.headers["location"]
    final = client.get(answer.headers["location"])
    assert (final.status, final.content) == (200, b"")
    absent = client.delete(path)
    assert (absent.status, absent.content) == (204, b"")
    assert "azure-asyncoperation" not in absent.headers


def test_a_share_action_answers_nothing_but_where_to_ask(client: Client) -> None:
    client.put(GALLERY, WEST)
    answer = client.post(f"{GALLERY}/share", {"operationType": "Reset"})
    assert (answer.status, answer.content) == (202, b"")
    assert polled(client, answer)["status"] == "Succeeded"
    final = client.get(answer.headers["location"])
    assert (final.status, final.json()) == (200, {"operationType": "Reset", "groups": []})


def test_what_a_share_action_did_cannot_be_made_up(client: Client) -> None:
    client.put(GALLERY, WEST)
    place = client.post(f"{GALLERY}/share", {"operationType": "Reset"}).headers["location"]
    assert client.get(place.replace("&r=", "&r=AA")).status == 404
    assert client.get(place.partition("&r=")[0]).status == 404


def test_a_finished_operation_has_its_times_and_its_name(client: Client) -> None:
    begun = client.put(GALLERY, WEST)
    name = re.search(r"capsOperations/([0-9a-f-]+)", begun.headers["azure-asyncoperation"])
    assert name is not None
    assert list(polled(client, begun).items()) == [
        ("startTime", "2026-01-07T05:56:46+00:00"),
        ("endTime", "2026-01-07T05:56:46+00:00"),
        ("status", "Succeeded"),
        ("name", name[1]),
    ]


def test_the_url_of_an_operation_has_the_host_that_the_client_used(client: Client) -> None:
    begun = client.put(GALLERY, WEST, headers={"host": "sig.test"})
    assert begun.headers["azure-asyncoperation"].startswith("https://sig.test/subscriptions/")


@pytest.mark.parametrize(("location", "spelled"), [("eastus2", "eastus2"), ("centraluseuap", "CentralUSEUAP")])
def test_the_url_of_an_operation_spells_the_region_as_the_service_does(
    client: Client, location: str, spelled: str
) -> None:
    begun = client.put(GALLERY, {"location": location})
    assert f"/locations/{spelled}/capsOperations/" in begun.headers["azure-asyncoperation"]


@pytest.mark.parametrize(("version", "notifies"), [("2026-03-03", True), ("2025-03-03", True), ("2024-03-03", False)])
def test_new_api_versions_can_be_notified(client: Client, version: str, notifies: bool) -> None:
    begun = client.put(GALLERY, WEST, api_version=version)
    assert (begun.headers.get("azure-asyncnotification") == "Enabled") is notifies
    assert f"api-version={version}" in begun.headers["azure-asyncoperation"]


def test_a_version_is_created_as_the_clock_says(slow: Callable[[str], Client], time: Time) -> None:
    client = slow("10m")
    begun = client.put(VERSION, source())
    assert (begun.status, begun.headers["retry-after"]) == (201, "1")
    for _ in range(5):  # however often one asks
        waiting = client.get(begun.headers["azure-asyncoperation"])
        assert (waiting.json()["status"], waiting.headers["retry-after"]) == ("InProgress", "1")
    assert "endTime" not in waiting.json()
    assert properties(client.get(VERSION))["provisioningState"] == "Creating"
    assert set(properties(client.get(VERSION))["storageProfile"]) == {"source"}
    time.passes(600)
    done = client.get(begun.headers["azure-asyncoperation"])
    assert (done.json()["status"], done.json()["endTime"]) == ("Succeeded", "2026-01-07T06:06:46+00:00")
    assert "retry-after" not in done.headers
    assert properties(client.get(VERSION))["provisioningState"] == "Succeeded"
    assert "osDiskImage" in properties(client.get(VERSION))["storageProfile"]


def test_sharing_takes_its_way_to_the_regions_and_a_put_waits_for_it(slow: Callable[[str], Client], time: Time) -> None:
    client = slow("10s")
    groups = [{"type": "Subscriptions", "ids": [OTHER_SUB]}]
    client.delete(IMAGE)
    client.delete(GALLERY)
    client.put(GALLERY, SHARED)
    begun = client.post(f"{GALLERY}/share", {"operationType": "Add", "groups": groups})
    waiting = client.get(begun.headers["location"])
    assert (waiting.status, waiting.headers["retry-after"]) == (202, "1")
    assert polled(client, begun)["status"] == "InProgress"
    assert properties(client.get(GALLERY))["provisioningState"] == "Updating"
    again = client.put(GALLERY, {**SHARED, "tags": {"a": "b"}})
    assert polled(client, again)["status"] == "InProgress"
    time.passes(10)
    done = client.get(begun.headers["location"])
    assert (done.status, done.json()["operationType"]) == (200, "Add")
    assert [polled(client, each)["status"] for each in (begun, again)] == ["Succeeded", "Succeeded"]
    assert polled(client, begun)["endTime"].startswith("2026-01-07T05:56:56")


def test_an_operation_goes_on_in_a_server_that_was_started_later(slow: Callable[[str], Client], time: Time) -> None:
    begun = slow("10m").put(VERSION, source())
    time.passes(300)
    later = slow("immediate")
    assert polled(later, begun)["status"] == "InProgress"
    time.passes(300)
    assert polled(later, begun)["status"] == "Succeeded"


def test_reads_count_where_they_decide(slow: Callable[[str], Client]) -> None:
    client = slow("polls:3")
    begun = client.put(VERSION, source())
    assert [polled(client, begun)["status"] for _ in range(3)] == ["InProgress", "InProgress", "Succeeded"]


def test_an_operation_on_what_was_deleted_meanwhile_is_canceled(slow: Callable[[str], Client]) -> None:
    client = slow("10m")
    begun = client.put(VERSION, source())
    client.delete(VERSION)
    assert (polled(client, begun)["status"], polled(client, begun)["error"]["code"]) == (
        "Canceled",
        "OperationPreempted",
    )


def test_a_copy_that_fails_fails_the_operation(client: Client, context: Context) -> None:
    client.put(GALLERY, WEST)
    client.put(IMAGE, DEFINITION)
    faults.add(context, Fault(kind=FaultKind.REPLICATION_FAILED))
    begun = client.put(VERSION, source())
    assert begun.status == 201
    found = polled(client, begun)
    assert (found["status"], found["error"]["code"]) == ("Failed", "ReplicationJobsFailed")
    assert properties(client.get(VERSION))["provisioningState"] == "Failed"


@pytest.mark.parametrize("part", ["t=", "c=", "s=", "h=", "capsOperations/"])
def test_r410_an_operation_that_was_never_given_is_refused(client: Client, part: str) -> None:
    url = client.put(GALLERY, WEST).headers["azure-asyncoperation"]
    check_refused(client.get(url.replace(part, f"{part}1")), "R410", "NotFound")
    check_refused(client.get(re.sub(rf"{part}[\w-]*", part, url)), "R410", "NotFound") if "=" in part else None


def test_r410_an_operation_of_another_subscription_is_refused(client: Client) -> None:
    url = client.put(GALLERY, WEST).headers["azure-asyncoperation"]
    check_refused(client.get(url.replace(SUB, SUB[:-1] + "7")), "R410", "NotFound")


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (FaultKind.THROTTLED, 429, "TooManyRequests"),
        (FaultKind.INTERNAL_ERROR, 500, "InternalServerError"),
        (FaultKind.CONFLICT, 409, "Conflict"),
        (FaultKind.NOT_AUTHORIZED, 403, "AuthorizationFailed"),
    ],
)
def test_faults_strike_requests_as_they_strike_commands(
    client: Client, context: Context, kind: FaultKind, status: int, code: str
) -> None:
    client.put(GALLERY, WEST)
    faults.add(context, Fault(kind=kind, verb="gallery show", times=1))
    refused = client.get(GALLERY)
    assert (refused.status, refused.error["code"]) == (status, code)
    assert ("retry-after" in refused.headers) is (status == 429)
    assert client.get(GALLERY).status == 200
