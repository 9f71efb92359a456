"""What a handler is given and what it answers: the call, with its body read on demand, and the answer."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl

import orjson

from sig.domain.errors import InvalidParameter, LocationRequired
from sig.domain.names import is_guid, shown
from sig.server.errors import (
    InvalidRequestContent,
    InvalidRequestUri,
    InvalidSubscriptionId,
    MismatchingResourceName,
    MismatchingResourceType,
    UnsupportedMediaType,
)
from sig.service.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sig.domain.access import Caller
    from sig.domain.resource_id import ResourceId
    from sig.server.routing import Match, Route
    from sig.service.context import Context
    from sig.service.image_versions_again import Revisited

    T = TypeVar("T")

MOST_BODY_BYTES = 4 * 1024 * 1024
"""ARM takes bodies of up to 4 MB."""

_MOST_DEPTH = 64
_MOST_DIGITS = 9
_MOST_QUERY = 100  # parameters
_MOST_QUERY_BYTES = 16_384
_REMEMBERED = 1024  # queries; clients repeat theirs
_JSON = ("application/json", "text/json")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CONTENT_TYPE = "application/json; charset=utf-8"


class Answer(NamedTuple):
    """Status, body (a document, or bytes that are JSON already, None for an empty one) and headers of its own."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = {}

    def encoded(self) -> bytes:
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else orjson.dumps(self.body)


class Recollection(NamedTuple):
    """An answer that may be given again: what the store looked like to it, and its bytes."""

    seen: object
    content: bytes


class Memory:
    """Answers by request, the latest asked for, as many as fit.

    Whether one still holds is for the store to say, each time: other processes change it too.
    """

    def __init__(self, most_bytes: int = 32 * 1024 * 1024, largest: int = 512 * 1024) -> None:
        self._most_bytes = most_bytes
        self._largest = largest
        self._kept: OrderedDict[object, Recollection] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, request: object) -> Recollection | None:
        with self._lock:
            found = self._kept.get(request)
            if found is not None:
                self._kept.move_to_end(request)
            return found

    def put(self, request: object, recollection: Recollection) -> None:
        with self._lock:
            self._forget(request)
            if len(recollection.content) > self._largest:
                return
            self._kept[request] = recollection
            self._bytes += len(recollection.content)
            while self._bytes > self._most_bytes:
                self._forget(next(iter(self._kept)))

    def _forget(self, request: object) -> None:
        before = self._kept.pop(request, None)
        if before is not None:
            self._bytes -= len(before.content)


