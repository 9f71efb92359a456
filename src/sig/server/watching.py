"""What the server tells of its work: a line of JSON for each request, and figures for Prometheus."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPERATION = "sig.operation"
"""Where an application leaves in the scope which operation it does."""

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
"""The folder where workers put their figures together, if there are several."""

_OTHER = "other"
_METHODS = frozenset({"GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS"})
_CLIENT_REQUEST = b"x-ms-client-request-id"
_LONGEST = 2000  # bytes of a path or a name that a client chose
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Figures:
    """How many requests there were, and how long they took."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "operation", "status")
        self._requests = Counter("sig_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "sig_request_seconds",
            "How long requests took.",
            ("operation",),
            registry=self._registry,
            buckets=_BUCKETS,
        )
        self._counters: dict[tuple[str, str, int], Counter] = {}  # looking one up by its labels costs as much as it
        self._histograms: dict[str, Histogram] = {}

    def count(self, method: str, operation: str, status: int, seconds: float) -> None:
        method = method if method in _METHODS else _OTHER  # clients must not make up labels
        counter = self._counters.get((method, operation, status))
        if counter is None:
            counter = self._counters[method, operation, status] = self._requests.labels(method, operation, status)
        histogram = self._histograms.get(operation)
        if histogram is None:
            histogram = self._histograms[operation] = self._seconds.labels(operation)
        counter.inc()
        histogram.observe(seconds)

    def page(self, request: Request) -> Response:  # noqa: ARG002 - the same for everybody
        """The figures of all workers, as Prometheus reads them."""
        registry = self._registry
        if os.environ.get(MULTIPROCESS):
            from prometheus_client.multiprocess import MultiProcessCollector

            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")


class RequestLog:
    """Writes a line of JSON for each request to a file that others may write to as well."""

    def __init__(self, place: str) -> None:
        """``place`` is a file to append to, or ``-`` for stdout."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._descriptor = 1 if place == "-" else os.open(place, flags, 0o600)
        self._is_read = True

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor != 1:
            os.close(self._descriptor)

    def tell(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        """``ms`` are milliseconds until the last byte was handed over, ``bytes`` the length of the body."""
        if not self._is_read:
            return
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "path": scope["raw_path"][:_LONGEST].decode("latin-1"),
            "query": scope["query_string"][:_LONGEST].decode("latin-1"),
            "status": status,
            "ms": round(seconds * 1000, 3),
            "bytes": size,
            "clientRequestId": _client_request(scope),
            "operation": scope.get(OPERATION),
            "worker": os.getpid(),
        }
        try:
            os.write(self._descriptor, orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        except OSError:
            self._is_read = False  # whoever read it has gone; requests are answered all the same


class Watched:
    """``application``, each of whose requests is counted and told."""

    def __init__(
        self,
        application: ASGIApp,
        figures: Figures,
        log: RequestLog | None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._application = application
        self._figures = figures
        self._log = log
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        started = self._clock()
        status, size = 500, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._application(scope, receive, sending)
        finally:
            seconds = self._clock() - started
            self._figures.count(scope["method"], scope.get(OPERATION, _OTHER), status, seconds)
            if self._log is not None:
                self._log.tell(scope, status, size, seconds)


def _client_request(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == _CLIENT_REQUEST:
            text: str = value[:_LONGEST].decode("latin-1")
            return text
    return None
