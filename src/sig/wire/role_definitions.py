"""Custom roles as people write them in JSON, or as ``sig role definition list`` prints them."""

import json
from typing import Any

from sig.domain import scopes
from sig.domain.arm import ArmObject, arm
from sig.domain.errors import InvalidParameter
from sig.domain.names import is_guid
from sig.domain.roles import CUSTOM_TYPE, Permission, RoleDefinition
from sig.wire import documents

_ROOT = "roleDefinition"


@arm
class _Permission(ArmObject):
    actions: tuple[str, ...] | None = None
    not_actions: tuple[str, ...] | None = None
    data_actions: tuple[str, ...] | None = None
    not_data_actions: tuple[str, ...] | None = None


@arm
class _Definition(_Permission):
    """``name`` is the name of the role, or its GUID where ``role_name`` is the name."""

    id: str | None = None
    name: str | None = None
    role_name: str | None = None
    description: str | None = None
    assignable_scopes: tuple[str, ...] | None = None
    permissions: tuple[_Permission, ...] | None = None


def read(text: str) -> RoleDefinition:
    """The custom role in the JSON ``text``; its ``id`` is empty where none is given, and so is its name.

    Actions stand at the top or in ``permissions``; members may begin with a capital. Raises InvalidParameter.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise _refusal(f"It is neither JSON nor the path of a file: {failure}.") from None
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if not isinstance(content, dict):
        raise _refusal("A valid dictionary JSON representation is expected.")
    given = documents.read(_Definition, _in_camel_case(content), root=_ROOT)
    guid = next((word for word in (_guid(given.id), _guid(given.name)) if word), "")
    name = given.role_name or (given.name if given.name and not is_guid(given.name) else "")
    parts = given.permissions if given.permissions is not None else (given,)
    return RoleDefinition(
        id=guid,
        name=name,
        description=given.description or "",
        permissions=tuple(
            Permission(
                actions=part.actions or (),
                not_actions=part.not_actions or (),
                data_actions=part.data_actions or (),
                not_data_actions=part.not_data_actions or (),
            )
            for part in parts
        ),
        type=CUSTOM_TYPE,
        assignable_scopes=given.assignable_scopes or (),
    )


def _in_camel_case(content: dict[str, Any]) -> dict[str, Any]:
    """``content`` with its members, and those of an ARM body's ``properties``, as ARM spells them."""
    shown = {name[:1].lower() + name[1:]: value for name, value in content.items()}
    properties = shown.pop("properties", None)
    return {**shown, **_in_camel_case(properties)} if isinstance(properties, dict) else shown


def _guid(text: str | None) -> str:
    word = (text or "").rpartition("/")[2]
    return word.lower() if is_guid(word) else ""


def _refusal(fault: str) -> InvalidParameter:
    return InvalidParameter(
        f"Invalid role definition. {fault}",
        target=_ROOT,
        hint='It reads {"Name": "Image Lister", "Actions": ["Microsoft.Compute/galleries/images/read"], '
        f'"AssignableScopes": ["/subscriptions/{{subscription}}"]}}; more than one {scopes.DEFINITIONS} is not taken.',
        rule="R339",
    )
