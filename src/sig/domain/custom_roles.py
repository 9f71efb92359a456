"""Role definitions as ARM documents, and the rules of those that people make themselves."""

from __future__ import annotations

import re

from sig.domain import roles, scopes
from sig.domain.access import covers
from sig.domain.arm import ArmObject, arm
from sig.domain.errors import (
    InvalidActionOrNotAction,
    InvalidParameter,
    OperationNotAllowed,
    RoleDefinitionDoesNotExist,
    RoleDefinitionHasAssignments,
    RoleDefinitionLimitExceeded,
    RoleDefinitionWithSameNameExists,
)
from sig.domain.names import is_guid, shown, some
from sig.domain.resource_id import ResourceId
from sig.domain.roles import CUSTOM_TYPE, Permission, RoleDefinition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

TYPE = f"{scopes.AUTHORIZATION}/{scopes.DEFINITIONS}"
MOST_IN_TENANT = 5000
_LONGEST_NAME = 128
_LONGEST_DESCRIPTION = 2048
# A provider, types and a verb, any of which * can stand for: Microsoft.Compute/galleries/read, */read, *.
_ACTION = r"\*|[\w.*-]+(/[\w.*-]+)+"


@arm
class RolePermission(ArmObject):
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    not_data_actions: tuple[str, ...] = ()


@arm
class RoleProperties(ArmObject):
    """``type`` is CustomRole; ``created_by`` and ``updated_by`` are object IDs, None for the owner of the store."""

    role_name: str
    description: str = ""
    type: str = CUSTOM_TYPE
    assignable_scopes: tuple[str, ...] = ()
    permissions: tuple[RolePermission, ...] = ()
    created_by: str | None = None
    updated_by: str | None = None


@arm
class CustomRole(ArmObject):
    """A custom role as it is stored; ``name`` is its GUID."""

    id: str
    name: str
    properties: RoleProperties
    type: str = TYPE


def role_of(stored: CustomRole) -> RoleDefinition:
    facts = stored.properties
    return RoleDefinition(
        id=stored.name.lower(),
        name=facts.role_name,
        description=facts.description,
        permissions=tuple(
            Permission(
                actions=one.actions,
                not_actions=one.not_actions,
                data_actions=one.data_actions,
                not_data_actions=one.not_data_actions,
            )
            for one in facts.permissions
        ),
        type=facts.type,
        assignable_scopes=facts.assignable_scopes,
    )


def stored(role: RoleDefinition, subscription: str, created_by: str | None, updated_by: str | None) -> CustomRole:
    """What is stored of ``role`` in ``subscription``."""
    return CustomRole(
        id=str(scopes.identifier(ResourceId.of_subscription(subscription), scopes.DEFINITIONS, role.id)),
        name=role.id,
        properties=RoleProperties(
            role_name=role.name,
            description=role.description,
            assignable_scopes=role.assignable_scopes,
            permissions=tuple(
                RolePermission(
                    actions=one.actions,
                    not_actions=one.not_actions,
                    data_actions=one.data_actions,
                    not_data_actions=one.not_data_actions,
                )
                for one in role.permissions
            ),
            created_by=created_by,
            updated_by=updated_by,
        ),
    )


def check(role: RoleDefinition, others: Iterable[RoleDefinition]) -> None:
    """Raises for a custom role that cannot be stored beside ``others``, those of its tenant.

    InvalidParameter for its name, description and scopes, InvalidActionOrNotAction,
    RoleDefinitionWithSameNameExists, RoleDefinitionLimitExceeded.
    """
    _check_texts(role)
    _check_scopes(role)
    _check_permissions(role)
    known = list(others)
    for other in (*roles.BUILT_IN.values(), *known):
        if other.id != role.id and other.name.casefold() == role.name.casefold():
            raise RoleDefinitionWithSameNameExists(
                "A custom role with the same name already exists in this directory. Use a different name.",
                target="properties.roleName",
                hint=f"'{shown(other.name)}' is {other.id}; change a custom role with: sig role definition update.",
                rule="R333",
            )
    if len(known) >= MOST_IN_TENANT and role.id not in {other.id for other in known}:
        raise RoleDefinitionLimitExceeded(
            f"Role definition limit exceeded. No more role definitions can be created: the tenant has {len(known)} of "
            f"{MOST_IN_TENANT}.",
            target="properties.roleName",
            hint="Delete custom roles that nobody uses: sig role definition list --custom-role-only.",
            rule="R344",
        )


def is_assignable(role: RoleDefinition, scope: ResourceId) -> bool:
    """Whether the role can be assigned at ``scope``: one of its assignable scopes is there or above."""
    return any(text == scopes.ROOT or covers(ResourceId.parse(text), scope) for text in role.assignable_scopes)


def check_not_built_in(role: RoleDefinition, verb: str) -> None:
    if role.type != CUSTOM_TYPE:
        raise OperationNotAllowed(
            f"'{role.name}' is a built-in role, which cannot be {verb}.",
            target="roleDefinition",
            hint="Make a custom role of its actions: sig role definition create.",
            rule="R341",
        )


