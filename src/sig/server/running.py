"""The server as a process: its socket, its workers, and what they are told when they start."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import ssl
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import orjson
import uvicorn
from uvicorn.supervisors import Multiprocess

from sig.domain.errors import Conflict, InternalServerError, InvalidParameter
from sig.server import certificates, home
from sig.server.protocol import GuardedProtocol
from sig.server.watching import MULTIPROCESS, RequestLog

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from sig.server.identity import SigningKey
    from sig.server.settings import ServerSettings

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8443
_KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 10
_START_SECONDS = 60.0
_BACKLOG = 2048
_OF_RESOURCES = ("/subscriptions", "/providers", "/tenants")


class Plan(NamedTuple):
    """All that a worker needs to know, in values that can be sent to another process.

    ``store`` is the location of the store; ``now`` the instant at which the clock is fixed from outside, in ISO 8601.
    Under ``auth`` open any login is taken and is the owner's; under directory only principals of the store log in.
    ``request_log`` is a file, ``-`` for stdout, None for none. ``certificate`` and ``key`` are files in PEM; without
    them the server shows one that its own authority signed, and with ``plain`` it speaks HTTP.
    """

    store: str
    subscription: str
    profile: str = "2021"
    strict: bool = False
    simulation: str | None = None
    speed: float = 1.0
    now: str | None = None
    journal_limit: int = 0
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    workers: int = 1
    certificate: str | None = None
    key: str | None = None
    plain: bool = False
    auth: Literal["open", "directory"] = "open"
    request_log: str | None = None
    ready_file: str | None = None
    test_controls: bool = False
    home: str = ""


def serve(plan: Plan, told: Callable[[str], None]) -> None:
    """Serve until somebody says stop (SIGTERM, SIGINT); ``told`` is called with the URL once requests are taken.

    Raises Conflict for a port that is taken, InvalidParameter also for a key that is damaged, and InternalServerError
    where a worker does not start.
    """
    plan = plan._replace(home=plan.home or home.folder())
    check(plan)
    _settings(plan)  # what is wrong with them, or with the key, is said here, not by every worker
    _signing_key(plan)
    listening = _listening(plan.host, plan.port)
    plan = plan._replace(port=listening.getsockname()[1])
    config = _config(plan)
    ready = partial(_ready, plan, told)
    try:
        serving = _serve_alone if plan.workers == 1 else _serve_many
        has_started = serving(config, listening, ready)
    finally:
        if plan.ready_file:
            with suppress(FileNotFoundError):
                os.unlink(plan.ready_file)
    if not has_started:
        raise InternalServerError(
            "A worker of the server did not start.",
            target="serve",
            hint="See what the workers wrote above.",
            rule="R448",
        )


def check(plan: Plan) -> None:
    """Raises InvalidParameter for what would serve strangers, or could not be served."""
    if not _is_loopback(plan.host):
        _check_open_to_others(plan)
    if plan.workers > 1 and plan.store.startswith("memory:"):
        raise InvalidParameter(
            f"The store '{plan.store}' lives in one process; {plan.workers} workers cannot share it.",
            target="--workers",
            hint="Choose a folder with --store, or one worker.",
            rule="R444",
        )
    for option, path in (("--cert", plan.certificate), ("--key", plan.key)):
        if path and not os.path.isfile(path):
            raise InvalidParameter(
                f"There is no file '{path}'.", target=option, hint="Give a certificate and its key in PEM.", rule="R445"
            )
    if plan.certificate:
        _check_certificate(plan.certificate, plan.key)
    if plan.request_log:
        _check_request_log(plan.request_log)


def _check_open_to_others(plan: Plan) -> None:
    """Raises InvalidParameter unless everybody is asked who they are, for all that they can do."""
    if plan.auth != "directory":
        raise InvalidParameter(
            f"'{plan.host}' is an address that other machines reach, and under --auth open whoever reaches the server "
            "owns the store.",
            target="--host",
            hint="Serve with --auth directory, or on 127.0.0.1, ::1 or localhost.",
            rule="R443",
        )
    if plan.test_controls:
        raise InvalidParameter(
            f"'{plan.host}' is an address that other machines reach, and test controls ask nobody who they are.",
            target="--test-controls",
            hint="Leave out --test-controls, or serve 127.0.0.1, ::1 or localhost.",
            rule="R443",
        )


def _check_certificate(certificate: str, key: str | None) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as failure:
        raise InvalidParameter(
            f"The certificate '{certificate}' and its key '{key}' cannot be used: {failure}.",
            target="--cert",
            hint="Give a certificate and its key in PEM, the key without a password.",
            rule="R445",
        ) from None


def _check_request_log(place: str) -> None:
    try:
        RequestLog(place).close()
    except OSError as failure:
        raise InvalidParameter(
            f"The request log '{place}' cannot be written: {failure.strerror}.", target="--request-log", rule="R432"
        ) from None


def url(plan: Plan) -> str:
    """What clients are pointed at."""
    host = "localhost" if plan.host in ("127.0.0.1", "localhost") else plan.host
    return f"{'http' if plan.plain else 'https'}://{f'[{host}]' if ':' in host else host}:{plan.port}"


def _worker(plan: Plan) -> ASGIApp:
    """The application of one process, which writes what goes wrong as JSON too."""
    _log_as_json()
    return application(plan)


def application(plan: Plan) -> ASGIApp:
    """What is served: the API, and before it logins, health, figures and controls."""
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route

    from sig.server import controls, identity
    from sig.server.application import Api
    from sig.server.watching import Figures, Watched
    from sig.service.accounts import DEFAULT_TENANT

    settings = _settings(plan)
    accounts: identity.Accounts
    key = _signing_key(plan)
    if plan.auth == "open":
        accounts = identity.OpenAccounts(DEFAULT_TENANT)
    else:
        directory = identity.StoredDirectory(settings)
        accounts = identity.DirectoryAccounts(directory)
        settings = replace(settings, authenticator=identity.TokenAuthenticator(key, directory.caller))
    api = Api(settings)
    login = identity.Login(accounts, key, DEFAULT_TENANT)
    figures = Figures()
    pages = Starlette(
        routes=[
            Route("/health", partial(_health, settings)),
            Route("/metrics", figures.page),
            *(controls.routes(settings) if settings.test_controls else ()),
            *identity.routes(login),
            Mount("/", api),
        ]
    )
    return Watched(Front(api, pages), figures, RequestLog(plan.request_log) if plan.request_log else None)


def _signing_key(plan: Plan) -> SigningKey:
    """What signs the tokens of this server. Raises InvalidParameter where it is damaged."""
    from sig.server import identity

    # What an open server signs counts for nothing where people are asked who they are.
    return identity.SigningKey(plan.home, file="tokens.pem" if plan.auth == "open" else "directory.pem")


class Front:
    """Sends requests for resources straight to the API, and all others over the pages."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if scope["path"].casefold().startswith(_OF_RESOURCES):
                await self._api(scope, receive, send)
                return
            scope["path"] = _single_slashes(scope["path"])
        await self._pages(scope, receive, send)


