"""``NamedTuple`` without the start-up cost of the one in ``typing``; to type checkers it is that one."""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined] # what named tuples read their fields with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NamedTuple

    __all__ = ["NamedTuple"]
else:

    class _Maker(type):
        """Makes of a class body with annotations a subclass of ``tuple`` that has them as its fields.

        ``typing`` costs a command half an empty Python, and its ``NamedTuple`` compiles code for each class
        (docs/adr/0015-front-door.md). Here all classes share theirs.
        """

        def __new__(cls, name: str, _bases: tuple[type, ...], members: dict[str, Any]) -> type:
            fields = tuple(members.get("__annotations__", ()))
            defaults = {field: members.pop(field) for field in fields if field in members}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"of {name}, a field without a default follows one with a default")
            getters = {field: _tuplegetter(at, field) for at, field in enumerate(fields)}
            own = {
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
                "__new__": _constructor(name, fields, defaults),
                **_METHODS,
            }
            return type(name, (tuple,), {**own, **getters, **members})

    def _constructor(name: str, fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
        make, count = tuple.__new__, len(fields)

        def __new__(cls: type, *values: Any, **named: Any) -> Any:  # noqa: N807 - becomes the method of that name
            if len(values) == count and not named:
                return make(cls, values)
            if len(values) > count:
                raise TypeError(f"{name} takes {count} values, got {len(values)}")
            rest = []
            for field in fields[len(values) :]:
                if field in named:
                    rest.append(named.pop(field))
                elif field in defaults:
                    rest.append(defaults[field])
                else:
                    raise TypeError(f"{name} needs {field}")
            if named:
                raise TypeError(f"{name} takes no {', '.join(named)}, or has it twice")
            return make(cls, (*values, *rest))

        return __new__

    def _make(cls: type, values: Iterable[Any]) -> Any:
        return cls(*values)

    def _replace(self: Any, **changes: Any) -> Any:
        made = tuple.__new__(
            type(self), [changes.pop(field, value) for field, value in zip(self._fields, self, strict=True)]
        )
        if changes:
            raise ValueError(f"{type(self).__name__} has no {', '.join(changes)}")
        return made

    def _asdict(self: Any) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _repr(self: Any) -> str:
        given = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
        return f"{type(self).__name__}({given})"

    def _getnewargs(self: Any) -> tuple[Any, ...]:
        return tuple(self)

    _METHODS = {
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
        "__repr__": _repr,
        "__getnewargs__": _getnewargs,
    }
    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
