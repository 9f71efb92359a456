"""The routes as data, and how a path finds its route: a trie of folded segments, one look-up for each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from sig.domain.names import shown
from sig.server.errors import (
    InvalidRequestUri,
    InvalidResourceNamespace,
    InvalidResourceType,
    MethodNotAllowed,
    MissingSubscription,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sig.domain.errors import NotFound
    from sig.server.exchange import Answer, Call

    Handler = Callable[[Call], Answer]

_MOST_SEGMENTS = 64
_MOST_BYTES = 4096  # of a path; the longest names make one of a quarter of that
_REMEMBERED = 4096  # paths; a match depends on nothing else
_FIRST_PRINTABLE = " "
_DELETE = "\x7f"
_READING = ("GET", "HEAD")
COMPUTE = "Microsoft.Compute"
SUBSCRIPTION_PATH = "/subscriptions/{subscription}"
LOCATION_PATH = f"{SUBSCRIPTION_PATH}/providers/{COMPUTE}/locations/{{location}}"
GROUP_PATH = f"{SUBSCRIPTION_PATH}/resourceGroups/{{group}}"
GALLERY_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries/{gallery}"
GALLERIES_PATH = GALLERY_PATH.rpartition("/")[0]


class Route(NamedTuple):
    """One operation of the API.

    ``template`` holds parameters in braces; ``operation`` is the name in the service's own description of its API,
    ``verb`` what users of the command line know it as: history and faults go by that. ``limits`` are
    how many such requests the service takes in 3 and in 30 minutes, which it tells with each answer. ``is_quick``
    says of a reading route that it answers from a document or two, and need not leave the event loop.
    ``only_reads`` says it of a POST that changes nothing. ``needs_version`` says that a request without an
    api-version is refused.
    """

    methods: tuple[str, ...]
    template: str
    operation: str
    handler: Handler
    verb: str = ""
    summary: str = ""
    limits: tuple[str, int, int] | None = None
    is_quick: bool = False
    needs_version: bool = True
    body: type | None = None
    only_reads: bool = False

    @property
    def reads(self) -> bool:
        return self.only_reads or all(method in _READING for method in self.methods)

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(part[1:-1] for part in self.template.split("/") if part.startswith("{"))


class Match(NamedTuple):
    """The route that a request takes and what stands in its path for each parameter, decoded."""

    route: Route
    parameters: Mapping[str, str]


_declared: list[Route] = []


def route(
    methods: str | Sequence[str],
    template: str,
    *,
    operation: str,
    verb: str = "",
    summary: str = "",
    limits: tuple[str, int, int] | None = None,
    is_quick: bool = False,
    needs_version: bool = True,
    body: type | None = None,
    only_reads: bool = False,
) -> Callable[[Handler], Handler]:
    """Makes a function the handler of ``methods`` (one, or several) on ``template``; see ``Route``.

    ``body`` is the dataclass that the body of the request describes.
    """
    several = (methods,) if isinstance(methods, str) else tuple(methods)

    def declare(handler: Handler) -> Handler:
        made = Route(
            several,
            template,
            operation,
            handler,
            verb,
            summary,
            limits,
            is_quick,
            needs_version,
            body,
            only_reads,
        )
        _declared.append(made)
        return handler

    return declare


def declared() -> tuple[Route, ...]:
    """Every route of the modules imported so far, in the order in which they were declared."""
    return tuple(_declared)


class _Node:
    """A place in the trie: the literal segments that follow, what follows a parameter, and the routes that end here."""

    __slots__ = ("literals", "parameter", "routes")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.parameter: _Node | None = None
        self.routes: dict[str, Route] = {}


class Router:
    """Finds the route of a request. Segments of templates match without regard to case, literals before parameters."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        self.routes = tuple(routes)
        for each in self.routes:
            self._add(each)
        self._remembered = lru_cache(_REMEMBERED)(self._match)

    def _add(self, added: Route) -> None:
        node = self._root
        for part in added.template.strip("/").split("/"):
            if part.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literals.setdefault(part.casefold(), _Node())
        for method in added.methods:
            if method in node.routes:
                raise ValueError(f"{method} {added.template} is declared twice")
            node.routes[method] = added

    def match(self, method: str, raw_path: bytes) -> Match:
        """The route of ``method`` on ``raw_path``, which is still encoded.

        HEAD takes the route of GET where it has none of its own. Raises InvalidRequestUri, MethodNotAllowed and the
        refusals of a path that is not there.
        """
        if len(raw_path) > _MOST_BYTES:
            raise _refused(raw_path, f"is longer than {_MOST_BYTES} bytes")
        return self._remembered(method, raw_path)

    def _match(self, method: str, raw_path: bytes) -> Match:
        found = segments(raw_path)
        ends = [(node, names) for node, names in _ends(self._root, found, 0) if node.routes]
        for node, names in ends:
            taken = node.routes.get(method) or (node.routes.get("GET") if method == "HEAD" else None)
            if taken is not None:
                return Match(taken, dict(zip(taken.parameters, names, strict=True)))
        if ends:
            allowed = {name for node, _ in ends for name in node.routes}
            raise MethodNotAllowed(shown(method), sorted(allowed | ({"HEAD"} if "GET" in allowed else set())))
        raise _absent(found)