def _single_slashes(path: str) -> str:
    """``path`` as it was meant by a client that joined a URL with a slash at its end to one with a slash before it."""
    while "//" in path:
        path = path.replace("//", "/")
    return path


def _settings(plan: Plan) -> ServerSettings:
    from sig.domain.profile import by_name
    from sig.domain.simulation import parse
    from sig.domain.timestamps import from_text
    from sig.server.settings import ServerSettings
    from sig.service.context import Context
    from sig.service.stores import opened

    fixed_at = from_text(plan.now, target="SIG_NOW") if plan.now else None
    context = Context(
        store=opened(plan.store, plan.journal_limit),
        subscription=plan.subscription,
        profile=by_name(plan.profile),
        strict=plan.strict,
        simulation=parse(plan.simulation) if plan.simulation else None,
    )
    return ServerSettings(
        context=context, fixed_at=lambda: fixed_at, speed=plan.speed, test_controls=plan.test_controls
    )


def _health(settings: ServerSettings, request: Request) -> Response:  # noqa: ARG001
    """200 while the store can be read, else 503 with what is the matter; strangers are told its code alone."""
    from starlette.responses import JSONResponse

    from sig.domain.errors import SigError
    from sig.service.clock import kept

    try:
        with settings.context.store.reading() as view:
            kept(view)
    except SigError as refusal:
        error = {"code": refusal.code} | ({} if settings.authenticator else {"message": refusal.message})
        return JSONResponse({"status": "failed", "error": error}, 503)
    return JSONResponse({"status": "ok"})


def _config(plan: Plan) -> uvicorn.Config:
    if plan.plain:
        certificate, key = None, None
    elif plan.certificate:
        certificate, key = plan.certificate, plan.key
    else:
        certificates.authority(plan.home)
        certificate, key = certificates.leaf(plan.home).path, None
    return uvicorn.Config(
        partial(_worker, plan),
        factory=True,
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        workers=plan.workers,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        backlog=_BACKLOG,
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(_BACKLOG)
    except OSError as failure:
        found.close()
        raise Conflict(
            f"The server cannot listen on {host}, port {port}: {failure.strerror}.",
            target="--port",
            hint="Stop what listens there, or choose another port; 0 takes one that is free.",
            rule="R446",
        ) from None
    found.set_inheritable(True)
    return found


class _Server(uvicorn.Server):
    """uvicorn's, which says when it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


class _Workers(Multiprocess):
    """uvicorn's supervisor, which says when all workers take requests; one that dies it replaces."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._ready = ready
        self.is_ready = False

    def init_processes(self) -> None:
        super().init_processes()
        self.is_ready = all(process.wait_until_ready(_START_SECONDS, self.should_exit) for process in self.processes)
        if self.is_ready:
            self._ready()
        else:
            self.should_exit.set()  # what failed once fails again: others would be started in its place for ever


def _serve_alone(config: uvicorn.Config, listening: socket.socket, ready: Callable[[], None]) -> bool:
    # uvicorn stops gracefully and then sends the signal once more: to stop is what was asked, and no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    server = _Server(config, ready)
    server.run([listening])
    return server.started


def _serve_many(config: uvicorn.Config, listening: socket.socket, ready: Callable[[], None]) -> bool:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="sig-serve-") as figures:
        os.environ[MULTIPROCESS] = figures
        workers = _Workers(config, [listening], ready)
        workers.run()
    return workers.is_ready


def _ready(plan: Plan, told: Callable[[str], None]) -> None:
    if plan.ready_file:
        trusted = None if plan.plain or plan.certificate else certificates.authority(plan.home)
        about = {
            "url": url(plan),
            "pid": os.getpid(),
            "ca": trusted.certificate if trusted else plan.certificate,
            "bundle": trusted.bundle if trusted else None,
        }
        home.write(plan.ready_file, json.dumps(about).encode() + b"\n", secret=False)
    told(url(plan))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _JsonLines(logging.Formatter):
    """What goes wrong, as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "worker": record.process,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line).decode()


def _log_as_json() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
