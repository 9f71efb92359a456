"""The ASGI application: finds the route of a request, makes its call, and sends what the handler answers."""

from __future__ import annotations

import re
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

import anyio
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.middleware import Middleware

from sig.domain.errors import SigError
from sig.domain.names import is_guid
from sig.server import api_versions, errors
from sig.server.errors import AuthenticationFailed, InvalidRequestUri, RequestContentTooLarge
from sig.server.exchange import CONTENT_TYPE, MOST_BODY_BYTES, Answer, Call, Memory, query_of, subscription_of
from sig.server.routing import COMPUTE, Router, declared
from sig.service import accounts, authorization, authors
from sig.service.stores import ReadingStore, TurnStore, WritesNeeded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from sig.domain.access import Caller
    from sig.server.routing import Route
    from sig.server.settings import ServerSettings
    from sig.service.context import Context

HANDLERS = (
    "galleries",
    "images",
    "versions",
    "applications",
    "application_versions",
    "access_control_profiles",
    "access_control_profile_versions",
    "sharing",
    "long_running",
    "views",
    "soft_deleted",
    "groups",
    "subscriptions",
    "providers",
    "usages",
    "resource_graph",
    "sources",
    "openapi",
)
"""The modules whose functions are handlers."""

_WRITERS = 4  # threads; one writes, while the others read their requests and write their answers
_READERS = 8  # threads
_HOST = re.compile(r"[A-Za-z0-9._\[\]:-]{1,255}")
_WITH_BODY = ("PUT", "PATCH", "POST")
_NO_CONTENT = 204
_SUBSCRIPTIONS = "/subscriptions/"


def application(
    settings: ServerSettings, *, routes: Sequence[BaseRoute] = (), middleware: Sequence[Middleware] = ()
) -> Starlette:
    """The API over the store of ``settings``; ``routes`` (those of logins, health and controls) come before its own."""
    api = Api(settings)
    made = Starlette(routes=list(routes), middleware=[*middleware, Middleware(Straight, api=api)])
    # Not a Mount: that leaves a path with a line break, which is as wrong as any, to an answer which is none of ARM's.
    made.router.default = api
    made.router.redirect_slashes = False
    return made


def router() -> Router:
    """The routes of every handler."""
    for name in HANDLERS:
        import_module(f"sig.server.{name}")
    return Router(declared())


class Straight:
    """Sends what lies below a subscription straight to ``api``: no other route begins so, and most requests do."""

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self._app = app
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_below = scope["type"] == "http" and scope["path"].startswith(_SUBSCRIPTIONS)
        await (self._api if is_below else self._app)(scope, receive, send)


