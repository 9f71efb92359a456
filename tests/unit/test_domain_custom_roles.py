"""Custom roles: what can be one, and where it can be assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sig.domain import custom_roles, roles
from sig.domain.codec import decode, encode
from sig.domain.errors import (
    InvalidActionOrNotAction,
    InvalidParameter,
    RoleDefinitionLimitExceeded,
    RoleDefinitionWithSameNameExists,
)
from sig.domain.resource_id import ResourceId
from sig.domain.roles import CUSTOM_TYPE, Permission, RoleDefinition

if TYPE_CHECKING:
    from typing import Any

OWN = "00000000-0000-0000-0000-000000000000"
SUB = f"/subscriptions/{OWN}"
ROLE = RoleDefinition(
    id="77777777-7777-7777-7777-777777777777",
    name="Auditor",
    description="Reads.",
    permissions=(Permission(actions=("*/read",), not_actions=("Microsoft.Compute/galleries/read",)),),
    type=CUSTOM_TYPE,
    assignable_scopes=(SUB,),
)


def test_a_role_is_stored_and_read_back_as_it_is() -> None:
    stored = custom_roles.stored(ROLE, OWN, None, None)
    assert stored.id == f"{SUB}/providers/Microsoft.Authorization/roleDefinitions/{ROLE.id}"
    assert custom_roles.role_of(decode(custom_roles.CustomRole, encode(stored))) == ROLE


@pytest.mark.parametrize(
    "action", ["*", "*/read", "Microsoft.Compute/*", "Microsoft.Compute/galleries/share/action", "Microsoft.*/read"]
)
def test_an_action_has_a_provider_and_a_verb_or_a_star(action: str) -> None:
    custom_roles.check(ROLE._replace(permissions=(Permission(actions=(action,)),)), [])


@pytest.mark.parametrize("action", ["", "read", "Microsoft.Compute", "a//b", "/read", "a b/read", "read/"])
@pytest.mark.parametrize("member", ["actions", "not_actions", "data_actions", "not_data_actions"])
def test_other_texts_are_no_actions(member: str, action: str) -> None:
    members: dict[str, Any] = {"actions": ("*",), member: (action,)}
    with pytest.raises(InvalidActionOrNotAction):
        custom_roles.check(ROLE._replace(permissions=(Permission(**members),)), [])


@pytest.mark.parametrize("name", ["", " ", "x" * 129, ROLE.id])
def test_a_name_is_short_and_no_guid(name: str) -> None:
    with pytest.raises(InvalidParameter):
        custom_roles.check(ROLE._replace(name=name), [])


def test_a_name_is_one_roles_alone_and_its_own() -> None:
    custom_roles.check(ROLE, [ROLE])
    with pytest.raises(RoleDefinitionWithSameNameExists):
        custom_roles.check(ROLE, [ROLE._replace(id=OWN, name="AUDITOR")])


def test_r344_a_tenant_holds_5000_custom_roles_which_can_still_be_changed() -> None:
    others = [
        ROLE._replace(id=f"88888888-0000-0000-0000-{number:012}", name=f"role {number}")
        for number in range(custom_roles.MOST_IN_TENANT)
    ]
    custom_roles.check(ROLE, others[1:])
    custom_roles.check(others[0], others)
    with pytest.raises(RoleDefinitionLimitExceeded) as refusal:
        custom_roles.check(ROLE, others)
    assert refusal.value.rule == "R344"


def test_a_role_can_be_assigned_at_its_scopes_and_below() -> None:
    group = f"{SUB}/resourceGroups/images"
    scoped = ROLE._replace(assignable_scopes=(group, f"{SUB}/resourceGroups/other"))
    assert custom_roles.is_assignable(scoped, ResourceId.parse(group.upper().replace("/SUB", "/sub")))
    assert custom_roles.is_assignable(scoped, ResourceId.parse(f"{group}/providers/Microsoft.Compute/galleries/g"))
    assert not custom_roles.is_assignable(scoped, ResourceId.parse(SUB))
    assert not custom_roles.is_assignable(scoped, ResourceId.parse(f"{group}-2"))
    assert custom_roles.is_assignable(roles.OWNER, ResourceId.parse(SUB))
