"""``sig serve`` as people run it: a process that is started, asked, killed and stopped."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import ssl
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from e2e.installed import EXECUTABLE, FRONT_DOOR
from e2e.serving import Serving, gallery, is_alive, serving, wait_for
from sig.cli import tree_data
from sig.cli.serve.variables import lines
from sig.server.running import GRACE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from e2e.installed import Sig

WHERE = {"location": "westus"}
EXAMPLES = tree_data.load()["commands"]["serve run"]["examples"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stops servers with signals")


@pytest.fixture
def door() -> Mapping[str, str]:
    """One will do: the server does not know through which it was started, and its clients use none."""
    return FRONT_DOOR


@pytest.mark.parametrize("options", ["", "--workers 2"])
def test_what_the_server_writes_the_command_line_sees_and_the_other_way_round(sig: Sig, options: str) -> None:
    with serving(sig, options) as server:
        assert server.request("PUT", gallery("served"), WHERE).status == 201
        assert sig("gallery show -g g -r served").json["location"] == "westus"
        assert sig("gallery create -g g -r typed -l eastus").exit_code == 0
        assert server.request("GET", gallery("typed")).json["location"] == "eastus"
        assert server.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("options", ["", "--workers 2"])
def test_a_server_that_is_told_to_stop_ends_well_and_takes_its_ready_file_along(
    sig: Sig, options: str, number: int
) -> None:
    with serving(sig, options) as server:
        server.request("PUT", gallery("r"), WHERE)
        worker = server.worker()
        assert server.stop(number) == 0
    assert not (sig.folder / "ready.json").exists()
    assert not is_alive(worker)


def test_a_request_under_way_is_answered_before_the_server_stops(sig: Sig) -> None:
    with serving(sig) as server, closing(server.connected()) as connection:
        connection.putrequest("PUT", gallery("late"))
        body = json.dumps(WHERE).encode()
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body[:5])
        server.request("GET", "/health")  # by now the first request has been taken up
        server.process.send_signal(signal.SIGTERM)
        connection.send(body[5:])
        assert connection.getresponse().status == 201
        assert server.process.wait(30) == 0


def test_a_client_that_keeps_its_connection_does_not_keep_the_server_from_stopping(sig: Sig) -> None:
    with serving(sig) as server, closing(server.connected()) as connection:
        connection.request("GET", "/health")
        assert connection.getresponse().read()
        asked = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - asked < GRACE_SECONDS / 2  # it does not wait until its patience ends


def test_a_worker_that_dies_is_replaced_and_what_was_acknowledged_stays(sig: Sig) -> None:
    with serving(sig, "--workers 2") as server:
        server.request("PUT", gallery("before"), WHERE)
        os.kill(server.worker(), signal.SIGKILL)
        assert server.request("GET", gallery("before")).status == 200
        assert server.request("PUT", gallery("after"), WHERE).status == 201
        assert server.stop() == 0


@pytest.mark.parametrize("options", ["", "--workers 2"])
def test_no_acknowledged_write_is_lost_when_the_server_is_killed_under_load(sig: Sig, options: str) -> None:
    acknowledged: list[str] = []
    with serving(sig, options) as server:
        enough = threading.Event()

        def write(writer: int) -> None:
            for number in range(200):
                name = f"r{writer}_{number}"
                try:
                    if server.request("PUT", gallery(name), WHERE).status == 201:
                        acknowledged.append(name)
                except (OSError, ssl.SSLError, ValueError):
                    return
                if len(acknowledged) >= 24:
                    enough.set()

        with ThreadPoolExecutor(8) as pool:
            for writer in range(8):
                pool.submit(write, writer)
            assert enough.wait(60)
            for process in {server.process.pid, *(request["worker"] for request in server.requests)}:
                os.kill(process, signal.SIGKILL)
    stored = {item["name"] for item in sig("gallery list").json}
    assert set(acknowledged) - stored == set()
    assert sig("store check").exit_code == 0


def test_figures_of_all_workers_come_together(sig: Sig) -> None:
    with serving(sig, "--workers 2") as server:
        for _ in range(12):
            server.request("GET", gallery("r"))
        page = server.request("GET", "/metrics").content.decode()
    assert 'sig_requests_total{method="GET",operation="Galleries_Get",status="404"} 12.0' in page


def test_the_settings_of_the_command_line_hold_for_the_server(sig: Sig) -> None:
    with serving(sig.given(NOW="2030-05-01T00:00:00Z", STRICT="1")) as server:
        refused = server.request("PUT", gallery("r"), WHERE)
        assert (refused.status, refused.json["error"]["code"]) == (404, "ResourceGroupNotFound")


def test_a_reset_empties_the_store_first(sig: Sig) -> None:
    sig("gallery create -g g -r old -l westus")
    with serving(sig, "--test-controls --reset") as server:
        assert server.request("GET", gallery("old")).status == 404
        assert server.request("POST", "/_sig/reset").json == {"deleted": 0}


@pytest.mark.parametrize("options", ["", "--workers 2"])
def test_under_directory_a_principal_logs_in_and_does_what_its_role_allows(sig: Sig, options: str) -> None:
    for name in ("own", "far"):
        sig(f"gallery create -g g -r {name} -l westus")
    scope = sig("gallery show -g g -r own").json["id"]
    app = sig(f"ad sp create-for-rbac --name ci --role Reader --scopes {scope}").json
    form = {"grant_type": "client_credentials", "client_id": app["appId"], "client_secret": app["password"]}
    with serving(sig, f"--auth directory {options}") as server:
        assert server.request("GET", gallery("own")).status == 401
        token = server.request("POST", "/adfs/oauth2/token", form=form).json["access_token"]
        asked = [server.request("GET", gallery(name), token=token) for name in ("own", "far", "own", "absent")]
        assert [answer.status for answer in asked] == [200, 403, 200, 403]


def test_plain_http_is_there_for_those_who_can_use_it(sig: Sig) -> None:
    with serving(sig, "--http") as server:
        assert server.url.startswith("http://")
        assert server.request("GET", "/health").status == 200


def test_a_certificate_of_ones_own_is_shown(sig: Sig) -> None:
    from sig.server import certificates

    (sig.folder / "own").mkdir()
    authority = certificates.authority(str(sig.folder / "own"))
    leaf = certificates.leaf(str(sig.folder / "own")).path
    with serving(sig, f"--cert {leaf} --key {leaf}") as server:
        trust = ssl.create_default_context(cafile=authority.certificate)
        with (
            socket.create_connection(("127.0.0.1", server.port)) as plain,
            trust.wrap_socket(plain, server_hostname="localhost") as secured,
        ):
            assert secured.version() is not None


@pytest.mark.parametrize(
    ("options", "exit_code", "says"),
    [
        ("--host 0.0.0.0", 1, "whoever reaches the server owns the store"),
        ("--port 70000", 2, "is not a port"),
        ("--workers 0", 2, "1 to 64"),
        ("--cert c.pem", 2, "not allowed without argument --key"),
        ("--reset", 2, "not allowed without argument --test-controls"),
        ("--workers 2 --store memory:x", 1, "lives in one process"),
        ("now", 2, "now"),
    ],
)
def test_what_cannot_be_served_is_refused_at_once(sig: Sig, options: str, exit_code: int, says: str) -> None:
    refusal = sig.in_process(f"serve {options}")
    assert refusal.exit_code == exit_code
    assert says in refusal.stderr
    assert "Traceback" not in refusal.stderr


def test_r448_workers_that_cannot_start_are_not_started_for_ever(sig: Sig) -> None:
    stopped = "import sys\nif '--multiprocessing-fork' in sys.orig_argv:\n    sys.exit(3)\n"
    (sig.folder / "sitecustomize.py").write_text(stopped, encoding="utf-8")
    refusal = sig.shell(f"PYTHONPATH={sig.folder} sig serve --port 0 --workers 2")
    assert refusal.exit_code == 1, refusal.stderr
    assert "A worker of the server did not start." in refusal.stderr


@pytest.mark.parametrize(("place", "says"), [(".", "Is a directory"), ("absent/log", "No such file or directory")])
def test_r432_a_request_log_that_cannot_be_written_is_refused_at_once(sig: Sig, place: str, says: str) -> None:
    refusal = sig.in_process(f"serve --port 0 --request-log {place}")
    assert refusal.exit_code == 1
    assert refusal.stderr.startswith(f"ERROR: (InvalidParameter) The request log '{place}' cannot be written: {says}.")


@pytest.mark.parametrize("options", ["", "--auth directory", "--workers 2", "--http"])
def test_r449_a_damaged_key_is_named_and_not_replaced(sig: Sig, options: str) -> None:
    name = "directory.pem" if "directory" in options else "tokens.pem"
    (sig.folder / "serve").mkdir()
    (sig.folder / "serve" / name).write_text("no key", encoding="utf-8")
    refusal = sig(f"serve --port 0 {options}")
    assert (refusal.exit_code, refusal.stdout) == (1, "")
    assert f"{name}' cannot be used: it holds no RSA key in PEM." in refusal.stderr
    assert "Hint: Restore the file, or move it away" in refusal.stderr
    assert refusal.stderr.count("ERROR") == 1
    assert (sig.folder / "serve" / name).read_text(encoding="utf-8") == "no key"


def raw(server: Serving, sent: bytes) -> bytes:
    """Everything that the server answers to ``sent``, until it hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        try:
            connection.sendall(sent)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def test_floods_and_nonsense_are_refused_in_arms_words_and_the_server_lives(sig: Sig) -> None:
    with serving(sig, "--http") as server:
        many = b"".join(b"x-%d: y\r\n" % number for number in range(200))
        for head, status in (
            (b"GET / HTTP/1.1\r\nhost: x\r\n" + many + b"\r\n", b"431"),
            (b"GET / HTTP/1.1\r\nhost: x\r\ny: " + b"z" * 70_000 + b"\r\n\r\n", b"431"),
            (b"GET / HTTP/1.1\r\nhost: x\r\ny: " + b"z" * 500_000, b"431"),
            (b"GET /" + b"z" * 500_000, b"431"),
            (b"no request\r\n\r\n", b"400"),
        ):
            answer = raw(server, head)
            assert answer.startswith(b"HTTP/1.1 " + status) or answer == b"", answer[:100]
            assert not answer or json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"]
        assert server.request("GET", "/health").status == 200


