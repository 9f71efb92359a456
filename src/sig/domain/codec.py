"""ARM objects to documents and back: one generic mapping that knows camelCase and drops what is unset."""

from __future__ import annotations

from enum import Enum
from functools import cache
from sys import modules
from types import UnionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

_WORDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}

# Words that ARM does not write as plain camelCase.
_IRREGULAR = {
    "confidential_vm_encryption_type": "confidentialVMEncryptionType",
    "hyper_v_generation": "hyperVGeneration",
    "os_state": "osState",
    "secure_vm_disk_encryption_set_id": "secureVMDiskEncryptionSetId",
    "size_in_gb": "sizeInGB",
    "supported_os_type": "supportedOSType",
    "v_cpus": "vCPUs",
}


def arm_name(field_name: str) -> str:
    """The ARM spelling of a field: ``target_regions`` is ``targetRegions``, ``v_cpus`` is ``vCPUs``."""
    if field_name in _IRREGULAR:
        return _IRREGULAR[field_name]
    head, *tail = field_name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def encode(value: Any) -> Any:
    """The document of an ARM object: members in field order, those that are None left out."""
    if is_record(value):
        return {
            arm_name(name): encode(content)
            for name in value.__arm_fields__
            if (content := getattr(value, name)) is not None
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(kind: type[T], document: dict[str, Any]) -> T:
    """The ARM object that ``document`` was encoded from.

    For documents of our own making: members that ``kind`` does not know are left out. Foreign
    documents go through ``sig.wire``. A member that is null is as good as absent. Raises ValueError about the first
    member of another type, and about one that is needed and absent.
    """
    known: Any = kind
    values = {
        member: _decode_as(hint, content, name)
        for member, name, hint in members(known)
        if (content := document.get(name)) is not None
    }
    try:
        return kind(**values)
    except TypeError as error:  # people edit files: what a command wrote has all that is needed
        raise ValueError(_missing(kind, values)) from error


def is_record(kind: Any) -> bool:
    """Whether ``kind`` is a class in ARM shape, or an object of one."""
    return hasattr(kind, "__arm_fields__")


@cache
def members(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """``(field name, ARM name, type)`` of each field of a class in ARM shape, the type without ``None``."""
    return tuple((name, arm_name(name), _without_none(hint)) for name, hint in hints(kind).items())


def origin(hint: Any) -> Any:
    """``tuple`` of ``tuple[str, ...]``, None of what is no generic type; as ``typing`` has it, which costs too much."""
    return getattr(hint, "__origin__", None)


def hints(kind: Any) -> dict[str, Any]:
    """The fields with their types, as ``typing.get_type_hints`` has them."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        found.update(base.__dict__.get("__annotations__", {}))  # noqa: RUF063 - inspect costs more than all of this
    names = vars(modules[kind.__module__])
    return {
        name: eval(hint, names) if isinstance(hint, str) else hint  # noqa: S307 - of annotations in our own source
        for name, hint in found.items()
        if name in kind.__arm_fields__
    }


def _missing(kind: Any, values: dict[str, Any]) -> str:
    from sig.domain.arm import needed

    return f"'{next(arm_name(name) for name in needed(kind) if name not in values)}' is missing"


def _decode_as(hint: Any, value: Any, name: str) -> Any:
    if value is None:
        return None
    if is_record(hint):
        return decode(hint, _require(dict, value, name))
    if origin(hint) is tuple:
        return tuple(_decode_as(hint.__args__[0], item, name) for item in _require(list, value, name))
    if origin(hint) is dict:
        inner = hint.__args__[1]
        return {key: _decode_as(inner, item, key) for key, item in _require(dict, value, name).items()}
    if issubclass(hint, Enum):
        return hint(_require(str, value, name))
    return _require(hint, value, name)


def _require(kind: type[T], value: Any, name: str) -> T:
    if kind is float and type(value) is int:
        value = float(value)  # a person who edits 30.0 may write 30
    if type(value) is not kind:  # not isinstance: true is no number here
        raise ValueError(f"'{name}' is {value!r:.80}, which is not {_WORDS.get(kind, kind)}")
    found: T = value
    return found


def _without_none(hint: Any) -> Any:
    if type(hint) is not UnionType:
        return hint
    choices = [choice for choice in hint.__args__ if choice is not type(None)]
    return choices[0] if len(choices) == 1 else hint
