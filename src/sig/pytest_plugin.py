"""Fixtures for pytest: ``sig_server``, a gallery service that is empty for every test, and ``sig_cli`` beside it."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_START_SECONDS = 60
_STOP_SECONDS = 30
_LOOK_AGAIN_SECONDS = 0.02
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"


class Outcome(NamedTuple):
    """How a command of ``sig`` ended and what it said."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """What stdout says as JSON. Raises AssertionError with the command's own words if it failed."""
        if self.exit_code:
            raise AssertionError(self.stderr)
        return json.loads(self.stdout)


class SigServer:
    """A running server. ``url`` is what clients are pointed at, ``ca`` the file that makes them trust it.

    ``store`` is the folder of its store, ``environment`` what points other programs at it (as ``sig serve env``).
    """

    def __init__(self, url: str, ca: str, store: str, environment: dict[str, str]) -> None:
        self.url = url
        self.ca = ca
        self.store = store
        self.subscription = SUBSCRIPTION
        self.environment = environment
        self._trust = ssl.create_default_context(cafile=ca)

    def request(self, method: str, path: str, document: Any = None) -> tuple[int, Any]:
        """Send a request to ``path``; answers the status and the document, None where there is none."""
        body = None if document is None else json.dumps(document).encode()
        asked = Request(f"{self.url}{path}", body, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        try:
            with urlopen(asked, context=self._trust) as answer:  # noqa: S310 - the URL is the server's own
                status, content = answer.status, answer.read()
        except HTTPError as refusal:
            status, content = refusal.code, refusal.read()
        return status, json.loads(content) if content else None

    def reset(self) -> None:
        """Empty the store; faults go with it, and the clock is the machine's again."""
        self._control("POST", "/reset")

    def freeze(self, instant: str) -> None:
        """Let the clock stand still at ``instant``, for example ``2026-01-07T06:00:00Z``."""
        self._control("PUT", "/clock", {"instant": instant})

    def advance(self, duration: str) -> None:
        """Move the clock on by ``duration``, for example ``8m`` or ``90d``."""
        self._control("POST", "/clock/advance", {"by": duration})

    def fault(self, kind: str, **about: Any) -> int:
        """Make requests fail as ``kind`` says (see ``sig fault add``); answers the number of the fault."""
        number: int = self._control("POST", "/faults", {"kind": kind, **about})["number"]
        return number

    def clear_faults(self) -> None:
        self._control("DELETE", "/faults")

    def _control(self, method: str, path: str, document: Any = None) -> Any:
        status, answer = self.request(method, f"/_sig{path}", document)
        if status >= 400:  # noqa: PLR2004 - where HTTP's refusals begin
            raise ValueError(answer["error"]["message"])
        return answer


class SigCli:
    """Runs ``sig`` on the store of the server: ``sig_cli("gallery", "list").json``."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def __call__(self, *words: str) -> Outcome:
        done = subprocess.run(  # noqa: S603 - the interpreter itself, and words of a test
            [sys.executable, "-m", "sig", *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def _sig_server_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SigServer]:
    with _served(tmp_path_factory.mktemp("sig-server")) as server:
        yield server


@pytest.fixture
def sig_server(_sig_server_process: SigServer) -> SigServer:
    """A server over an empty store; one process serves all tests, one after the other."""
    _sig_server_process.reset()
    return _sig_server_process


@pytest.fixture
def sig_cli(sig_server: SigServer) -> SigCli:
    """``sig`` on the store of ``sig_server``."""
    return SigCli(_own(sig_server.store))


@contextmanager
def _served(folder: Path) -> Iterator[SigServer]:
    ready = folder / "ready.json"
    variables = _own(str(folder / "store"))
    line = ["serve", "--port", "0", "--test-controls", "--ready-file", str(ready), "--request-log", "none"]
    with (folder / "stderr.txt").open("w") as said:
        process = subprocess.Popen(  # noqa: S603 - the interpreter itself
            [sys.executable, "-m", "sig", *line], env=variables, stdin=subprocess.DEVNULL, stderr=said
        )
    try:
        _wait(ready, process, folder / "stderr.txt")
        about = json.loads(ready.read_text(encoding="utf-8"))
        port = about["url"].rpartition(":")[2]
        added = SigCli(variables)("serve", "env", "--port", port, "-o", "json").json
        yield SigServer(about["url"], about["ca"], str(folder / "store"), {**variables, **added})
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)


def _own(store: str) -> dict[str, str]:
    """The environment of ``sig`` with that store, without the tester's own settings; keys stay where they are."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("SIG_", "AZURE_", "ARM_"))}
    home = os.environ.get("SIG_SERVE_HOME")
    return {
        **kept,
        **({"SIG_SERVE_HOME": home} if home else {}),
        "SIG_STORE": store,
        "SIG_CONFIG_DIR": f"{store}-settings",
        "PYTHONUTF8": "1",
    }


def _wait(ready: Path, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"sig serve did not start: {said.read_text(encoding='utf-8')}")
        time.sleep(_LOOK_AGAIN_SECONDS)