class Api:
    """The ARM API as an ASGI application."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._router = router()
        self._writers = CapacityLimiter(_WRITERS)
        self._readers = CapacityLimiter(_READERS)
        self._memory = Memory()
        self._writing = settings.context._replace(store=TurnStore(settings.context.store, Lock()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close"})  # the lifespan is the application's; there is nothing else
            return
        headers = _headers(scope)
        try:
            answer, route = await self._answered(scope, headers, receive)
        except SigError as refusal:
            answer, route = errors.answer(refusal), None
        except Exception as failure:  # noqa: BLE001 - whatever it is, the client gets an answer
            answer, route = errors.unforeseen(failure), None
        await _send(answer, scope["method"], _common_headers(headers, route), send)

    async def _answered(
        self, scope: Scope, headers: Mapping[str, str], receive: Receive
    ) -> tuple[Answer, Route | None]:
        method: str = scope["method"]
        base = _base(scope, headers)
        caller = self._caller(headers, base)  # first of all: strangers do not learn what paths there are
        match = self._router.match(method, scope["raw_path"])
        route = match.route
        scope["sig.operation"] = route.operation  # for the request log and the figures
        query = query_of(scope["query_string"])
        subscription = subscription_of(match)
        version = query.get("api-version") or ""
        if route.needs_version:
            version = api_versions.checked(version, route.template)
        call = Call(
            method=method,
            match=match,
            query=query,
            api_version=version,
            headers=headers,
            base=base,
            content=await _content(headers, receive) if method in _WITH_BODY else b"",
            context=self._settings.context,
            caller=caller,
            key=(scope["raw_path"], scope["query_string"], headers["host"]),
            memory=self._memory if caller is None else None,  # what others may see differs
        )
        return await self._run(call, subscription), route

    def _caller(self, headers: Mapping[str, str], base: str) -> Caller | None:
        """Who sends the request, None for the owner. Raises AuthenticationFailed."""
        if self._settings.authenticator is None:
            return None
        try:
            return self._settings.authenticator.caller(headers)
        except AuthenticationFailed as refusal:
            refusal.authority = f"{base}/adfs"
            raise

    async def _run(self, call: Call, subscription: str | None) -> Answer:
        """Read in one view of the store, in the event loop where that is quick; write where one may wait."""
        context = self._settings.context
        if call.route.reads:
            reading = context._replace(store=ReadingStore(context.store))
            try:
                if call.route.is_quick or call.recalled() is not None:
                    return self._handled(call, reading, subscription)
                return await self._in_thread(call, reading, subscription, self._readers)
            except WritesNeeded:
                pass  # a fault is set, or reads count: then it is done again, as what it is
        return await self._in_thread(call, self._writing, subscription, self._writers)

    async def _in_thread(
        self, call: Call, context: Context, subscription: str | None, limiter: CapacityLimiter
    ) -> Answer:
        return await anyio.to_thread.run_sync(self._handled, call, context, subscription, limiter=limiter)

    def _handled(self, call: Call, base: Context, subscription: str | None) -> Answer:
        """What the handler of ``call`` answers, or of a refusal its envelope."""
        try:
            call.context = self._context(call, base, subscription)
            return call.route.handler(call)
        except SigError as refusal:
            return errors.answer(refusal)

    def _context(self, call: Call, base: Context, subscription: str | None) -> Context:
        """The context of one request: its subscription, the time of now, who asks, and its name in the journal."""
        settings, store, caller = self._settings, base.store, call.caller
        if subscription is not None:
            subscription = accounts.resolve(store, subscription, strict=base.strict, caller=caller)
        clock = settings.clock(base)
        if not call.route.reads:
            principal = authors.OWNER if caller is None else caller.name
            verb = call.route.verb or call.route.operation
            store = authors.signing(store, verb, _words(call), {}, clock, principal=principal)
        context = base._replace(store=store, clock=clock, subscription=subscription or base.subscription)
        return context if caller is None else authorization.on_behalf(context, caller)


def _words(call: Call) -> tuple[str, str]:
    """The request as the journal tells it."""
    path = call.route.template
    for name, value in call.parameters.items():
        path = path.replace(f"{{{name}}}", value)
    return call.method, path


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _base(scope: Scope, headers: Mapping[str, str]) -> str:
    """Scheme and host as the client used them: what links in answers begin with. Raises InvalidRequestUri."""
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise InvalidRequestUri("The Host header of the request is missing or malformed.", target="Host", rule="R403")
    return f"{scope['scheme']}://{host}"


async def _content(headers: Mapping[str, str], receive: Receive) -> bytes:
    """The body of the request. Raises RequestContentTooLarge before it is read, where its length is told."""
    declared_length = headers.get("content-length", "0")
    if declared_length.isdecimal() and declared_length.isascii() and int(declared_length[:12]) > MOST_BODY_BYTES:
        raise _too_large()
    received, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        received.append(message.get("body", b""))
        size += len(received[-1])
        if size > MOST_BODY_BYTES:
            raise _too_large()
        if not message.get("more_body"):
            break
    return b"".join(received)


def _too_large() -> RequestContentTooLarge:
    return RequestContentTooLarge(
        f"The request content size exceeds the maximum size of {MOST_BODY_BYTES // 1024 // 1024} MB.",
        target="body",
        hint="No resource of a gallery is that large.",
        rule="R409",
    )


def _common_headers(headers: Mapping[str, str], route: Route | None) -> dict[str, str]:
    """What every answer tells: its request's names, and how many such requests are left. Source: SERVICE-FACTS §2."""
    given = headers.get("x-ms-correlation-request-id", "")
    request = str(uuid4())
    common = {
        "Cache-Control": "no-cache",
        "x-ms-request-id": request,
        "x-ms-correlation-request-id": given if is_guid(given) else request,
    }
    client = headers.get("x-ms-client-request-id")
    if client and headers.get("x-ms-return-client-request-id", "").casefold() == "true":
        common["x-ms-client-request-id"] = client
    if route is not None and route.limits is not None:
        counted, short, long = route.limits
        name = f"{COMPUTE}/{counted}"
        common["x-ms-ratelimit-remaining-resource"] = f"{name}3Min;{short - 1},{name}30Min;{long - 1}"
    return common


async def _send(answer: Answer, method: str, common: dict[str, str], send: Send) -> None:
    body = answer.encoded()
    common.update(answer.headers)
    if body:
        common.setdefault("Content-Type", CONTENT_TYPE)
    if answer.status != _NO_CONTENT:
        common["Content-Length"] = str(len(body))
    headers: list[tuple[bytes, bytes]] = [
        (name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in common.items()
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