def refuse_assigned(role: RoleDefinition, count: int) -> RoleDefinitionHasAssignments:
    return RoleDefinitionHasAssignments(
        f"There are existing role assignments referencing role '{shown(role.name)}': {count}.",
        target="roleDefinition",
        hint=f"Delete them first; see them with: sig role assignment list --all --role {role.id}.",
        rule="R334",
    )


def refuse_unknown(text: str, scope: ResourceId, known: Iterable[str]) -> RoleDefinitionDoesNotExist:
    """The refusal of a role that is not there, or cannot be assigned at ``scope``, with the nearest names."""
    from difflib import get_close_matches

    word = text.rpartition("/")[2]
    if is_guid(word):
        return RoleDefinitionDoesNotExist(
            f"The specified role definition with ID '{word}' does not exist.",
            target="properties.roleDefinitionId",
            hint=f"List the roles of that scope: sig role definition list --scope {scope}.",
            rule="R332",
        )
    names = {name.casefold(): name for name in known}
    close = [names[name] for name in get_close_matches(text.casefold(), names, n=3, cutoff=0.5)]
    meant = f"Did you mean {' or '.join(repr(name) for name in close)}? " if close else ""
    return RoleDefinitionDoesNotExist(
        f"Role '{shown(text)}' doesn't exist.",
        target="properties.roleDefinitionId",
        hint=f"{meant}List the roles of that scope: sig role definition list --scope {scope} -o table.",
        rule="R332",
    )


# Difference from Azure: Built-in roles have no dates. When Azure made and changed each is not known here; of custom
# roles it is.
def body(
    role: RoleDefinition,
    subscription: str,
    *,
    made: tuple[str | None, str | None] = (None, None),
    by: tuple[str | None, str | None] = (None, None),
) -> dict[str, Any]:
    """The ARM document that a GET in ``subscription`` answers.

    ``made`` is when it was created and changed, ``by`` who did.
    """
    return {
        "id": str(scopes.identifier(ResourceId.of_subscription(subscription), scopes.DEFINITIONS, role.id)),
        "name": role.id,
        "type": TYPE,
        "properties": {
            "assignableScopes": list(role.assignable_scopes),
            "createdBy": by[0],
            "createdOn": made[0],
            "description": role.description,
            "permissions": [
                {
                    "actions": list(one.actions),
                    "condition": None,
                    "conditionVersion": None,
                    "dataActions": list(one.data_actions),
                    "notActions": list(one.not_actions),
                    "notDataActions": list(one.not_data_actions),
                }
                for one in role.permissions
            ],
            "roleName": role.name,
            "type": role.type,
            "updatedBy": by[1],
            "updatedOn": made[1],
        },
    }


def _check_texts(role: RoleDefinition) -> None:
    if not role.name.strip() or len(role.name) > _LONGEST_NAME or is_guid(role.name):
        raise InvalidParameter(
            f"'{shown(role.name)}' cannot name a role: a name has 1 to {_LONGEST_NAME} characters and is not a GUID.",
            target="properties.roleName",
            hint="Put the name into the definition as Name, or as roleName.",
            rule="R339",
        )
    if not is_guid(role.id):
        raise InvalidParameter(f"'{shown(role.id)}' is not the ID of a role: a GUID is.", target="name", rule="R339")
    if len(role.description) > _LONGEST_DESCRIPTION:
        raise InvalidParameter(
            f"The description has {len(role.description)} characters; a role takes {_LONGEST_DESCRIPTION}.",
            target="properties.description",
            rule="R339",
        )


def _check_scopes(role: RoleDefinition) -> None:
    if not role.assignable_scopes:
        raise InvalidParameter(
            "A custom role needs assignable scopes: where it can be assigned.",
            target="properties.assignableScopes",
            hint='Put "AssignableScopes": ["/subscriptions/{subscription}"] into the definition.',
            rule="R339",
        )
    for text in role.assignable_scopes:
        scopes.parse(text, target="properties.assignableScopes")


# Difference from Azure: Any action that is written like one is taken into a custom role. Azure knows the actions of all
# its services, and refuses others.
def _check_permissions(role: RoleDefinition) -> None:
    actions = [
        action
        for one in role.permissions
        for action in (*one.actions, *one.not_actions, *one.data_actions, *one.not_data_actions)
    ]
    for action in actions:
        if not re.fullmatch(_ACTION, action):
            raise InvalidActionOrNotAction(
                f"'{shown(action)}' does not match any of the actions supported by the providers.",
                target="properties.permissions",
                hint="An action reads Microsoft.Compute/galleries/read; * stands for any text.",
                rule="R340",
            )
    if not any(one.actions or one.data_actions for one in role.permissions):
        given = some(actions)
        raise InvalidParameter(
            "A custom role needs at least one action or data action"
            + (f"; it only excludes {given}." if given else "."),
            target="properties.permissions",
            hint='Put "Actions": ["Microsoft.Compute/galleries/read"] into the definition.',
            rule="R339",
        )
