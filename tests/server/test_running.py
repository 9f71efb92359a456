"""What is served around the API: health, figures, the request log, test controls, and what is not started at all."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from server.asgi_client import Client
from sig.domain.errors import SigError
from sig.domain.rulebook import RULES
from sig.server import running
from sig.server.running import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUB = "00000000-0000-0000-0000-000000000000"
GALLERY = f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Compute/galleries/r"
WHERE = {"location": "westus"}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(
        store=str(tmp_path / "store"),
        subscription=SUB,
        home=str(tmp_path),
        request_log=str(tmp_path / "requests.jsonl"),
        test_controls=True,
    )


@pytest.fixture
def client(plan: Plan) -> Iterator[Client]:
    yield from served(plan)


def served(plan: Plan) -> Iterator[Client]:
    made = Client(running.application(plan))
    yield made
    made.close()


def logged(plan: Plan) -> list[dict[str, Any]]:
    assert plan.request_log is not None
    with open(plan.request_log, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def refused(action: Callable[[], object]) -> SigError:
    with pytest.raises(SigError) as caught:
        action()
    refusal = caught.value
    assert refusal.rule is not None
    assert refusal.code == RULES[refusal.rule].code
    assert refusal.target
    assert refusal.hint
    return refusal


def test_the_server_is_well_while_its_store_can_be_read(client: Client, plan: Plan) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    client.put(GALLERY, WHERE)
    with open(f"{plan.store}/store.json", "w", encoding="utf-8") as file:
        file.write("{")
    answer = client.get("/health")
    assert answer.status != 200
    assert answer.json()["status"] == "failed"


def test_figures_count_requests_by_method_operation_and_status(client: Client) -> None:
    client.put(GALLERY, WHERE)
    client.get(GALLERY)
    client.request("BREW", GALLERY)
    page = client.get("/metrics").content.decode()
    assert 'sig_requests_total{method="PUT",operation="Galleries_CreateOrUpdate",status="201"} 1.0' in page
    assert 'sig_request_seconds_count{operation="Galleries_Get"} 1.0' in page
    assert 'method="other"' in page
    assert "BREW" not in page


def test_every_request_leaves_a_line_of_json(client: Client, plan: Plan) -> None:
    client.put(GALLERY, WHERE, headers={"x-ms-client-request-id": "from the client"})
    client.get("/nowhere")
    first, second = logged(plan)
    assert (first["method"], first["path"], first["status"]) == ("PUT", GALLERY, 201)
    assert (first["clientRequestId"], first["operation"]) == ("from the client", "Galleries_CreateOrUpdate")
    assert first["bytes"] > 0
    assert first["ms"] > 0
    assert (second["status"], second["clientRequestId"]) == (404, None)


def test_a_path_with_a_slash_too_many_is_found(client: Client) -> None:
    assert client.get("/metadata//endpoints", api_version="2022-09-01").status == 200


def test_a_path_that_nobody_serves_is_refused_as_arm_does(client: Client) -> None:
    answer = client.get("/nowhere")
    assert (answer.status, set(answer.error)) == (404, {"code", "message"})


def test_a_reset_leaves_nothing_not_even_faults_and_the_clock(client: Client) -> None:
    client.put(GALLERY, WHERE)
    client.put("/_sig/clock", {"instant": "2030-01-01T00:00:00Z"})
    client.post("/_sig/faults", {"kind": "internal-error", "verb": "gallery list"})
    assert client.post("/_sig/reset").json() == {"deleted": 3}
    assert client.get(GALLERY).status == 404
    assert client.get("/_sig/clock").json()["mode"] == "machine"
    assert client.get("/_sig/faults").json() == {"value": []}


def test_the_clock_stands_where_a_test_puts_it_and_moves_when_it_says(client: Client) -> None:
    assert client.put("/_sig/clock", {"instant": "2030-01-01T00:00:00Z"}).json()["mode"] == "stopped"
    assert client.post("/_sig/clock/advance", {"by": "8m"}).json()["now"].startswith("2030-01-01T00:08:00")
    assert client.get("/_sig/clock").json()["now"].startswith("2030-01-01T00:08:00")
    assert client.delete("/_sig/clock").json()["mode"] == "machine"


def test_a_fault_strikes_as_often_as_it_says(client: Client) -> None:
    client.put(GALLERY, WHERE)
    number = client.post("/_sig/faults", {"kind": "throttled", "verb": "gallery show", "times": 1}).json()["number"]
    assert [client.get(GALLERY).status for _ in range(2)] == [429, 200]
    assert client.delete(f"/_sig/faults/{number}").status == 204
    client.post("/_sig/faults", {"kind": "internal-error"})
    assert client.delete("/_sig/faults").status == 204
    assert client.get(GALLERY).status == 200


def test_a_snapshot_brings_back_what_was(client: Client) -> None:
    client.put(GALLERY, WHERE)
    assert client.put("/_sig/snapshots/furnished").json()["documents"] == 1
    client.post("/_sig/reset")
    assert client.post("/_sig/snapshots/furnished/load").json()["created"] == 1
    assert client.get(GALLERY).status == 200
    assert [found["name"] for found in client.get("/_sig/snapshots").json()["value"]] == ["furnished"]
    assert client.delete("/_sig/snapshots/furnished").status == 204
    assert client.post("/_sig/snapshots/furnished/load").status == 404


@pytest.mark.parametrize(
    ("method", "path", "content", "code"),
    [
        ("PUT", "/_sig/clock", b"{}", "InvalidParameter"),
        ("PUT", "/_sig/clock", b'{"instant": "soon"}', "InvalidParameter"),
        ("PUT", "/_sig/clock", b"[", "InvalidRequestContent"),
        ("POST", "/_sig/clock/advance", b'{"by": 8}', "InvalidParameter"),
        ("POST", "/_sig/faults", b'{"kind": "bad luck"}', "InvalidParameter"),
        ("DELETE", "/_sig/faults/9", b"", "ResourceNotFound"),
        ("POST", "/_sig/reset", b" " * 100_000, "RequestContentTooLarge"),
    ],
)
def test_r441_a_control_that_is_told_too_little_says_what_it_needs(
    client: Client, method: str, path: str, content: bytes, code: str
) -> None:
    answer = client.request(method, path, content=content)
    assert 400 <= answer.status < 500
    assert answer.error["code"] == code


@pytest.mark.parametrize(("origin", "status"), [("https://evil.test", 403), ("http://localhost:3000", 200)])
def test_r442_a_page_of_another_site_controls_nothing(client: Client, origin: str, status: int) -> None:
    assert client.post("/_sig/reset", headers={"origin": origin}).status == status


def test_without_test_controls_there_are_none(plan: Plan) -> None:
    for client in served(plan._replace(test_controls=False)):
        assert client.post("/_sig/reset").status == 404
        assert client.get("/_sig/clock").status == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "gallery.test"])
def test_r443_an_address_that_others_reach_is_served_only_where_everybody_is_asked(plan: Plan, host: str) -> None:
    assert refused(lambda: running.check(plan._replace(host=host))).rule == "R443"
    asking = plan._replace(host=host, auth="directory")
    assert refused(lambda: running.check(asking)).target == "--test-controls"
    running.check(asking._replace(test_controls=False))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_r443_this_machine_is_served(plan: Plan, host: str) -> None:
    running.check(plan._replace(host=host))


def test_r444_workers_do_not_share_a_store_in_memory(plan: Plan) -> None:
    memory = plan._replace(store=f"memory:{uuid4()}", workers=2)
    assert refused(lambda: running.check(memory)).rule == "R444"
    running.check(memory._replace(workers=1))


def test_r445_a_certificate_that_cannot_be_used_is_refused_before_anything_starts(plan: Plan, tmp_path: Path) -> None:
    absent = plan._replace(certificate=str(tmp_path / "c.pem"), key=str(tmp_path / "k.pem"))
    assert refused(lambda: running.check(absent)).rule == "R445"
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).write_text("nonsense", encoding="utf-8")
    assert refused(lambda: running.check(absent)).rule == "R445"


def test_r446_a_port_that_is_taken_is_refused(plan: Plan) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        asked = plan._replace(port=taken.getsockname()[1])
        assert refused(lambda: running.serve(asked, lambda _: None)).rule == "R446"


def test_r447_a_missing_library_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from sig.cli.serve.library import of_server

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "sig.server.running")
    refusal = refused(lambda: of_server("running"))
    assert refusal.rule == "R447"
    assert "pip install 'az-sig[server]'" in (refusal.hint or "")


def test_urls_name_the_host_as_a_certificate_does(plan: Plan) -> None:
    assert running.url(plan) == "https://localhost:8443"
    assert running.url(plan._replace(host="::1", port=1, plain=True)) == "http://[::1]:1"
