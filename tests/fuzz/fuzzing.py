"""A server to be fuzzed: it counts what it answers, and its world is made anew whenever something is deleted."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import uvicorn

import worlds
from server import furnished
from server.asgi_client import Client
from sig.domain.errors import SigError
from sig.server.application import application, router
from sig.server.openapi import description
from sig.server.settings import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.types import Message, Receive, Scope, Send

HOST = "127.0.0.1"
_REFUSED, _FAILED = 400, 500
_REGIONS = ["westus", "eastus"]
# What stands in members that have few good values, by schema.
_MEMBERS: dict[tuple[str, str], list[Any]] = {
    ("Gallery", "location"): _REGIONS,
    ("ImageDefinition", "location"): _REGIONS,
    ("ImageVersion", "location"): _REGIONS,
    ("GalleryApplication", "location"): _REGIONS,
    ("GalleryApplicationVersion", "location"): _REGIONS,
    ("AccessControlProfile", "location"): _REGIONS,
    ("AccessControlProfileVersion", "location"): _REGIONS,
    ("ResourceGroup", "location"): _REGIONS,
    ("TargetRegion", "name"): [*_REGIONS, "West US", "East US"],
    ("TargetLocation", "name"): [*_REGIONS, "West US", "East US"],
    ("PackageSource", "mediaLink"): [furnished.PACKAGE],
    ("ImageSource", "id"): [furnished.IMAGE, f"{furnished.COMPUTE}/galleries/Contoso/images/web/versions/1.0.0"],
    ("DiskSource", "id"): [f"{furnished.COMPUTE}/snapshots/os-41"],
    ("Identifier", "publisher"): ["Contoso", "Fabrikam"],
    ("Identifier", "offer"): ["Web", "Db"],
    ("Identifier", "sku"): ["web", "1", "2"],
}
# Nothing that a fuzzer makes up has the signature of an operation that was begun.
UNREACHABLE = {"Operations_Get"}


class Fuzzed:
    """The application over stores below ``place``, a new one after each deletion.

    ``answers`` counts operations with their statuses.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self.answers: Counter[tuple[str, int]] = Counter()
        self._router = router()
        self._numbers = count()
        self._renew()

    def _renew(self) -> None:
        # The client that furnishes runs an event loop of its own, which needs a thread where another one runs.
        made = threading.Thread(target=self._furnish)
        made.start()
        made.join()

    def _furnish(self) -> None:
        context = worlds.at(f"{self._place}/store-{next(self._numbers)}")
        self._app = application(ServerSettings(context=context, fixed_at=context.clock.now))
        client = Client(self._app)
        furnished.furnish(client, context)
        self.public_name = furnished.public_name(client)
        client.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        statuses: list[int] = []

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        await self._app(scope, receive, counted)
        self.answers.update((self._operation(scope), status) for status in statuses)
        if scope["method"] == "DELETE" and statuses[0] < _REFUSED:
            self._renew()

    def _operation(self, scope: Scope) -> str:
        try:
            return self._router.match(scope["method"], scope["raw_path"]).route.operation
        except SigError:
            return "none"


class Outcome(NamedTuple):
    """What a run came to: the fuzzer's exit code and words, and the server's own count of what it answered."""

    code: int
    said: str
    answers: Counter[tuple[str, int]]

    @property
    def requests(self) -> int:
        return self.answers.total()

    @property
    def failures(self) -> dict[str, int]:
        """Operations that were answered with a status from 500 on, and how often."""
        return {f"{name} {status}": times for (name, status), times in self.answers.items() if status >= _FAILED}

    @property
    def unreached(self) -> list[str]:
        """Operations that never did what they are for."""
        reached = {name for name, status in self.answers if status < _REFUSED}
        return sorted({route.operation for route in router().routes} - reached - UNREACHABLE)


def run(
    folder: Path,
    examples: int,
    seed: int,
    phases: Sequence[str] = ("examples", "coverage", "fuzzing"),
    *,
    in_memory: bool = False,
) -> Outcome:
    """Fuzz every operation, with up to ``examples`` requests for each in the phase that makes them up.

    The stores lie in ``folder``, or in memory.
    """
    app = Fuzzed(f"memory:{folder}" if in_memory else str(folder))
    schema = folder / "openapi.json"
    with _served(app) as url:
        schema.write_text(json.dumps(narrowed(app.public_name)), encoding="utf-8")
        words = [
            *("run", str(schema), "--url", url, "--header", "Authorization: Bearer fuzzed", "--continue-on-failure"),
            *("--phases", ",".join(phases), "--max-examples", str(examples), "--seed", str(seed)),
            *("--generation-database", "none", "--warnings", "off", "--no-color"),
            *("--checks", "not_a_server_error,content_type_conformance,response_schema_conformance"),
        ]
        fuzzer = Path(sys.executable).parent / "schemathesis"
        done = subprocess.run([str(fuzzer), *words], check=False, cwd=folder, capture_output=True, encoding="utf-8")
    return Outcome(done.returncode, done.stdout + done.stderr, app.answers)


def narrowed(public_name: str) -> dict[str, Any]:
    """The description of the API with names in paths, and values of some members, that fit the furnished world."""
    document = description(router().routes)
    for template, operations in document["paths"].items():
        for method, operation in operations.items():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    values = furnished.values(template, parameter["name"], public_name) or [parameter["example"]]
                    if method == "delete":
                        values = values[::-1]  # first what can be deleted
                    parameter.update(schema={"type": "string", "enum": values}, example=values[0])
    for (schema, member), values in _MEMBERS.items():
        document["components"]["schemas"][schema]["properties"][member] = {"enum": values}
    return document


@contextmanager
def _served(app: Fuzzed) -> Iterator[str]:
    """``app`` served on a free port of this machine; the URL."""
    listening = socket.create_server((HOST, 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    serving = threading.Thread(target=server.run, args=([listening],))
    serving.start()
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        serving.join()
        listening.close()
