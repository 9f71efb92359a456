"""Foreign ARM documents into the domain's objects; what does not fit is an ARM error with its property path."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from sig.domain.codec import decode
from sig.domain.errors import InvalidParameter
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

    T = TypeVar("T")

# What pydantic says of Python's types, in words of JSON.
_WORDS = {"tuple_type": "Input should be a valid list", "dataclass_type": "Input should be a valid object"}
# Choices that have a rule of their own, by the property that they are the value of.
_CHOICE_RULES = {"permissions": "R010", "storageAccountType": "R046"}


def read(kind: type[T], document: dict[str, Any], *, root: str) -> T:
    """The ``kind`` that ``document`` describes; numbers and booleans may come as text.

    ``root`` begins the property path of refusals, for example ``galleryImageVersion``. Raises
    InvalidParameter about the first member that does not fit. Source: SPEC R010, R025, R036, R046.
    """
    # Most documents are as ours: they need no pydantic, whose import costs six times an empty Python.
    with suppress(RecursionError, TypeError, ValueError):
        if _is_plain(document):
            return decode(kind, document)
    return validated(kind, document, root=root)


def validated(kind: type[T], document: dict[str, Any], *, root: str) -> T:
    """As ``read``, by pydantic: what it takes for what, and what it says of the rest."""
    from pydantic import ValidationError

    known: Any = kind
    try:
        found: T = _adapter(known).validate_python(document)
    except ValidationError as failure:
        raise _refusal(failure.errors(include_url=False)[0], root) from None
    return found


def _is_plain(value: Any) -> bool:
    """Whether all in ``value`` means to pydantic what it means to us: no nulls, and no text that is not Unicode."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(key) for key in value) and all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, str):
        return value.isascii() or value.encode(errors="replace").decode() == value
    return value is not None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _refusal(error: ErrorDetails, root: str) -> InvalidParameter:
    path = ".".join([root, *(str(part) for part in error["loc"])])
    given = shown(repr(error["input"]))
    fault = _WORDS.get(error["type"], error["msg"])
    rule = _CHOICE_RULES.get(str(error["loc"][-1]), "R025") if error["type"] == "enum" else "R110"
    return InvalidParameter(f"The value {given} of '{path}' is not valid. {fault}.", target=path, rule=rule)
