"""What the handlers of all resources share: IDs as the request spells them, lists in pages, merge patches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

from sig.domain.codec import encode
from sig.server.api_versions import gated
from sig.server.exchange import Answer, without_nulls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sig.server.exchange import Call
    from sig.service.paging import Listing

    T = TypeVar("T")

_PATCHED = ("tags", "identity", "properties")
_GROUP = 4  # where an ID, split at its slashes, has the group


def shown(call: Call, body: dict[str, Any], kind: str, *, group: str | None = None) -> dict[str, Any]:
    """``body``, a resource of the collection ``kind``, as this caller sees it.

    Members that are newer than its api-version are left out, and the ID spells the group as the request does, or as
    ``group``. Source: SERVICE-FACTS §3.
    """
    return gated({**body, "id": respelled(body["id"], group or call["group"])}, kind, call.api_version)


def respelled(identifier: str, group: str) -> str:
    """The ID with its resource group spelled as ``group``."""
    parts = identifier.split("/", _GROUP + 1)
    parts[_GROUP] = group
    return "/".join(parts)


def listing(call: Call, found: Listing, shape: Callable[[dict[str, Any]], dict[str, Any]]) -> Answer:
    """The items of a list, each in ``shape``, with the link to the next page where there is one."""
    document: dict[str, Any] = {"value": [shape(item) for item in found.items]}
    if found.next_token is not None:
        document["nextLink"] = _next_link(call, found.next_token)
    return Answer(body=document)


def _next_link(call: Call, token: str) -> str:
    """The URL of the next page: this request's own, as the client spells the host, with the token that goes on."""
    query = {**call.query, "$skiptoken": token}
    return f"{call.base}{path_of(call)}?{urlencode(query, safe='$')}"


def path_of(call: Call) -> str:
    """The path of the request, its parameters as they were given."""
    path = call.route.template
    for name, value in call.parameters.items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""), 1)
    return path


def merging(call: Call, kind: type[T], root: str) -> Callable[[T], T]:
    """The change that a PATCH makes of a stored ``kind``: its body merged into tags, identity and properties.

    A member that is null is removed. Source: RFC 7396. The change raises InvalidParameter.
    """
    from sig.wire import documents

    patch = {name: value for name, value in call.document().items() if name in _PATCHED}

    def change(stored: T) -> T:
        return documents.read(kind, without_nulls(merged(encode(stored), patch)), root=root)

    return change


def merged(target: Any, patch: Any) -> Any:
    """``target`` with the merge patch ``patch`` applied. Source: RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result: dict[str, Any] = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result


def without(body: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}
