"""Custom roles as people write them in JSON."""

from __future__ import annotations

import json

import pytest

from sig.domain.errors import InvalidParameter
from sig.domain.roles import CUSTOM_TYPE, Permission, RoleDefinition
from sig.wire import role_definitions

GUID = "77777777-7777-7777-7777-777777777777"
SCOPE = "/subscriptions/00000000-0000-0000-0000-000000000000"
AUDITOR = RoleDefinition(
    id="",
    name="Auditor",
    description="Reads.",
    permissions=(Permission(actions=("*/read",), not_actions=("a/b",), data_actions=("c/d",), not_data_actions=()),),
    type=CUSTOM_TYPE,
    assignable_scopes=(SCOPE,),
)
AT_TOP = {
    "Name": "Auditor",
    "IsCustom": True,
    "Description": "Reads.",
    "Actions": ["*/read"],
    "NotActions": ["a/b"],
    "DataActions": ["c/d"],
    "AssignableScopes": [SCOPE],
}
IN_PERMISSIONS = {
    "roleName": "Auditor",
    "description": "Reads.",
    "permissions": [{"actions": ["*/read"], "notActions": ["a/b"], "dataActions": ["c/d"], "condition": None}],
    "assignableScopes": [SCOPE],
}


@pytest.mark.parametrize(
    "content",
    [AT_TOP, IN_PERMISSIONS, [IN_PERMISSIONS], {"properties": IN_PERMISSIONS}],
    ids=("at the top", "as printed", "as listed", "as a body"),
)
def test_a_role_is_read_in_each_of_its_spellings(content: object) -> None:
    assert role_definitions.read(json.dumps(content)) == AUDITOR


@pytest.mark.parametrize(
    "members", [{"name": GUID.upper()}, {"id": f"{SCOPE}/providers/Microsoft.Authorization/roleDefinitions/{GUID}"}]
)
def test_a_guid_is_not_the_name_but_the_id(members: dict[str, str]) -> None:
    found = role_definitions.read(json.dumps({**IN_PERMISSIONS, **members}))
    assert (found.id, found.name) == (GUID, "Auditor")


@pytest.mark.parametrize("text", ["", "role.json", "[]", "[1, 2]", "1", '{"Actions": "*"}', "[" * 100_000])
def test_what_is_no_role_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameter):
        role_definitions.read(text)
