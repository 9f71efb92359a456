"""What the server does with clients that are slow: it hangs up, in ARM's words, and keeps nothing of them."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from sig.server.protocol import SECONDS_TO_SEND, GuardedProtocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose clock is moved by hand; what is due then runs."""

    def __init__(self) -> None:
        super().__init__()
        self.instant = 0.0
        self.due: list[tuple[float, Callable[[], None]]] = []

    def time(self) -> float:
        return self.instant

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Any, *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        self.due.append((self.instant + delay, callback))
        return asyncio.TimerHandle(self.instant + delay, callback, args, self, context)

    def wait(self, seconds: float) -> None:
        """Let ``seconds`` pass, with all that is due meanwhile in its order."""
        end = self.instant + seconds
        while self.due and min(self.due, key=lambda entry: entry[0])[0] <= end:
            entry = min(self.due, key=lambda entry: entry[0])
            self.due.remove(entry)
            self.instant = entry[0]
            entry[1]()
        self.instant = end


class Transport(asyncio.Transport):
    """Remembers what was written, and whether it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.is_closed = False

    def write(self, data: Any) -> None:
        self.written += data

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def pause_reading(self) -> None:
        """Nothing is read here."""

    def resume_reading(self) -> None:
        """Nothing is read here."""


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    begun = asyncio.all_tasks(made)
    for task in begun:
        task.cancel()
    made.run_until_complete(asyncio.gather(*begun, return_exceptions=True) if begun else asyncio.sleep(0))
    made.close()


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def connection(loop: Loop, transport: Transport) -> GuardedProtocol:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        """Never runs: the loop does not."""

    config = Config(application, http=GuardedProtocol, ws="none", lifespan="off", log_config=None)
    config.load()
    made = GuardedProtocol(config, ServerState(), {}, loop)
    made.connection_made(transport)
    return made


def refused(transport: Transport, status: int) -> str:
    head, _, body = transport.written.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert transport.is_closed
    code: str = json.loads(body)["error"]["code"]
    return code


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nhost: x", b"PUT / HTTP/1.1\r\ncontent-length: 9\r\n\r\nhalf"]
)
def test_a_request_that_does_not_arrive_in_time_is_given_up(
    connection: GuardedProtocol, loop: Loop, transport: Transport, sent: bytes
) -> None:
    if sent:
        connection.data_received(sent)
    loop.wait(SECONDS_TO_SEND)
    assert not transport.is_closed
    loop.wait(10)
    assert refused(transport, 408) == "RequestTimeout"


def test_dripping_a_byte_at_a_time_buys_no_time(connection: GuardedProtocol, loop: Loop, transport: Transport) -> None:
    connection.data_received(b"GET / HTTP/1.1\r\n")
    for _ in range(7):
        loop.wait(10)
        if not transport.is_closed:
            connection.data_received(b"x: y\r\n")
    assert refused(transport, 408) == "RequestTimeout"


def test_a_request_that_arrived_may_take_its_time(
    connection: GuardedProtocol, loop: Loop, transport: Transport
) -> None:
    connection.data_received(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
    loop.wait(SECONDS_TO_SEND * 10)
    assert not transport.is_closed


def test_a_connection_that_is_gone_is_watched_no_more(connection: GuardedProtocol, loop: Loop) -> None:
    watch = connection._watch
    connection.connection_lost(None)
    assert watch is not None
    assert watch.cancelled()


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"GET / HTTP/1.1\r\nhost: x\r\n" + b"x: y\r\n" * 101 + b"\r\n", 431, "RequestHeaderFieldsTooLarge"),
        (b"GET / HTTP/1.1\r\nx: " + b"y" * 70_000 + b"\r\n\r\n", 431, "RequestHeaderFieldsTooLarge"),
        (b"nonsense\r\n\r\n", 400, "BadRequest"),
    ],
)
def test_a_head_that_is_too_large_or_none_is_refused(
    connection: GuardedProtocol, transport: Transport, sent: bytes, status: int, code: str
) -> None:
    connection.data_received(sent)
    assert refused(transport, status) == code


def test_a_head_without_an_end_is_not_kept(connection: GuardedProtocol, transport: Transport) -> None:
    connection.data_received(b"GET / HTTP/1.1\r\nx: ")
    for _ in range(100):
        if not transport.is_closed:
            connection.data_received(b"y" * 1000)
    assert refused(transport, 431) == "RequestHeaderFieldsTooLarge"
