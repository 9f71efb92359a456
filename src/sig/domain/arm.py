"""What makes a dataclass an ARM object: its fields' spelling, and the methods that need not be generated."""

from dataclasses import MISSING, FrozenInstanceError, dataclass
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

from sig.domain.codec import arm_name

T = TypeVar("T")


class ArmObject:
    """Base of every dataclass in ARM shape: made from named fields, never changed, compared by content."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "alias_generator": arm_name,
        "extra": "ignore",
        "coerce_numbers_to_str": True,
    }

    def __init__(self, **values: Any) -> None:
        for name, field in self.__dataclass_fields__.items():  # type: ignore[attr-defined] # put there by ``arm``
            value = values.pop(name, field.default)
            if value is MISSING:
                raise TypeError(f"{type(self).__name__} needs {name}")
            object.__setattr__(self, name, value)
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in _named(self) if value is not None)
        return f"{type(self).__name__}({given})"


@dataclass_transform(kw_only_default=True, frozen_default=True)
def arm(kind: type[T]) -> type[T]:
    """A dataclass in ARM shape, its fields given by name.

    Its methods come from ArmObject. Generating them for each of the classes, as ``dataclass`` does,
    would cost every command that writes half an empty Python (docs/adr/0008-documents-and-codecs.md).
    """
    return dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(kind)


def _named(value: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(value, name)) for name in value.__dataclass_fields__]


def _values(value: Any) -> tuple[Any, ...]:
    return tuple(content for _, content in _named(value))
