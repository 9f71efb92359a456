"""Dataclasses to ARM documents and back: one generic mapping that knows camelCase and drops what is unset."""

import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")

# Words that ARM does not write as plain camelCase.
_IRREGULAR = {
    "confidential_vm_encryption_type": "confidentialVMEncryptionType",
    "hyper_v_generation": "hyperVGeneration",
    "os_state": "osState",
    "secure_vm_disk_encryption_set_id": "secureVMDiskEncryptionSetId",
    "size_in_gb": "sizeInGB",
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
    if is_dataclass(value):
        return {
            arm_name(member.name): encode(content)
            for member in fields(value)
            if (content := getattr(value, member.name)) is not None
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

    For documents of our own making: members that ``kind`` does not know are left out and types
    are trusted. Foreign documents go through ``sig.wire``.
    """
    values = {
        member: _decode_as(hint, document[name]) for member, name, hint in members(kind) if name in document
    }
    return kind(**values)


@cache
def members(kind: type) -> tuple[tuple[str, str, Any], ...]:
    """``(field name, ARM name, type)`` of each field of a dataclass, the type without ``None``."""
    hints = typing.get_type_hints(kind)
    return tuple(
        (member.name, arm_name(member.name), _without_none(hints[member.name]))
        for member in fields(cast("Any", kind))
    )


def _decode_as(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(hint):
        return decode(cast("type[Any]", hint), value)
    if typing.get_origin(hint) is tuple:
        return tuple(_decode_as(typing.get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint
    choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
    return choices[0] if len(choices) == 1 else hint
