"""Requests that no client sends by mistake: each gets an answer of ARM's own, quickly, and changes nothing."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from server import furnished
from server.furnished import COMPUTE, GROUP, SUBSCRIPTION
from sig.server.application import router
from sig.store import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.asgi_client import Client, Response
    from sig.service.context import Context

GALLERY = f"{COMPUTE}/galleries/Contoso"
VERSION = f"{GALLERY}/images/web/versions/1.0.0"
APPLICATION = f"{GALLERY}/applications/agent"
PROFILE = f"{GALLERY}/inVMAccessControlProfiles/guard"
GRAPH = "/providers/Microsoft.ResourceGraph/resources"
WITH_BODY = [
    ("PUT", GALLERY),
    ("PATCH", GALLERY),
    ("POST", f"{GALLERY}/share"),
    ("PUT", f"{GALLERY}/images/web"),
    ("PATCH", f"{GALLERY}/images/web"),
    ("PUT", VERSION),
    ("PATCH", VERSION),
    ("PUT", APPLICATION),
    ("PATCH", APPLICATION),
    ("PUT", f"{APPLICATION}/versions/1.0.0"),
    ("PATCH", f"{APPLICATION}/versions/1.0.0"),
    ("PUT", PROFILE),
    ("PATCH", PROFILE),
    ("PUT", f"{PROFILE}/versions/1.0.0"),
    ("PATCH", f"{PROFILE}/versions/1.0.0"),
    ("PUT", GROUP),
    ("PATCH", GROUP),
    ("POST", GRAPH),
]
_MB = 1024 * 1024
_DEEP = 100_000
_SLOW_SECONDS = 5


def content_of(context: Context) -> dict[str, Any]:
    with context.store.reading() as view:
        return {str(found): view.get(found) for found in view.below(ROOT)}


@pytest.fixture
def unchanged(client: Client, context: Context) -> Iterator[None]:
    """A world that is the same after the test as before."""
    held = furnished.with_version(client, "Contoso")
    furnished.application_version(client, held)
    furnished.profile_version(client, held)
    before = content_of(context)
    yield
    assert content_of(context) == before


def is_refusal(answer: Response, status: int) -> bool:
    return answer.status == status and {"code", "message"} <= answer.error.keys()


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(("method", "path"), WITH_BODY)
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"hello", id="words"),
        pytest.param(b"{", id="half an object"),
        pytest.param(b"{'location': 'westus'}", id="single quotes"),
        pytest.param(b'{"location": "westus"}}', id="too much"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"westus"', id="a text"),
        pytest.param(b"null", id="null"),
        pytest.param(b"1", id="a number"),
        pytest.param(b"NaN", id="not a number"),
        pytest.param(b'{"location": NaN}', id="not a number within"),
        pytest.param(b'{"location": "west\xff"}', id="not UTF-8"),
        pytest.param('{"location": "westus"}'.encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"location": "\\ud800"}', id="half a character"),
        pytest.param(b'{"location": "west\x00us"}', id="a NUL"),
        pytest.param(b"\x1f\x8b\x08\x00", id="compressed"),
        pytest.param(b'{"location":' * 100 + b"1" + b"}" * 100, id="an object within an object, 100 times"),
        pytest.param(b"[" * _DEEP + b"]" * _DEEP, id="deep lists"),
        pytest.param(b'{"a":' * _DEEP + b"1" + b"}" * _DEEP, id="deep objects"),
        pytest.param(b'{"location": ' + b"9" * 400 + b"}", id="a huge number"),
        pytest.param(b'{"tags": 1' + b"0" * 5000 + b"}", id="a number of thousands of digits"),
    ],
)
def test_r409_a_body_that_is_no_document_is_refused(client: Client, method: str, path: str, content: bytes) -> None:
    started = time.perf_counter()
    answer = client.request(method, path, content=content, api_version=_version(path))
    assert is_refusal(answer, 400)
    assert answer.error["code"] == "InvalidRequestContent"
    assert time.perf_counter() - started < _SLOW_SECONDS


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(("method", "path"), WITH_BODY)
@pytest.mark.parametrize("tells_length", [True, False])
def test_r409_a_body_of_50_mb_is_refused(client: Client, method: str, path: str, tells_length: bool) -> None:
    content = b'{"location": "' + b"a" * (50 * _MB) + b'"}'
    headers = {} if tells_length else {"content-length": ""}
    answer = client.request(method, path, content=content, headers=headers, api_version=_version(path))
    assert is_refusal(answer, 413)
    assert len(answer.content) < 1000


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("length", ["-1", "many", "9" * 5000, "1e3", " 4", "0x10", "\xb2"])
def test_a_length_that_is_none_fails_nothing(client: Client, length: str) -> None:
    answer = client.request("PUT", GALLERY, content=b"[]", headers={"content-length": length})
    assert answer.status in (400, 413)


@pytest.mark.parametrize(
    ("path", "member"),
    [
        (GALLERY, "location"),
        (GALLERY, "tags"),
        (GALLERY, "properties"),
        (GALLERY, "properties.description"),
        (GALLERY, "properties.sharingProfile"),
        (GALLERY, "properties.sharingProfile.communityGalleryInfo"),
        (GALLERY, "properties.softDeletePolicy"),
        (GALLERY, "properties.softDeletePolicy.isSoftDeleteEnabled"),
        (GALLERY, "identity"),
        (f"{GALLERY}/images/web", "properties"),
        (f"{GALLERY}/images/web", "properties.identifier"),
        (f"{GALLERY}/images/web", "properties.features"),
        (f"{GALLERY}/images/web", "properties.recommended.vCPUs"),
        (f"{GALLERY}/images/web", "properties.osType"),
        (f"{GALLERY}/images/web", "properties.endOfLifeDate"),
        (VERSION, "properties.publishingProfile"),
        (VERSION, "properties.publishingProfile.targetRegions"),
        (VERSION, "properties.publishingProfile.replicaCount"),
        (VERSION, "properties.publishingProfile.endOfLifeDate"),
        (VERSION, "properties.storageProfile"),
        (VERSION, "properties.storageProfile.source"),
        (VERSION, "properties.safetyProfile"),
        (APPLICATION, "tags"),
        (APPLICATION, "properties.supportedOSType"),
        (APPLICATION, "properties.customActions"),
        (APPLICATION, "properties.endOfLifeDate"),
        (f"{APPLICATION}/versions/1.0.0", "properties.publishingProfile"),
        (f"{APPLICATION}/versions/1.0.0", "properties.publishingProfile.source"),
        (f"{APPLICATION}/versions/1.0.0", "properties.publishingProfile.source.mediaLink"),
        (f"{APPLICATION}/versions/1.0.0", "properties.publishingProfile.targetRegions"),
        (f"{APPLICATION}/versions/1.0.0", "properties.publishingProfile.advancedSettings"),
        (PROFILE, "properties.osType"),
        (PROFILE, "properties.description"),
        (f"{PROFILE}/versions/1.0.0", "properties.mode"),
        (f"{PROFILE}/versions/1.0.0", "properties.rules"),
        (f"{PROFILE}/versions/1.0.0", "properties.rules.privileges"),
        (f"{PROFILE}/versions/1.0.0", "properties.targetLocations"),
        (GROUP, "tags"),
        (GROUP, "location"),
    ],
)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="a fraction"),
        pytest.param(10**30, id="a number beyond 64 bits"),
        pytest.param([[[]]], id="lists"),
        pytest.param([{"name": []}], id="a list of objects"),
        pytest.param({"name": {"name": []}}, id="objects"),
        pytest.param("\u202e\u0000x" * 1000, id="odd letters"),
    ],
)
def test_a_member_of_another_type_fails_nothing(
    client: Client, context: Context, path: str, member: str, value: Any
) -> None:
    """Some members take any text, and objects whose members nobody knows; what is refused changes nothing."""
    held = furnished.with_version(client, "Contoso")
    furnished.application_version(client, held)
    furnished.profile_version(client, held)
    before = content_of(context)
    document: dict[str, Any] = {"location": "westus"}
    *above, last = member.split(".")
    holder = document
    for name in above:
        holder = holder.setdefault(name, {})
    holder[last] = value
    answer = client.put(path, content=json.dumps(document).encode(), api_version=_version(path))
    assert answer.status in (200, 201) or (is_refusal(answer, answer.status) and content_of(context) == before)
    assert answer.status < 500


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "segment", ["..", ".", "%2e%2e", "%2E", "..%2f..", "%5c..", "a%00b", "%ff", "%c0%af", "a%0ab", "%7f"]
)
@pytest.mark.parametrize(
    "template",
    [
        f"{COMPUTE}/galleries/{{}}",
        f"{GALLERY}/images/{{}}",
        f"{GALLERY}/images/web/versions/{{}}",
        f"{SUBSCRIPTION}/resourceGroups/{{}}",
        f"{SUBSCRIPTION}/resourceGroups/{{}}/providers/Microsoft.Compute/galleries/Contoso",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_r403_a_path_that_could_mean_another_one_is_refused(
    client: Client, method: str, template: str, segment: str
) -> None:
    body = {"location": "westus"} if method == "PUT" else None
    assert is_refusal(client.request(method, template.format(segment), body, api_version=_version(template)), 400)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "name",
    [
        "a" * 255,
        "a" * 1000,
        "%F0%9F%98%80",
        "%E2%80%AE",
        "web%20",
        "~",
        "-web",
        "web-",
        "*",
        "%25",
        "a:b",
        "$top",
    ],
)
@pytest.mark.parametrize(
    "collection", ["galleries", "galleries/Contoso/images", "galleries/Contoso/images/web/versions"]
)
def test_a_name_that_no_resource_may_have_is_refused(client: Client, collection: str, name: str) -> None:
    path = f"{COMPUTE}/{collection}/{name}"
    answers = [client.put(path, {"location": "westus"}), client.get(path), client.delete(path)]
    assert [answer.status for answer in answers][1:] in ([404, 204], [400, 400])
    assert answers[0].status in (400, 404)


@pytest.mark.parametrize(
    "path", ["", "/", "//", "/" * 5000, "/a" * 5000, "/subscriptions", "/%", "/%zz", "/subscriptions/" + "a" * 9000]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "TRACE", "get", "\u00e9", "X" * 1000])
def test_no_path_and_no_method_fails(client: Client, method: str, path: str) -> None:
    answer = client.request(method, path, {} if method == "PUT" else None, api_version="2022-12-01")
    assert answer.status in (200, 400, 404, 405)
    assert answer.status == 200 or answer.error["code"]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "query",
    [
        "api-version=",
        "api-version=2026-03-03%00",
        "api-version=%ff",
        "&" * 100_000,
        "&".join(f"a{number}=1" for number in range(10_000)),
        "a=" + "b" * 1_000_000,
        "api-version=2026-03-03&$top=" + "9" * 5000,
        "api-version=2026-03-03&$top=%D9%A3",
        "api-version=2026-03-03&$skiptoken=%00",
        "api-version=2026-03-03&$skiptoken=4pi6",
        "api-version=2026-03-03&$top=-1",
    ],
)
def test_a_query_that_makes_no_sense_is_refused(client: Client, query: str) -> None:
    started = time.perf_counter()
    assert is_refusal(client.get(f"{COMPUTE}/galleries?{query}"), 400)
    assert time.perf_counter() - started < _SLOW_SECONDS


@pytest.mark.usefixtures("unchanged")
def test_a_flood_of_headers_is_read_and_forgotten(client: Client) -> None:
    flood = {f"x-flood-{number}": "a" * 1000 for number in range(5000)}
    answer = client.get(VERSION, headers=flood)
    assert answer.status == 200
    assert not [name for name in answer.headers if name.startswith("x-flood")]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "header", ["x-ms-client-request-id", "x-ms-correlation-request-id", "x-ms-return-client-request-id"]
)
@pytest.mark.parametrize("value", ["a" * 100_000, "\xff\xfe", "a\x7f", "", "<script>"])
def test_a_name_for_a_request_that_is_none_is_not_sent_back(client: Client, header: str, value: str) -> None:
    answer = client.get(VERSION, headers={header: value})
    assert answer.status == 200
    assert value == "" or value not in answer.headers.values()


@pytest.mark.parametrize("host", ["", "a b", "evil.example/path", "x" * 300, "\xff"])
def test_a_host_that_is_none_is_in_no_link(client: Client, host: str) -> None:
    answer = client.put(GALLERY, {"location": "westus"}, headers={"host": host})
    assert answer.status in (201, 400)
    assert not host or host not in answer.headers.get("azure-asyncoperation", "")


def test_a_query_of_the_graph_that_is_long_is_refused_quickly(client: Client) -> None:
    started = time.perf_counter()
    for query in ("communitygalleryresources " + "| take 1 " * 300_000, "'" * 3_000_000, "|" * 3_000_000):
        assert is_refusal(client.post(GRAPH, {"query": query}, api_version="2021-03-01"), 400)
    query = "communitygalleryresources | where " + " and ".join(["a == 'b'"] * 700)
    assert client.post(GRAPH, {"query": query}, api_version="2021-03-01").status == 200
    assert time.perf_counter() - started < _SLOW_SECONDS


def test_a_long_filter_is_refused_quickly(client: Client) -> None:
    started = time.perf_counter()
    for text in ("name eq '" + "''" * 20_000, "name eq 'a' and " * 4000, " " * 40_000 + "x"):
        answer = client.get(f"{SUBSCRIPTION}/resources", query={"$filter": text}, api_version="2022-12-01")
        assert is_refusal(answer, 400)
    assert time.perf_counter() - started < _SLOW_SECONDS


def test_every_operation_that_takes_a_body_is_abused() -> None:
    taken = {(method, each.template) for each in router().routes for method in each.methods if each.body is not None}
    matched = {(method, router().match(method, path.encode()).route.template) for method, path in WITH_BODY}
    assert matched == taken


def _version(path: str) -> str:
    if path == GRAPH:
        return "2021-03-01"
    return "2026-03-03" if "Microsoft.Compute" in path else "2022-12-01"
