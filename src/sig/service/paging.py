"""Lists in pages: ``--max-items`` and the token that resumes."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Page(NamedTuple):
    """Part of a list; ``limit`` is the most items wanted, ``token`` where the last page ended.

    ``asked_by`` is the option that gave the token, ``limited_by`` that of the limit, for refusals.
    """

    limit: int | None = None
    token: str | None = None
    asked_by: str = "--next-token"
    limited_by: str = "--max-items"


class Listing(NamedTuple):
    """The items of one page, where more follow the token for the next, and what is odd about the list."""

    items: list[dict[str, Any]]
    next_token: str | None = None
    remark: str | None = None


def selected(keys: list[str], page: Page | None) -> tuple[list[str], str | None]:
    """The keys of ``page`` out of all of them, in order, and the next token.

    Raises InvalidParameter for a limit below 1 and a token that no list gave.
    """
    page = page or Page()
    if page.limit is not None and page.limit < 1:
        raise InvalidParameter(
            f"{page.limit} items were asked for; ask for 1 or more.", target=page.limited_by, rule="R120"
        )
    start = _resume(keys, page.token, page.asked_by) if page.token else 0
    end = len(keys) if page.limit is None else start + page.limit
    return keys[start:end], _token(end, keys[end]) if end < len(keys) else None


def _token(position: int, key: str) -> str:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(f"{position} {key}".encode()).decode("ascii")


def _resume(keys: list[str], token: str, option: str) -> int:
    """Where the item named by ``token`` stands now; in its old place if it was deleted since."""
    from base64 import urlsafe_b64decode

    try:
        position, _, key = urlsafe_b64decode(token.encode("ascii")).decode().partition(" ")
        return keys.index(key) if key in keys else max(0, int(position))
    except ValueError:
        raise InvalidParameter(
            f"'{token[:80]}' is not a token of a list.",
            target=option,
            hint="Use the token that the previous page gave.",
            rule="R120",
        ) from None
