"""The Resource Graph on the wire: queries for community galleries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.arm import ArmObject, arm
from sig.domain.errors import InvalidQuery
from sig.domain.names import is_guid
from sig.server import errors
from sig.server.exchange import Answer, refuse_value
from sig.server.routing import route
from sig.service import shared_views
from sig.service.paging import Page

if TYPE_CHECKING:
    from sig.server.exchange import Call

_ROOT = "queryRequest"
_PAGE, _MOST, _MOST_SKIPPED = 100, 1000, 1_000_000_000
_OBJECTS, _TABLE = "objectArray", "table"


@arm
class QueryRequest(ArmObject):
    """A query, for which subscriptions, and how its answer is to be cut and written (``$top``, ``resultFormat``)."""

    query: str
    subscriptions: tuple[str, ...] | None = None
    options: dict[str, Any] | None = None


@route(
    "POST",
    "/providers/Microsoft.ResourceGraph/resources",
    operation="Resources_Query",
    verb="gallery list-community",
    summary="Query the community galleries; az sig list-community does.",
    only_reads=True,
    body=QueryRequest,
)
def query(call: Call) -> Answer:
    request = call.read(QueryRequest, _ROOT)
    context = call.context._replace(subscription=_subscription(call, request))
    options = request.options or {}
    token = options.get("$skipToken")
    if token is not None and not isinstance(token, str):
        raise refuse_value("options.$skipToken", repr(token), "the token of the page before")
    page = Page(
        _count(options, "$top", _PAGE, 1, _MOST), token, asked_by="options.$skipToken", limited_by="options.$top"
    )
    written = options.get("resultFormat", _OBJECTS)
    if written not in (_OBJECTS, _TABLE):
        raise refuse_value("options.resultFormat", repr(written), f"{_OBJECTS}, {_TABLE}")
    try:
        found = shared_views.query(context, request.query, page, _count(options, "$skip", 0, 0, _MOST_SKIPPED))
    except InvalidQuery as refusal:
        return _refused(refusal)
    body = {
        "totalRecords": found.total,
        "count": len(found.rows),
        "data": found.rows if written == _OBJECTS else _as_table(found.rows),
        "facets": [],
        "resultTruncated": "false",
    }
    return Answer(body=body if found.next_token is None else {**body, "$skipToken": found.next_token})


def _subscription(call: Call, request: QueryRequest) -> str:
    """In whose name the galleries are listed: that of the first subscription asked about. Raises InvalidParameter."""
    for given in request.subscriptions or ():
        if not is_guid(given):
            raise refuse_value("subscriptions", given, "GUIDs")
    return request.subscriptions[0].lower() if request.subscriptions else call.context.subscription


def _count(options: dict[str, Any], name: str, default: int, least: int, most: int) -> int:
    given = options.get(name, default)
    if type(given) is not int or not least <= given <= most:
        raise refuse_value(f"options.{name}", repr(given), f"a whole number from {least} to {most}")
    return given


def _as_table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    names = list(rows[0]) if rows else []
    columns = [{"name": name, "type": "object" if name == "properties" else "string"} for name in names]
    return {"columns": columns, "rows": [[row[name] for name in names] for row in rows]}


def _refused(refusal: InvalidQuery) -> Answer:
    """What the Resource Graph answers to a query that it does not understand: what is wrong stands in the details."""
    found = errors.answer(refusal)
    detail = {"code": refusal.code, "message": f"{refusal.message} {refusal.hint}"}
    message = f"{refusal.message} {refusal.hint}"
    return found._replace(body={"error": {"code": "BadRequest", "message": message, "details": [detail]}})
