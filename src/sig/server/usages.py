"""How much of each limit is in use, on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.server.exchange import Answer
from sig.server.routing import LOCATION_PATH, route
from sig.service import limits

if TYPE_CHECKING:
    from sig.server.exchange import Call

_MEMBERS = ("limit", "unit", "currentValue", "name")


@route("GET", f"{LOCATION_PATH}/usages", operation="Usage_List", verb="usage list", summary="The use of each limit.")
def listed(call: Call) -> Answer:
    found = limits.usages(call.context, call["location"])
    return Answer(body={"value": [{name: usage[name] for name in _MEMBERS} for usage in found]})