class Call:
    """One request: where it goes, what it asks and the service's context for it.

    ``headers`` have names in lower case; ``base`` is the scheme and host that the client used; ``content`` the
    body as it was sent. ``memory`` holds answers to requests such as ``key``; None where each is made anew.
    """

    __slots__ = (
        "api_version",
        "base",
        "caller",
        "content",
        "context",
        "headers",
        "key",
        "match",
        "memory",
        "method",
        "query",
    )

    def __init__(
        self,
        *,
        method: str,
        match: Match,
        query: Mapping[str, str],
        api_version: str,
        headers: Mapping[str, str],
        base: str,
        content: bytes,
        context: Context,
        caller: Caller | None = None,
        key: object = None,
        memory: Memory | None = None,
    ) -> None:
        self.method = method
        self.match = match
        self.query = query
        self.api_version = api_version
        self.headers = headers
        self.base = base
        self.content = content
        self.context = context
        self.caller = caller
        self.key = key
        self.memory = memory

    def recalled(self) -> Recollection | None:
        """What such a request was answered before; it is for the caller to find out whether that still holds."""
        return self.memory.get(self.key) if self.memory is not None else None

    def again(self, visit: Callable[[object | None], Revisited[T]], answered: Callable[[T], Answer]) -> Answer:
        """What such a request was answered before, if ``visit`` finds that it still holds; or what ``answered`` makes.

        ``visit`` is given what was seen the last time, and answers what there is now unless that is the same.
        """
        before = self.recalled()
        now = visit(before and before.seen)
        if now.found is None:
            return Answer(body=before and before.content)
        answer = answered(now.found)
        if self.memory is None or now.seen is None:
            return answer
        content = answer.encoded()
        self.memory.put(self.key, Recollection(now.seen, content))
        return answer._replace(body=content)

    @property
    def route(self) -> Route:
        return self.match.route

    @property
    def parameters(self) -> Mapping[str, str]:
        return self.match.parameters

    def __getitem__(self, parameter: str) -> str:
        """What stands in the path for ``parameter``."""
        return self.match.parameters[parameter]

    def asked(self, name: str) -> str | None:
        """The value of the query parameter ``name``, in any case; None if it is not there or empty."""
        return self.query.get(name.casefold()) or None

    def flag(self, name: str) -> bool:
        """Whether the query parameter ``name`` says true. Raises InvalidParameter for another word."""
        given = self.asked(name)
        if given is None or given.casefold() in ("true", "false"):
            return given is not None and given.casefold() == "true"
        raise refuse_value(name, given, "true, false")

    def choice(self, name: str, *values: str) -> str | None:
        """That of ``values`` which the query parameter ``name`` is, in any case. Raises InvalidParameter."""
        given = self.asked(name)
        if given is None:
            return None
        for value in values:
            if given.casefold() == value.casefold():
                return value
        raise refuse_value(name, given, ", ".join(values))

    def page(self) -> Page | None:
        """The part of a list that is asked for; None where all of it is. Raises InvalidParameter."""
        limit, token = self.asked("$top"), self.asked("$skiptoken")
        if limit is None and token is None:
            return None
        if limit is not None and not (limit.isascii() and limit.isdigit() and len(limit) <= _MOST_DIGITS):
            raise refuse_value("$top", limit, "a whole number from 1")
        return Page(None if limit is None else int(limit), token, asked_by="$skiptoken", limited_by="$top")

    def document(self) -> dict[str, Any]:
        """The body as a JSON object. Raises UnsupportedMediaType and InvalidRequestContent."""
        _check_media_type(self.headers.get("content-type"))
        return parsed(self.content)

    def read(self, kind: type[T], root: str) -> T:
        """The ``kind`` that the body describes; members that are null count as absent.

        ``root`` begins the paths of refusals. Raises InvalidParameter, LocationRequired for a resource without a
        location, and what ``document`` raises.
        """
        from sig.wire import documents

        document = without_nulls(self.document())
        if "location" in getattr(kind, "__arm_fields__", ()) and not document.get("location"):
            raise LocationRequired(
                "The location property is required for this definition.",
                target="location",
                hint='Send the location of the resource: {"location": "westus"}.',
                rule="R406",
            )
        return documents.read(kind, document, root=root)

    def resource(self, kind: type[T], root: str, identifier: ResourceId) -> T:
        """As ``read``, of the resource ``identifier``: what the body calls it must be what the URL does.

        Raises MismatchingResourceName and MismatchingResourceType. An ID of another resource is for the rules.
        """
        from dataclasses import replace

        request: Any = self.read(kind, root)
        if request.name is not None and request.name.casefold() not in _names(identifier):
            raise MismatchingResourceName(
                f"The provided resource name '{shown(request.name)}' did not match the name in the Url "
                f"'{shown(identifier.path)}'.",
                target="name",
                hint="Leave the name out of the body: the URL says it.",
                rule="R411",
            )
        if request.type is not None and request.type.casefold() != identifier.type.casefold():
            raise MismatchingResourceType(
                f"The provided resource type '{shown(request.type)}' did not match the type in the Url "
                f"'{identifier.type}'.",
                target="type",
                hint="Leave the type out of the body: the URL says it.",
                rule="R411",
            )
        found: T = replace(request, name=None, type=None)
        return found

    @property
    def group(self) -> ResourceId:
        return self.context.group(self["group"])

    @property
    def gallery(self) -> ResourceId:
        return self.context.gallery(self["group"], self["gallery"])

    @property
    def definition(self) -> ResourceId:
        return self.gallery.child("images", self["image"])

    @property
    def version(self) -> ResourceId:
        return self.definition.child("versions", self["version"])

    @property
    def application(self) -> ResourceId:
        return self.gallery.child("applications", self["application"])

    @property
    def application_version(self) -> ResourceId:
        return self.application.child("versions", self["version"])

    @property
    def access_profile(self) -> ResourceId:
        return self.gallery.child("inVMAccessControlProfiles", self["profile"])

    @property
    def access_profile_version(self) -> ResourceId:
        return self.access_profile.child("versions", self["version"])


