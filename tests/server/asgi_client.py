"""A client that calls an ASGI application in the process, without a network between them."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from starlette.types import ASGIApp, Message

T = TypeVar("T")
BASE = "https://localhost:8443"
NEWEST = "2026-03-03"
_READ_AT_ONCE = 65_536


class Response(NamedTuple):
    """What was answered; header names are in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def error(self) -> dict[str, Any]:
        found: dict[str, Any] = self.json()["error"]
        return found


class Client:
    """Sends requests to ``app`` one after the other, with ``api_version`` unless they name another or none."""

    def __init__(self, app: ASGIApp, *, api_version: str = NEWEST) -> None:
        self._app = app
        self._runner = asyncio.Runner()
        self.api_version = api_version

    def close(self) -> None:
        self._runner.close()

    def run(self, several: Coroutine[Any, Any, T]) -> T:
        """Wait for requests that are ``sending``, and whatever is made of them."""
        return self._runner.run(several)

    def request(self, method: str, url: str, document: Any = None, **options: Any) -> Response:
        """Send a request, and wait for its answer; see ``sending``."""
        return self.run(self.sending(method, url, document, **options))

    async def sending(
        self,
        method: str,
        url: str,
        document: Any = None,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        api_version: str | None = None,
    ) -> Response:
        """Send a request to a path, or to a URL that an answer gave; ``document`` is sent as JSON.

        A URL that has a query is sent as it is; a path gets the api-version (none if that is "").
        """
        parts = urlsplit(url)
        version = self.api_version if api_version is None else api_version
        named = {"api-version": version} if version and not parts.query else {}
        asked = "&".join(filter(None, [parts.query, urlencode({**named, **(query or {})})]))
        given = {"host": "localhost:8443", **(headers or {})}
        if document is not None:
            content = json.dumps(document).encode()
            given.setdefault("content-type", "application/json")
        if content is not None:
            given.setdefault("content-length", str(len(content)))
        return await self._sent(method, parts.path, asked, given, content or b"")

    def get(self, url: str, **options: Any) -> Response:
        return self.request("GET", url, **options)

    def put(self, url: str, document: Any = None, **options: Any) -> Response:
        return self.request("PUT", url, document, **options)

    def patch(self, url: str, document: Any = None, **options: Any) -> Response:
        return self.request("PATCH", url, document, **options)

    def post(self, url: str, document: Any = None, **options: Any) -> Response:
        return self.request("POST", url, document, **options)

    def delete(self, url: str, **options: Any) -> Response:
        return self.request("DELETE", url, **options)

    def head(self, url: str, **options: Any) -> Response:
        return self.request("HEAD", url, **options)

    async def _sent(self, method: str, path: str, query: str, headers: Mapping[str, str], content: bytes) -> Response:
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
            "client": ("127.0.0.1", 50000),
            "server": ("localhost", 8443),
        }
        pieces = [content[at : at + _READ_AT_ONCE] for at in range(0, len(content), _READ_AT_ONCE)] or [b""]
        received = iter(pieces)
        left = len(pieces)
        answers: list[Message] = []

        async def receive() -> Message:
            nonlocal left
            left -= 1
            return {"type": "http.request", "body": next(received), "more_body": left > 0}

        async def send(message: Message) -> None:
            answers.append(message)

        await self._app(scope, receive, send)
        start, *rest = answers
        found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]}
        return Response(start["status"], found, b"".join(message.get("body", b"") for message in rest))