def segments(raw_path: bytes) -> tuple[str, ...]:
    """The segments of a path, decoded once; repeated slashes count as one.

    Raises InvalidRequestUri for what is not UTF-8, and for names that could mean another path.
    """
    encoded = [part for part in raw_path.split(b"/") if part]
    if len(encoded) > _MOST_SEGMENTS:
        raise _refused(raw_path, f"has more than {_MOST_SEGMENTS} segments")
    return tuple(_decoded(part, raw_path) for part in encoded)


def _decoded(part: bytes, raw_path: bytes) -> str:
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:
        raise _refused(raw_path, "is not UTF-8") from None
    if text in (".", "..") or "/" in text or "\\" in text:
        raise _refused(raw_path, "has a segment that would mean another path")
    if any(letter < _FIRST_PRINTABLE or letter == _DELETE for letter in text):
        raise _refused(raw_path, "has a control character")
    return text


def _refused(raw_path: bytes, fault: str) -> InvalidRequestUri:
    return InvalidRequestUri(
        f"The request URI '{shown(raw_path.decode('latin-1'))}' {fault}.",
        target="uri",
        hint="Encode names in the path once, in UTF-8; they hold no slash.",
        rule="R403",
    )


def _ends(node: _Node, found: tuple[str, ...], depth: int) -> Iterable[tuple[_Node, tuple[str, ...]]]:
    """Where ``found`` can end in the trie, with what stands for the parameters; literals first."""
    if depth == len(found):
        yield node, ()
        return
    literal = node.literals.get(found[depth].casefold())
    if literal is not None:
        yield from _ends(literal, found, depth + 1)
    if node.parameter is not None:
        for end, names in _ends(node.parameter, found, depth + 1):
            yield end, (found[depth], *names)


def _absent(found: tuple[str, ...]) -> NotFound:
    """The refusal of a path that no route has, as ARM words it."""
    folded = [part.casefold() for part in found]
    if "providers" not in folded or folded.index("providers") + 1 == len(found):
        if len(found) > 1 and folded[0] == "subscriptions":
            return InvalidResourceType(
                f"The requested resource '{shown('/'.join(found[2:]), 400)}' is not found in the subscription.",
                hint="See which paths there are: GET /openapi.json.",
                rule="R404",
            )
        return MissingSubscription(
            "The request did not have a subscription or a valid tenant level resource provider.",
            hint="Paths begin with /subscriptions/{subscription}.",
            rule="R404",
        )
    namespace, *rest = found[folded.index("providers") + 1 :]
    if namespace.casefold() != COMPUTE.casefold():
        return InvalidResourceNamespace(
            f"The resource namespace '{shown(namespace)}' is invalid.",
            hint=f"Resources of {COMPUTE} are served.",
            rule="R404",
        )
    kind = "/".join(rest[::2])
    return InvalidResourceType(
        f"The resource type '{shown(kind)}' could not be found in the namespace '{namespace}'.",
        hint="See which paths there are: GET /openapi.json.",
        rule="R404",
    )