def test_environment_variables_are_lines_of_each_shell() -> None:
    found = {"NAME": "it's $5"}
    assert lines(found, "sh") == "export NAME='it'\"'\"'s $5'\n"
    assert lines(found, "fish") == "set -gx NAME 'it\\'s $5'\n"
    assert lines(found, "powershell") == "$env:NAME = 'it''s $5'\n"


def test_a_shell_takes_the_variables_as_they_are(sig: Sig) -> None:
    script = 'eval "$(sig serve env --port 9443)"; echo "$ARM_RESOURCE_MANAGER_ENDPOINT"; test -s "$REQUESTS_CA_BUNDLE"'
    done = subprocess.run(
        ["sh", "-c", script], env=sig.environment, cwd=sig.folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "https://localhost:9443\n")


def test_variables_can_be_asked_for_as_data(sig: Sig) -> None:
    assert sig.in_process("serve env -o json").json["ARM_METADATA_HOSTNAME"] == "localhost:8443"
    assert sig.in_process("serve env --query AZURE_TENANT_ID -o tsv").stdout == "adfs\n"


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_serving_serves(sig: Sig, example: str) -> None:
    ready = sig.folder / "ready.json"
    words = [*shlex.split(example)[1:], "--port", "0", "--ready-file", str(ready)]
    with (sig.folder / "stderr.txt").open("w") as said:
        process = subprocess.Popen(
            [str(EXECUTABLE), *words],
            cwd=sig.folder,
            env=sig.environment,
            stderr=said,
            stdout=subprocess.DEVNULL,
            text=True,
        )
    wait_for(ready, process)
    process.terminate()
    assert process.wait(30) == 0
