"""Long-running operations: what PUT, DELETE and share answer, and the URL that tells how far the work is.

No operation is stored. Its URL carries what it is about, signed; how far it is follows from the resource and the clock
(docs/adr/0014-the-server.md).
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from sig.domain import response
from sig.domain.errors import NotFound, ResourceNotFound
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import to_text
from sig.server.api_versions import NOTIFIES_SINCE
from sig.server.exchange import Answer
from sig.server.routing import route

if TYPE_CHECKING:
    from sig.domain.errors import SigError
    from sig.server.exchange import Call
    from sig.service.documents import Written

POLL_SECONDS = 1
"""After how many seconds a client may ask again. Never 0: clients take that for no answer. Source: CLIENTS §1."""

_OK, _CREATED, _ACCEPTED = 200, 201, 202
_IN_PROGRESS, _CANCELED = "InProgress", "Canceled"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PREEMPTED = "Operation execution has been preempted by a more recent operation."


class Work(StrEnum):
    """What an operation does; spelled as its URL has it."""

    PUT = "put"
    DELETE = "delete"
    SHARE = "share"


class Operation(NamedTuple):
    """An operation as its URL tells it; ``name`` is a GUID, ``result`` what its last answer is, if not nothing."""

    name: str
    work: Work
    resource: ResourceId
    started_at: datetime
    result: dict[str, Any] | None = None


class Progress(NamedTuple):
    """How far an operation is: InProgress, Succeeded, Failed or Canceled, since when, and what went wrong."""

    status: str
    ended_at: datetime | None = None
    error: dict[str, str] | None = None


def put(call: Call, resource: ResourceId, written: Written, body: dict[str, Any]) -> Answer:
    """What a PUT answers: ``body`` as the client sees it, and where to ask how far it is. Source: SERVICE-FACTS §2."""
    operation = Operation(call.context.new_guid(), Work.PUT, resource, call.context.clock.now())
    headers = _headers(call, operation, written.body["location"])
    return Answer(_CREATED if written.is_new else _OK, body, headers)


# Difference from Azure: The last answer to a share action says what was done. Recorded ones were empty, but the client
# for JavaScript reads the operation and its groups there, and fails without.
def accepted(
    call: Call, work: Work, resource: ResourceId, location: str, result: dict[str, Any] | None = None
) -> Answer:
    """What a DELETE or a share action answers: nothing but where to ask how far it is.

    ``result`` is answered there in the end.
    """
    operation = Operation(call.context.new_guid(), work, resource, call.context.clock.now(), result)
    headers = _headers(call, operation, location)
    headers["Location"] = _url(call, operation, location, monitor=True)
    return Answer(_ACCEPTED, None, headers)


@route(
    "GET",
    "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/capsOperations/{operation}",
    operation="Operations_Get",
    summary="How far a long-running operation is.",
    limits=("GetOperation", 15000, 45000),
    is_quick=True,
)
def show(call: Call) -> Answer:
    operation = _operation(call)
    progress = _progress(call, operation)
    headers = {"Retry-After": str(POLL_SECONDS)} if progress.status == _IN_PROGRESS else {}
    if call.flag("monitor"):
        return Answer(_ACCEPTED, None, headers) if headers else Answer(_OK, operation.result)
    body: dict[str, Any] = {"startTime": to_text(operation.started_at)}
    if progress.ended_at is not None:
        body["endTime"] = to_text(max(progress.ended_at, operation.started_at))
    body.update(status=progress.status, name=operation.name)
    if progress.error is not None:
        body["error"] = progress.error
    return Answer(_OK, body, headers)


def _progress(call: Call, operation: Operation) -> Progress:
    """What takes time is planned with its resource: the copies of a version, the way of a share to its regions."""
    if operation.work is Work.DELETE:
        return Progress(response.SUCCEEDED, operation.started_at)
    from sig.service import completions

    try:
        found = completions.of(call.context, operation.resource)
    except ResourceNotFound:
        error = {"code": "OperationPreempted", "message": _PREEMPTED}
        return Progress(_CANCELED, call.context.clock.now(), error)
    if found.refusal is not None:
        return Progress(response.FAILED, found.ended_at, _error(found.refusal))
    return Progress(found.state if found.ended_at is not None else _IN_PROGRESS, found.ended_at)


def _error(refusal: SigError) -> dict[str, str]:
    return {"code": refusal.code, "message": refusal.message}


def _headers(call: Call, operation: Operation, location: str) -> dict[str, str]:
    # Others ask at once; the client for Java first waits for as long as it is told, or for 30 seconds.
    headers = {"Azure-AsyncOperation": _url(call, operation, location), "Retry-After": str(POLL_SECONDS)}
    if call.api_version >= NOTIFIES_SINCE:
        headers["Azure-AsyncNotification"] = "Enabled"
    return headers


def _url(call: Call, operation: Operation, location: str, *, monitor: bool = False) -> str:
    started = str((operation.started_at - _EPOCH) // _MICROSECOND)
    subject = _packed(str(operation.resource).encode())
    result = "" if operation.result is None else _packed(orjson.dumps(operation.result))
    signature = _signature(call, operation.name, started, operation.work, subject, result)
    return (
        f"{call.base}/subscriptions/{operation.resource.subscription}/providers/Microsoft.Compute/locations/"
        f"{_place(location)}/capsOperations/{operation.name}?{'monitor=true&' if monitor else ''}"
        f"api-version={call.api_version}&t={started}&c={operation.work}&s={subject}&h={signature}"
        f"{'&r=' if result else ''}{result}"
    )


def _operation(call: Call) -> Operation:
    """The operation that the URL of ``call`` tells. Raises NotFound for one that this store never gave."""
    started, work, subject, given, result = (call.asked(name) or "" for name in "tcshr")
    expected = _signature(call, call["operation"], started, work, subject, result)
    if not compare_digest(expected.encode(), given.encode()):
        raise _absent()
    try:
        identifier = ResourceId.parse(_unpacked(subject).decode())
    except ValueError:
        raise _absent() from None
    if identifier.subscription.casefold() != call.context.subscription:
        raise _absent()
    started_at = _EPOCH + int(started) * _MICROSECOND
    done = orjson.loads(_unpacked(result)) if result else None
    return Operation(call["operation"], Work(work), identifier, started_at, done)


def _packed(content: bytes) -> str:
    return urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _absent() -> NotFound:
    return NotFound(
        "The entity was not found in this Azure location.",
        target="operationId",
        hint="Use the URL of the Azure-AsyncOperation header as it was given, with all of its query.",
        rule="R410",
    )


def _signature(call: Call, *parts: str) -> str:
    """Ties ``parts`` together, and to this store: whoever serves it, today or after a restart, knows them again.

    And to the caller: to anybody else the operation is not there.
    """
    import hmac

    lineage = call.context.store.info().lineage or ""
    caller = "" if call.context.caller is None else call.context.caller.object_id
    return hmac.new(lineage.encode(), "\n".join((*parts, caller)).encode(), "sha256").hexdigest()[:32]


def _place(location: str) -> str:
    """The region as operation URLs spell it: early-access ones in capitals. Source: SERVICE-FACTS §2."""
    from sig.domain import regions

    region = regions.find(location)
    return region.display_name.replace(" ", "") if region and "EUAP" in region.display_name else location
