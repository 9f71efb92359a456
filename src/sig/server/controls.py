"""``/_sig``: what tests do to the server. They reset the store, move its clock, set faults and load snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.responses import Response
from starlette.routing import Route

from sig.domain.errors import AuthorizationFailed, InvalidParameter, SigError
from sig.server import errors
from sig.server.exchange import CONTENT_TYPE, Answer, parsed
from sig.service.clock import chosen

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from sig.server.settings import ServerSettings
    from sig.service.context import Context

    Control = Callable[[Context, dict[str, str], dict[str, Any]], Any]

_MOST_BYTES = 64 * 1024
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ROOT = "/_sig"


def routes(settings: ServerSettings) -> list[Route]:
    """The paths of the controls. They ask nobody who he is: they are for a server of one's own."""
    return [Route(f"{ROOT}{path}", _Page(settings, control), methods=[method]) for method, path, control in _CONTROLS]


class _Page:
    """One control as an endpoint: a JSON object in, a document out, both optional."""

    def __init__(self, settings: ServerSettings, control: Control) -> None:
        self._settings = settings
        self._control = control

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        from starlette.requests import Request

        answer = await self._answer(Request(scope, receive))
        headers = {"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE, **answer.headers}
        await Response(answer.encoded(), answer.status, headers)(scope, receive, send)

    async def _answer(self, request: Request) -> Answer:
        try:
            _refuse_other_sites(request)
            body = await _body(request)
            return await to_thread.run_sync(self._done, dict(request.path_params), body)
        except SigError as refusal:
            return errors.answer(refusal)

    def _done(self, parameters: dict[str, str], body: dict[str, Any]) -> Answer:
        context = self._settings.context
        clock = chosen(context.store, self._settings.fixed_at(), self._settings.speed)
        document = self._control(context._replace(clock=clock), parameters, body)
        return Answer(204) if document is None else Answer(200, document)


def _reset(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import emptying

    return emptying.empty(context)


def _clock(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import clocks

    return clocks.show(context)


def _set_clock(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.domain.timestamps import from_text
    from sig.service import clocks

    instant = from_text(_text(body, "instant"), target="instant")
    return clocks.set_to(context, instant, running=body.get("running") is True)


def _advance_clock(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.domain import durations
    from sig.service import clocks

    return clocks.advance(context, durations.parse(_text(body, "by"), target="by"))


def _reset_clock(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import clocks

    return clocks.reset(context)


def _faults(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import faults

    return {"value": faults.listed(context)}


def _add_fault(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.domain.faults import Fault
    from sig.service import faults
    from sig.wire import documents

    return faults.add(context, documents.read(Fault, body, root="fault"))


def _clear_faults(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import faults

    faults.clear(context)


def _remove_fault(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import faults

    faults.remove(context, [int(parameters["number"])])


def _snapshots(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import store_snapshots

    found = store_snapshots.listed(context)
    return {"value": found.snapshots, "faults": found.faults}


def _save_snapshot(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import store_snapshots

    return store_snapshots.save(context, parameters["name"], force=True)


def _load_snapshot(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import store_snapshots

    return store_snapshots.load(context, parameters["name"])


def _delete_snapshot(context: Context, parameters: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ARG001
    from sig.service import store_snapshots

    store_snapshots.delete(context, parameters["name"])


_CONTROLS: tuple[tuple[str, str, Control], ...] = (
    ("POST", "/reset", _reset),
    ("GET", "/clock", _clock),
    ("PUT", "/clock", _set_clock),
    ("DELETE", "/clock", _reset_clock),
    ("POST", "/clock/advance", _advance_clock),
    ("GET", "/faults", _faults),
    ("POST", "/faults", _add_fault),
    ("DELETE", "/faults", _clear_faults),
    ("DELETE", "/faults/{number:int}", _remove_fault),
    ("GET", "/snapshots", _snapshots),
    ("PUT", "/snapshots/{name}", _save_snapshot),
    ("POST", "/snapshots/{name}/load", _load_snapshot),
    ("DELETE", "/snapshots/{name}", _delete_snapshot),
)


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of the request, an empty one where it has none. Raises InvalidParameter."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > _MOST_BYTES:
            raise errors.RequestContentTooLarge(
                f"The request content size exceeds the maximum size of {_MOST_BYTES // 1024} KB.",
                target="body",
                hint="No control takes that much.",
                rule="R409",
            )
    return parsed(bytes(content)) if content.strip() else {}


def _text(body: dict[str, Any], member: str) -> str:
    value = body.get(member)
    if isinstance(value, str):
        return value
    raise InvalidParameter(
        f"The body lacks '{member}', a text.",
        target=member,
        hint='Send {"by": "8m"} to /_sig/clock/advance, {"instant": "2026-01-07T06:00:00Z"} to /_sig/clock.',
        rule="R441",
    )


def _refuse_other_sites(request: Request) -> None:
    """A page of the web that is open in a browser of this machine must not empty the store."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).hostname not in _LOOPBACK:
        raise AuthorizationFailed(
            f"A page of '{origin}' asks; test controls are for this machine.",
            target="Origin",
            hint="Call them from a test, not from a page.",
            rule="R442",
        )
