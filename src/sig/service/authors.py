"""Who commits, as the journal says it: the command, with what must not be kept left out."""

from __future__ import annotations

from enum import Enum

from sig.store import Author

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sig.service.clock import Clock
    from sig.store import Store

OWNER = "owner"
"""The principal of what is committed in nobody else's name."""

_SEPARATOR = "\x1f"  # what the command line joins the words of one --set, --add or --remove with
_LARGEST = 2**63 - 1
_QUERY = r"""(\w://[^\s?"']*)\?[^\s"']*"""


def signing(
    store: Store,
    verb: str,
    words: Sequence[str],
    options: Mapping[str, Any],
    clock: Clock,
    calls: Sequence[Author] = (),
    principal: str = OWNER,
) -> Store:
    """``store``, whose commits are those of the command, made by ``principal``.

    The queries of URLs, which carry signatures, are cut. ``calls`` are those whom the command commits for, as a batch
    does; they may be added up to the commit.
    """
    if not verb:
        return store
    command = [public(word) for word in words]
    return store.attributed(Author(verb, command, public(dict(options)), principal, clock.now, calls))


def _text(text: str) -> str:
    """``text`` in Unicode; a generic update comes with its position on the command line, which says nothing."""
    position, separator, words = text.partition(_SEPARATOR)
    if separator and position.isdigit():
        text = words.replace(_SEPARATOR, " ")
    return text.encode(errors="backslashreplace").decode()


def public(value: Any) -> Any:
    """``value`` as a JSON value, without what URLs in it ask for."""
    match value:
        case Enum():
            return public(value.value)
        case dict():
            return {str(key): public(inner) for key, inner in value.items()}
        case list() | tuple():
            return [public(inner) for inner in value]
        case bool() | float() | None:
            return value
        case int() if abs(value) <= _LARGEST:
            return value
    return _text(_without_queries(str(value)))


def _without_queries(text: str) -> str:
    if "?" not in text:
        return text  # as most are, and spared the compiling of what finds the others
    import re

    return re.sub(_QUERY, r"\1?…", text)
