"""A running ``sig serve``, and a client that trusts it."""

from __future__ import annotations

import http.client
import json
import os
import shlex
import signal
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from e2e.installed import EXECUTABLE, Sig

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

START_SECONDS = 60
SUB = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered to one request."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that takes requests; ``sig`` works on the same store."""

    sig: Sig
    process: subprocess.Popen[str]
    url: str
    ca: str | None
    log: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def request(
        self, method: str, path: str, document: Any = None, *, form: Mapping[str, str] | None = None, token: str = ""
    ) -> Answer:
        """Send ``document`` as JSON, or ``form``, as whom the access ``token`` tells."""
        connection = self.connected()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = urlencode(form) if form else None
        if document is not None:
            body = json.dumps(document)
            headers["Content-Type"] = "application/json"
        with closing(connection):
            connection.request(method, path, body, headers)
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): text for name, text in found.getheaders()}, found.read())

    def connected(self) -> http.client.HTTPConnection:
        if self.ca is None:
            return http.client.HTTPConnection("localhost", self.port, timeout=30)
        trust = ssl.create_default_context(cafile=self.ca)
        return http.client.HTTPSConnection("localhost", self.port, context=trust, timeout=30)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask the server to stop; answers its exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def worker(self) -> int:
        """The process that answered first; its line may come after its answer."""
        end = time.monotonic() + START_SECONDS
        while not self.log.exists() or not self.log.read_text(encoding="utf-8").endswith("\n"):
            assert time.monotonic() < end, "no request was logged"
            time.sleep(0.01)
        found: int = self.requests[0]["worker"]
        return found

    @property
    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def serving(sig: Sig, options: str = "", **variables: str) -> Iterator[Serving]:
    """``sig serve`` on a free port, with its keys in the folder of ``sig``; it is stopped at the end."""
    ready, log = sig.folder / "ready.json", sig.folder / "requests.jsonl"
    line = [str(EXECUTABLE), "serve", "--port", "0", "--ready-file", str(ready), "--request-log", str(log)]
    with (sig.folder / "stderr.txt").open("w") as said:
        process = subprocess.Popen(
            [*line, *shlex.split(options)],
            cwd=sig.folder,
            env={**sig.environment, **variables},
            stderr=said,
            text=True,
        )
    try:
        wait_for(ready, process)
        about = json.loads(ready.read_text(encoding="utf-8"))
        yield Serving(sig, process, about["url"], about["ca"], log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def wait_for(ready: Path, process: subprocess.Popen[str]) -> None:
    """Until ``ready`` is there; a server that ended fails the test with what it said."""
    end = time.monotonic() + START_SECONDS
    while not ready.exists():
        said = (ready.parent / "stderr.txt").read_text(encoding="utf-8")
        assert process.poll() is None, said
        assert time.monotonic() < end, f"the server did not start\n{said}"
        time.sleep(0.02)


def gallery(name: str) -> str:
    return f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Compute/galleries/{name}?api-version=2026-03-03"


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
