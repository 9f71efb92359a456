"""Foreign ARM documents into the domain's dataclasses; what does not fit is an ARM error with its property path."""

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown

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
    try:
        return cast("T", _adapter(cast("Any", kind)).validate_python(document))
    except ValidationError as failure:
        raise _refusal(failure.errors(include_url=False)[0], root) from None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _refusal(error: ErrorDetails, root: str) -> InvalidParameter:
    path = ".".join([root, *(str(part) for part in error["loc"])])
    given = shown(repr(error["input"]))
    fault = _WORDS.get(error["type"], error["msg"])
    rule = _CHOICE_RULES.get(str(error["loc"][-1]), "R025") if error["type"] == "enum" else "R110"
    return InvalidParameter(f"The value {given} of '{path}' is not valid. {fault}.", target=path, rule=rule)
