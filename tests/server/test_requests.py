"""Requests before any gallery is looked at: paths, methods, api-versions, bodies, and what every answer tells."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from server.asgi_client import Client
from sig.domain.rulebook import RULES, STATUS
from sig.server.application import Api, application
from sig.server.settings import ServerSettings
from sig.service.context import Context
from sig.service.explanations import explained
from sig.store import FileStore, open_store
from worlds import OTHER_SUB, SUB

if TYPE_CHECKING:
    from pathlib import Path

    from server.asgi_client import Response

GROUP = f"/subscriptions/{SUB}/resourceGroups/images"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/Main"
WEST = {"location": "westus"}


def check_refused(response: Response, rule: str, code: str) -> None:
    """Refused by the rule, with its code and the status of that, and explained by it."""
    assert (response.headers["x-sig-rule"], response.error["code"]) == (rule, code), response.content
    assert response.status == STATUS[code]
    assert set(response.error) <= {"code", "message", "target"}
    assert code in (RULES[rule].code, *RULES[rule].other_codes)
    assert rule in [found["rule"] for found in explained(response.error["message"])]


def test_r401_a_request_without_an_api_version_is_refused(client: Client) -> None:
    check_refused(client.get(GALLERY, api_version=""), "R401", "MissingApiVersionParameter")


@pytest.mark.parametrize("version", ["2017-01-01", "latest", "2026-03-03-preview", "%"])
def test_r402_an_api_version_that_nobody_knows_is_refused(client: Client, version: str) -> None:
    check_refused(client.get(GALLERY, api_version=version), "R402", "NoRegisteredProviderFound")


@pytest.mark.parametrize("version", ["2018-06-01", "2019-12-01", "2021-10-01", "2024-03-03", "2024-07-01"])
def test_every_api_version_of_the_provider_is_taken_on_every_path(client: Client, version: str) -> None:
    assert client.put(GALLERY, WEST, api_version=version).status == 201
    assert client.get(GALLERY, api_version=version).status == 200


@pytest.mark.parametrize(
    "path",
    [
        f"{GROUP}/providers/Microsoft.Compute/galleries/%2e%2e",
        f"{GROUP}/providers/Microsoft.Compute/galleries/..",
        f"{GROUP}/providers/Microsoft.Compute/galleries/a%2Fb",
        f"{GROUP}/providers/Microsoft.Compute/galleries/a%5Cb",
        f"{GROUP}/providers/Microsoft.Compute/galleries/a%00b",
        f"{GROUP}/providers/Microsoft.Compute/galleries/%FF",
        f"{GROUP}/providers/Microsoft.Compute/galleries/{'a' * 5000}",
        "/a" * 100,
    ],
)
def test_r403_a_path_that_could_mean_another_one_is_refused(client: Client, path: str) -> None:
    check_refused(client.get(path), "R403", "InvalidRequestUri")


def test_r403_a_query_that_is_no_text_is_refused(client: Client) -> None:
    check_refused(client.get(f"{GALLERY}?api-version=%FF"), "R403", "InvalidRequestUri")
    check_refused(client.get(f"{GALLERY}?{'a=1&' * 200}"), "R403", "InvalidRequestUri")
    check_refused(client.get(f"{GALLERY}?a={'1' * 20_000}"), "R403", "InvalidRequestUri")


def test_r403_a_host_that_is_none_is_refused(client: Client) -> None:
    check_refused(client.get(GALLERY, headers={"host": 'a"<b>'}), "R403", "InvalidRequestUri")


def test_a_name_is_decoded_once(client: Client) -> None:
    assert client.put(f"{GROUP}/providers/Microsoft.Compute/galleries/%4dain", WEST).json()["name"] == "Main"
    assert client.put(f"{GROUP}/providers/Microsoft.Compute/galleries/%254dain", WEST).status == 400


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", "MissingSubscription"),
        ("/favicon.ico", "MissingSubscription"),
        (f"/subscriptions/{SUB}/nothing", "InvalidResourceType"),
        (f"{GROUP}/providers/Contoso.Web/sites/a", "InvalidResourceNamespace"),
        (f"{GROUP}/providers/Microsoft.Compute/nothings/a", "InvalidResourceType"),
        (f"{GALLERY}/nothings/a", "InvalidResourceType"),
    ],
)
def test_r404_a_path_that_is_not_there_is_refused_as_arm_does(client: Client, path: str, code: str) -> None:
    check_refused(client.get(path), "R404", code)


def test_r405_a_method_that_a_path_has_not_is_refused_with_those_it_has(client: Client) -> None:
    response = client.post(GALLERY, {})
    check_refused(response, "R405", "MethodNotAllowed")
    assert response.headers["allow"] == "DELETE, GET, HEAD, PATCH, PUT"
    check_refused(client.request("BREW", GALLERY), "R405", "MethodNotAllowed")


def test_r406_a_resource_without_a_location_is_refused(client: Client) -> None:
    check_refused(client.put(GALLERY, {}), "R406", "LocationRequired")
    check_refused(client.put(GALLERY, {"location": None}), "R406", "LocationRequired")


def test_r407_a_subscription_that_is_no_guid_is_refused(client: Client) -> None:
    check_refused(client.get(GALLERY.replace(SUB, "mine")), "R407", "InvalidSubscriptionId")


@pytest.mark.parametrize("query", [{"$expand": "everything"}, {"$select": "name"}])
def test_r408_a_parameter_with_another_value_is_refused(client: Client, query: dict[str, str]) -> None:
    client.put(GALLERY, WEST)
    check_refused(client.get(GALLERY, query=query), "R408", "InvalidParameter")


@pytest.mark.parametrize("top", ["-1", "x", "1.5", "9" * 30, "²"])
def test_r408_a_page_of_no_size_is_refused(client: Client, top: str) -> None:
    check_refused(client.get(GALLERY.rpartition("/")[0], query={"$top": top}), "R408", "InvalidParameter")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[1]",
        b"null",
        b'"text"',
        b"{",
        b"\xff\xfe",
        '{"location": "westus"}'.encode("utf-16"),
        b'{"location": "\\ud800"}',
        b'{"location": NaN}',
        b'{"a":' * 100 + b"1" + b"}" * 100,
        b'{"a":' * 100_000,
        b'{"a":' + b"[" * 2000 + b"]" * 2000 + b"}",
    ],
)
def test_r409_a_body_that_is_no_json_object_is_refused(client: Client, content: bytes) -> None:
    response = client.put(GALLERY, content=content, headers={"content-type": "application/json"})
    check_refused(response, "R409", "InvalidRequestContent")


def test_r409_a_body_that_is_too_large_is_refused_before_it_is_read_whole(client: Client) -> None:
    large = b" " * (5 * 1024 * 1024)
    check_refused(client.put(GALLERY, content=large), "R409", "RequestContentTooLarge")
    unsaid = client.put(GALLERY, content=large, headers={"content-length": "unknown"})
    check_refused(unsaid, "R409", "RequestContentTooLarge")


@pytest.mark.parametrize("media_type", ["text/plain", "application/json; charset=utf-16", "multipart/form-data"])
def test_r409_a_body_that_says_it_is_something_else_is_refused(client: Client, media_type: str) -> None:
    response = client.put(GALLERY, content=b'{"location": "westus"}', headers={"content-type": media_type})
    check_refused(response, "R409", "UnsupportedMediaType")


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_body_in_utf_8_needs_no_media_type(client: Client, start: bytes) -> None:
    assert client.put(GALLERY, content=start + b'{"location": "westus"}').status == 201


@pytest.mark.parametrize(
    "document",
    [
        {"location": 5},
        {"location": ["westus"]},
        {"location": "westus", "tags": [1]},
        {"location": "westus", "tags": {"a": {"b": 1}}},
        {"location": "westus", "properties": "text"},
        {"location": "westus", "properties": {"description": {}}},
        {"location": "westus", "properties": {"sharingProfile": {"permissions": "Everybody"}}},
        {"location": "westus", "properties": {"softDeletePolicy": {"retentionPeriodInDays": 10**30}}},
    ],
)
def test_a_member_of_another_type_is_refused_with_its_path(client: Client, document: dict[str, Any]) -> None:
    response = client.put(GALLERY, document)
    assert response.status == 400, response.content
    assert response.error["target"]


def test_members_that_are_null_count_as_absent(client: Client) -> None:
    made = client.put(GALLERY, {**WEST, "tags": None, "identity": None, "properties": None})
    assert (made.status, "tags" in made.json()) == (201, False)


def test_paths_match_in_any_case_and_with_repeated_slashes(client: Client) -> None:
    client.put(GALLERY, WEST)
    spelled = GALLERY.upper().replace(SUB.upper(), SUB).replace("/GALLERIES", "//GALLERIES")
    assert client.get(f"{spelled}/").status == 200


def test_parameters_of_the_query_are_named_in_any_case(client: Client) -> None:
    client.put(GALLERY, WEST)
    assert client.get(f"{GALLERY}?API-Version=2026-03-03&%24SELECT=permissions").status == 200


def test_head_answers_as_get_without_a_body(client: Client) -> None:
    client.put(GALLERY, WEST)
    got, head = client.get(GALLERY), client.head(GALLERY)
    assert (head.status, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.content))
    assert client.head(f"{GALLERY}2").status == 404


def test_every_answer_names_its_request(client: Client) -> None:
    first, second = client.get(GALLERY), client.get("/nothing")
    assert len({found.headers["x-ms-request-id"] for found in (first, second)}) == 2
    assert first.headers["x-ms-correlation-request-id"] == first.headers["x-ms-request-id"]


def test_the_names_that_a_client_gives_are_kept(client: Client) -> None:
    named = "99999999-9999-9999-9999-999999999999"
    headers = {"x-ms-correlation-request-id": named, "x-ms-client-request-id": "mine"}
    silent = client.get(GALLERY, headers=headers)
    assert silent.headers["x-ms-correlation-request-id"] == named
    assert "x-ms-client-request-id" not in silent.headers
    asked = client.get(GALLERY, headers={**headers, "x-ms-return-client-request-id": "true"})
    assert asked.headers["x-ms-client-request-id"] == "mine"


def test_answers_tell_how_many_such_requests_are_left(client: Client) -> None:
    made = client.put(GALLERY, WEST)
    assert made.headers["x-ms-ratelimit-remaining-resource"] == (
        "Microsoft.Compute/CreateUpdateGallery3Min;49,Microsoft.Compute/CreateUpdateGallery30Min;299"
    )


def test_a_failure_of_our_own_is_logged_and_tells_the_client_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("sig.service.galleries.response.gallery", fail)
    response = client.put(GALLERY, WEST)
    assert (response.status, response.error["code"]) == (500, "InternalServerError")
    assert b"secret" not in response.content
    assert "a secret" in caplog.text


def test_a_store_that_somebody_else_writes_to_is_busy_for_a_while(tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    made = Client(application(ServerSettings(context=Context(FileStore(place, timeout=0), SUB))))
    with open_store(place).writing():
        busy = made.put(GALLERY, WEST)
    assert (busy.status, busy.error["code"], busy.headers["retry-after"]) == (503, "StoreBusy", "1")
    assert made.put(GALLERY, WEST).status == 201
    made.close()


def test_a_subscription_that_is_not_registered_is_refused_where_that_is_asked_for(context: Context) -> None:
    made = Client(application(ServerSettings(context=context._replace(strict=True))))
    refused = made.get(GALLERY.replace(SUB, OTHER_SUB))
    assert (refused.status, refused.error["code"]) == (404, "SubscriptionNotFound")
    made.close()


def test_a_web_socket_is_closed(settings: ServerSettings) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": GALLERY, "raw_path": GALLERY.encode(), "headers": [], "query_string": b""}
    asyncio.run(Api(settings)(scope, receive, send))
    assert sent == [{"type": "websocket.close"}]


def test_what_a_request_changed_stands_in_the_journal_under_its_name(client: Client, context: Context) -> None:
    client.put(GALLERY, WEST)
    with context.store.reading() as view:
        (event,) = view.events()
    assert (event["verb"], event["command"]) == ("gallery create", ["PUT", GALLERY])
