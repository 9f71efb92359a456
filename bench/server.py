"""What the server does in a second, as ratios to a bare Starlette route with the same bytes, in one run; needs wrk."""

import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

SUB = "00000000-0000-0000-0000-000000000000"
COMPUTE = f"/subscriptions/{SUB}/resourceGroups/bench/providers/Microsoft.Compute"
IMAGE = f"{COMPUTE}/galleries/Bench/images/web"
VERSIONS = f"{IMAGE}/versions"
QUERY = "?api-version=2024-03-03"
LISTED = 100
ROUNDS = 5
SECONDS = 2
WRITERS = 8
GOALS = {"get": 0.35, "list": 0.25, "put": 150.0, "tail": 10.0}

_BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
bodies = {name: open(f"{sys.argv[2]}/{name}", "rb").read() for name in ("get", "list")}
async def answer(request):
    return Response(bodies[request.path_params["name"]], media_type="application/json")
uvicorn.run(Starlette(routes=[Route("/{name}", answer)]), port=int(sys.argv[1]), log_level="critical", access_log=False)
"""
_OURS = """
import sys, uvicorn
from sig.server.application import application
from sig.server.settings import ServerSettings
from sig.service.context import Context
from sig.service.stores import opened
app = application(ServerSettings(context=Context(opened(sys.argv[2]), "00000000-0000-0000-0000-000000000000")))
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical", access_log=False)
"""


class Load(NamedTuple):
    """What wrk saw; ``cpu`` is what a request cost the server, in microseconds of a processor."""

    per_second: float
    median_ms: float
    worst_ms: float
    cpu: float


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(program: str, place: str) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its process."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", program, str(port), place])
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def asked(
    port: int,
    method: str,
    path: str,
    document: dict[str, Any] | None = None,
    kept: http.client.HTTPConnection | None = None,
) -> bytes:
    connection = kept or http.client.HTTPConnection("127.0.0.1", port)
    body = json.dumps(document) if document is not None else None
    connection.request(method, path + QUERY, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    content = response.read()
    if kept is None:
        connection.close()
    if response.status >= 300:
        raise SystemExit(f"{method} {path}: {response.status} {content.decode()}")
    return content


def version() -> dict[str, Any]:
    return {
        "location": "westus",
        "properties": {
            "storageProfile": {"source": {"id": f"{COMPUTE}/images/golden"}},
            "publishingProfile": {"targetRegions": [{"name": "westus"}, {"name": "eastus"}]},
        },
    }


def fill(port: int) -> None:
    asked(port, "PUT", f"{COMPUTE}/galleries/Bench", {"location": "westus"})
    identifier = {"publisher": "Contoso", "offer": "Web", "sku": "1"}
    described = {"osType": "Linux", "osState": "Generalized", "identifier": identifier}
    asked(port, "PUT", IMAGE, {"location": "westus", "properties": described})
    for number in range(LISTED):
        asked(port, "PUT", f"{VERSIONS}/1.0.{number}", version())


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(url: str, process: int, connections: int) -> Load:
    before = processor_seconds(process)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", url]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    used = processor_seconds(process) - before
    if "Non-2xx" in said:
        raise SystemExit(said)
    requests = float(_found(r"(\d+) requests in", said))
    return Load(
        float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        _milliseconds(_found(r"\n\s+50%\s+(\S+)", said)),
        _milliseconds(_found(r"\n\s+99%\s+(\S+)", said)),
        used / requests * 1e6,
    )


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"wrk said nothing of {pattern}: {text}")
    return match[1]


def _milliseconds(text: str) -> float:
    number, unit = float(_found(r"([\d.]+)", text)), text.lstrip("0123456789.")
    scale: dict[str, float] = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    return number * scale[unit]


def puts_per_second(port: int) -> float:
    """New versions per second from several clients at once, each waiting for its answer."""
    each = 60

    def write(writer: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for number in range(each):
            asked(port, "PUT", f"{VERSIONS}/2.{writer}.{number}", version(), connection)
        connection.close()

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return WRITERS * each / (time.perf_counter() - start)


def median(loads: list[Load], name: str) -> float:
    values: list[float] = [getattr(found, name) for found in loads]
    return statistics.median(values)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, serving(_OURS, f"{folder}/store") as (port, process):
        fill(port)
        paths = {"get": f"{VERSIONS}/1.0.1", "list": VERSIONS}
        for name, path in paths.items():
            Path(folder, name).write_bytes(asked(port, "GET", path))
        rows: list[tuple[str, float, str]] = []
        with serving(_BARE, folder) as (bare_port, bare_process):
            for name, path in paths.items():
                bare, ours = [], []
                for _ in range(ROUNDS):  # in turns: what else the machine does hits both
                    bare.append(load(f"http://127.0.0.1:{bare_port}/{name}", bare_process, 8))
                    ours.append(load(f"http://127.0.0.1:{port}{path}{QUERY}", process, 8))
                rate = median(ours, "per_second") / median(bare, "per_second")
                cost = median(bare, "cpu") / median(ours, "cpu")
                rows.append((f"{name}, requests per second", rate, f"at least {GOALS[name]:g}"))
                rows.append((f"{name}, by processor time", cost, f"{median(ours, 'cpu'):.0f} us per request"))
        crowd = [load(f"http://127.0.0.1:{port}{paths['get']}{QUERY}", process, 64) for _ in range(ROUNDS)]
        tail = median(crowd, "worst_ms") / median(crowd, "median_ms")
        rows.append(("get by 64, p99 to median", tail, f"at most {GOALS['tail']:g}"))
        rows.append(("put, versions per second", puts_per_second(port), f"at least {GOALS['put']:g}"))
    for name, value, goal in rows:
        print(f"{name:<28}{value:>9.2f}   {goal}")
    values = {name: value for name, value, _ in rows}
    return int(
        values["get, requests per second"] < GOALS["get"]
        or values["list, requests per second"] < GOALS["list"]
        or values["get by 64, p99 to median"] > GOALS["tail"]
        or values["put, versions per second"] < GOALS["put"]
    )


if __name__ == "__main__":
    raise SystemExit(main())
