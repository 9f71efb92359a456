"""Dataclasses to ARM documents and back: one generic mapping that knows camelCase and drops what is unset."""

import types
import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

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
    """The ARM document of a dataclass: members in field order, those that are None left out."""
    if is_record(value):
        return {
            arm_name(name): encode(content)
            for name in value.__dataclass_fields__
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
    """The dataclass that ``document`` was encoded from.

    For documents of our own making: members that ``kind`` does not know are left out. Foreign
    documents go through ``sig.wire``. A member that is null is as good as absent. Raises ValueError about the first
    member of another type, and about one that is needed and absent.
    """
    values = {
        member: _decode_as(hint, content, name)
        for member, name, hint in members(cast("Any", kind))
        if (content := document.get(name)) is not None
    }
    try:
        return kind(**values)
    except TypeError as error:  # people edit files: what a command wrote has all that is needed
        raise ValueError(_missing(kind, values)) from error


def is_record(value: Any) -> bool:
    """Whether ``value`` is a dataclass or one's instance, told without importing ``dataclasses`` for a read."""
    return hasattr(value, "__dataclass_fields__")


@cache
def members(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """``(field name, ARM name, type)`` of each field of a dataclass, the type without ``None``."""
    hints = typing.get_type_hints(kind)
    return tuple((name, arm_name(name), _without_none(hints[name])) for name in kind.__dataclass_fields__)


def _missing(kind: Any, values: dict[str, Any]) -> str:
    from dataclasses import MISSING

    fields = kind.__dataclass_fields__.items()
    needed = [arm_name(name) for name, field in fields if field.default is MISSING and name not in values]
    return f"'{needed[0]}' is missing"


def _decode_as(hint: Any, value: Any, name: str) -> Any:
    if value is None:
        return None
    if is_record(hint):
        return decode(cast("type[Any]", hint), _require(dict, value, name))
    if typing.get_origin(hint) is tuple:
        return tuple(_decode_as(typing.get_args(hint)[0], item, name) for item in _require(list, value, name))
    if typing.get_origin(hint) is dict:
        inner = typing.get_args(hint)[1]
        return {key: _decode_as(inner, item, key) for key, item in _require(dict, value, name).items()}
    if issubclass(hint, Enum):
        return hint(_require(str, value, name))
    return _require(hint, value, name)


def _require(kind: type[T], value: Any, name: str) -> T:
    if kind is float and type(value) is int:
        return cast("T", float(value))  # a person who edits 30.0 may write 30
    if type(value) is not kind:  # not isinstance: true is no number here
        raise ValueError(f"'{name}' is {value!r:.80}, which is not {_WORDS[kind]}")
    return value


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint
    choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
    return choices[0] if len(choices) == 1 else hint
