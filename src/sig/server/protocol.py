"""HTTP/1.1 for clients that cannot be trusted: limits on the head of a request and on the time it takes to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

MOST_HEAD_BYTES = 64 * 1024
MOST_HEADERS = 100
SECONDS_TO_SEND = 60.0
"""How long a request may take to arrive whole, and a connection to begin with one."""

_CHECK_SECONDS = 5.0
_GOODBYE_SECONDS = 0.5
_FAULTS = {
    400: ("BadRequest", "The request is not one of HTTP/1.1."),
    408: ("RequestTimeout", f"The request did not arrive within {SECONDS_TO_SEND:g} seconds."),
    431: (
        "RequestHeaderFieldsTooLarge",
        f"The head of the request has more than {MOST_HEAD_BYTES // 1024} KB or {MOST_HEADERS} headers.",
    ),
}


class _HeadTooLargeError(Exception):
    pass


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol on httptools, which by itself takes heads without end and waits for them for ever."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fault = 400
        self._head_bytes = 0
        self._is_in_head = False
        self._waiting_since: float | None = None
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting_since = self.loop.time()
        self._watch = self.loop.call_later(_CHECK_SECONDS, self._check_time)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """As uvicorn's. Who keeps a connection idle does not read it, and so never says goodbye as TLS wants it."""
        super().shutdown()
        if self.transport.is_closing():
            self.loop.call_later(_GOODBYE_SECONDS, self._hang_up)

    def _hang_up(self) -> None:
        if not self.transport.get_write_buffer_size():  # nothing of an answer waits for a slow reader
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._refuse(431)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head, self._head_bytes = True, 0
        self._waiting_since = self.loop.time()

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > MOST_HEAD_BYTES or len(self.headers) > MOST_HEADERS:
            self._fault = 431
            raise _HeadTooLargeError
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._waiting_since = None
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the words are ours
        self._refuse(self._fault)

    def _check_time(self) -> None:
        if self._waiting_since is not None and self.loop.time() - self._waiting_since > SECONDS_TO_SEND:
            self._refuse(408)
            return
        self._watch = self.loop.call_later(_CHECK_SECONDS, self._check_time)

    def _refuse(self, status: int) -> None:
        """Answer as ARM would, unless an answer is under way, and hang up."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            code, message = _FAULTS[status]
            body = orjson.dumps({"error": {"code": code, "message": message}})
            head = (
                STATUS_LINE[status]
                + b"content-type: application/json; charset=utf-8\r\nconnection: close\r\ncontent-length: "
                + str(len(body)).encode()
                + b"\r\n\r\n"
            )
            self.transport.write(head + body)
        self.transport.close()
