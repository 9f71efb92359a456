"""What makes a class an ARM object: fields given by name, never changed, compared by content."""

from __future__ import annotations

from sig.domain.codec import arm_name, hints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import replace
    from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_: bool) -> Callable[[T], T]:
        """Tells type checkers what ``arm`` does; when it runs, nothing."""
        return lambda kind: kind

    def replace(value: T, /, **changes: Any) -> T:
        """``value`` with the fields that are named in ``changes`` as given there."""
        return type(value)(**{**dict(_named(value)), **changes})


__all__ = ["ArmObject", "arm", "fields", "needed", "replace"]

_NEEDED = object()  # stands for the default of a field that has none


class _DataclassFields:
    """The fields as those of a dataclass, which pydantic asks for where foreign documents come in."""

    def __get__(self, _: object, kind: Any) -> dict[str, Any]:
        from dataclasses import dataclass

        if not kind.__arm_fields__:
            return {}  # of the base: remembered there, it would be found before this in what is derived from it
        given = {name: default for name, default in kind.__arm_fields__.items() if default is not _NEEDED}
        described: Any = type(kind.__name__, (), {"__annotations__": hints(kind), **given})
        found: dict[str, Any] = dataclass(init=False, repr=False, eq=False, kw_only=True)(
            described
        ).__dataclass_fields__
        kind.__dataclass_fields__ = found
        return found


class ArmObject:
    """Base of every class in ARM shape: made from named fields, never changed, compared by content."""

    __slots__ = ()
    __arm_fields__: ClassVar[dict[str, Any]] = {}  # in order, each with its default
    __dataclass_fields__ = _DataclassFields()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "alias_generator": arm_name,
        "extra": "ignore",
        "coerce_numbers_to_str": True,
    }

    def __init__(self, **values: Any) -> None:
        for name, default in self.__arm_fields__.items():
            value = values.pop(name, default)
            if value is _NEEDED:
                raise TypeError(f"{type(self).__name__} needs {name}")
            object.__setattr__(self, name, value)
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in _named(self) if value is not None)
        return f"{type(self).__name__}({given})"


@dataclass_transform(kw_only_default=True, frozen_default=True)
def arm(kind: type[T]) -> type[T]:
    """Makes of a class body a class in ARM shape.

    A dataclass would do, but ``dataclasses`` and the code that it generates for each class would cost every command
    that writes more than an empty Python (docs/adr/0015-front-door.md).
    """
    own = tuple(kind.__annotations__)
    members = {name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    fields = {name: members.pop(name, _NEEDED) for name in own}
    members["__slots__"] = own
    members["__arm_fields__"] = {**getattr(kind, "__arm_fields__", {}), **fields}
    made: type[T] = type(kind.__name__, kind.__bases__, members)
    return made


def fields(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a class in ARM shape, or of an object of one, in their order."""
    return tuple(kind.__arm_fields__)


def needed(kind: Any) -> list[str]:
    """The fields of ``kind`` that have no default."""
    return [name for name, default in kind.__arm_fields__.items() if default is _NEEDED]


def _named(value: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(value, name)) for name in value.__arm_fields__]


def _values(value: Any) -> tuple[Any, ...]:
    return tuple(content for _, content in _named(value))