@lru_cache(_REMEMBERED)
def query_of(query_string: bytes) -> Mapping[str, str]:
    """The parameters of a query, names in lower case; of a name that is repeated, the first.

    Raises InvalidRequestUri.
    """
    if len(query_string) > _MOST_QUERY_BYTES:
        raise _refuse_query(f"is longer than {_MOST_QUERY_BYTES} bytes")
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_QUERY
        )
    except ValueError:
        raise _refuse_query("is not encoded in UTF-8, or has too many parameters") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.casefold(), value)
    return found


def subscription_of(match: Match) -> str | None:
    """The subscription in the path, None where it names none. Raises InvalidSubscriptionId."""
    given = match.parameters.get("subscription")
    if given is None or is_guid(given):
        return given
    raise InvalidSubscriptionId(
        f"The provided subscription identifier '{shown(given)}' is malformed or invalid.",
        target="subscriptionId",
        hint="A subscription is a GUID such as 00000000-0000-0000-0000-000000000000.",
        rule="R407",
    )


def parsed(content: bytes) -> dict[str, Any]:
    """The JSON object that ``content`` is. Raises InvalidRequestContent."""
    try:
        document = orjson.loads(content.removeprefix(_BYTE_ORDER_MARK))
    except orjson.JSONDecodeError as failure:
        raise _refused(str(failure)) from None
    if not isinstance(document, dict):
        raise _refused(f"an object is expected, not {shown(content.decode(errors='replace'))}")
    if _is_deeper(document, _MOST_DEPTH):
        raise _refused(f"it is nested deeper than {_MOST_DEPTH} levels")
    return document


def without_nulls(value: Any) -> Any:
    """``value`` without the members that are null, which ARM takes as absent."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value


def _names(identifier: ResourceId) -> tuple[str, str]:
    """What a body may call the resource: as answers do, and as templates do, with those above it."""
    return identifier.name.casefold(), identifier.path.casefold()


def refuse_value(name: str, given: str, accepted: str) -> InvalidParameter:
    """The refusal of a query parameter."""
    return InvalidParameter(
        f"The value of parameter {name} is invalid: '{shown(given)}'. It takes: {accepted}.", target=name, rule="R408"
    )


def _refuse_query(fault: str) -> InvalidRequestUri:
    return InvalidRequestUri(
        f"The query of the request {fault}.",
        target="uri",
        hint="Encode the values of the query in UTF-8.",
        rule="R403",
    )


def _check_media_type(declared: str | None) -> None:
    if not declared:
        return
    media_type, *parameters = (part.strip().casefold() for part in declared.split(";"))
    charset = next((part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset=")), "utf-8")
    if media_type not in _JSON or charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(
            f"The content media type '{shown(declared)}' is not supported. Only 'application/json' in UTF-8 is "
            "supported.",
            target="Content-Type",
            hint="Send Content-Type: application/json.",
            rule="R409",
        )


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_is_deeper(item, levels - 1) for item in inner if isinstance(item, (dict, list)))


def _refused(fault: str) -> InvalidRequestContent:
    return InvalidRequestContent(
        f"The request content was invalid and could not be deserialized: '{fault}'.",
        target="body",
        hint="Send one JSON object in UTF-8.",
        rule="R409",
    )
