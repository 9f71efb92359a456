"""Where roles are assigned, what an assignment is, and when one is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sig.domain import role_assignments, scopes
from sig.domain.errors import (
    InvalidParameter,
    InvalidRoleAssignmentId,
    RoleAssignmentExists,
    RoleAssignmentLimitExceeded,
    RoleAssignmentUpdateNotPermitted,
)
from sig.domain.resource_id import ResourceId
from sig.domain.role_assignments import MOST_IN_SUBSCRIPTION, AssignmentProperties, RoleAssignment

SUB = "/subscriptions/00000000-0000-0000-0000-000000000000"
GROUP = f"{SUB}/resourceGroups/images"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/Contoso"
ROLES = f"{SUB}/providers/Microsoft.Authorization/roleDefinitions"
READER = f"{ROLES}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
NAME = "44444444-4444-4444-4444-444444444444"
OTHER_NAME = "55555555-5555-5555-5555-555555555555"
ALICE = "aaaaaaaa-0000-0000-0000-000000000001"


def assignment(scope: str = GALLERY, *, name: str = NAME, principal: str = ALICE, role: str = READER) -> RoleAssignment:
    properties = AssignmentProperties(role_definition_id=role, principal_id=principal, scope=scope)
    return role_assignments.assignment(name, properties)


@pytest.mark.parametrize(
    "text", [SUB, GROUP, GALLERY, f"{GALLERY}/images/i/versions/1.0.0", f"{GALLERY}/", f" {GROUP} "]
)
def test_a_scope_is_a_subscription_a_group_or_a_resource(text: str) -> None:
    assert str(scopes.parse(text)) == text.strip().rstrip("/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "images",
        "/subscriptions/contoso",
        f"{SUB}/resourceGroups",
        f"{SUB}/locations/westus",
        f"{SUB}/providers/Microsoft.Compute",
        f"{GROUP}/providers/Microsoft.Compute",
        f"{GROUP}/galleries/Contoso",
        "/providers/Microsoft.Management/managementGroups/contoso",
        f"{GROUP}/providers/Microsoft.Authorization/roleAssignments/{NAME}",
    ],
)
def test_nothing_else_is_a_scope(text: str) -> None:
    with pytest.raises(InvalidParameter) as refusal:
        scopes.parse(text)
    assert refusal.value.rule == "R335"


@pytest.mark.parametrize("scope", [SUB, GROUP, GALLERY])
def test_the_id_of_an_assignment_begins_with_its_scope_and_it_lies_below_its_subscription(scope: str) -> None:
    made = assignment(scope)
    identifier = ResourceId.parse(made.id)
    assert made.id == f"{scope}/providers/Microsoft.Authorization/roleAssignments/{NAME}"
    assert scopes.scope_of(identifier) == made.scope == ResourceId.parse(scope)
    assert str(scopes.place(identifier)) == f"{SUB}/providers/Microsoft.Authorization/roleAssignments/{NAME}"
    assert role_assignments.parse_id(made.id.upper().replace("/SUBSCRIPTIONS", "/subscriptions")) == identifier


@pytest.mark.parametrize("text", ["", NAME, GALLERY, f"{GALLERY}/providers/Microsoft.Authorization/roleAssignments/x"])
def test_other_texts_are_no_ids_of_assignments(text: str) -> None:
    with pytest.raises(InvalidRoleAssignmentId) as refusal:
        role_assignments.parse_id(text)
    assert refusal.value.rule == "R337"


def test_a_principal_has_a_role_at_a_scope_once_in_any_case() -> None:
    other = assignment(GALLERY.lower(), name=OTHER_NAME, principal=ALICE.upper(), role=READER.upper())
    with pytest.raises(RoleAssignmentExists):
        role_assignments.put(assignment(), [other], None)


def test_another_scope_principal_or_role_is_another_assignment() -> None:
    others = [
        assignment(GROUP, name=OTHER_NAME),
        assignment(name=OTHER_NAME, principal=OTHER_NAME),
        assignment(name=OTHER_NAME, role=f"{ROLES}/{OTHER_NAME}"),
    ]
    assert role_assignments.put(assignment(), others, None) == assignment()


def test_an_assignment_of_the_same_name_takes_another_description_and_nothing_else() -> None:
    stored = assignment()
    described = replace(stored, properties=replace(stored.properties, description="why"))
    assert role_assignments.put(described, [stored], stored) == described
    with pytest.raises(RoleAssignmentUpdateNotPermitted):
        role_assignments.put(assignment(GROUP), [stored], stored)


def test_r343_a_subscription_holds_4000_assignments() -> None:
    others = [
        assignment(name=OTHER_NAME, principal=f"bbbbbbbb-0000-0000-0000-{number:012}")
        for number in range(MOST_IN_SUBSCRIPTION)
    ]
    assert role_assignments.put(assignment(), others[1:], None) == assignment()
    with pytest.raises(RoleAssignmentLimitExceeded) as refusal:
        role_assignments.put(assignment(), others, None)
    assert refusal.value.rule == "R343"


def test_inherited_assignments_are_at_scopes_above_by_whole_names() -> None:
    scope = ResourceId.parse(GALLERY)
    assert role_assignments.reaches(assignment(GALLERY.upper().replace("/SUB", "/sub")), scope, inherited=False)
    assert not role_assignments.reaches(assignment(GROUP), scope, inherited=False)
    assert role_assignments.reaches(assignment(GROUP), scope, inherited=True)
    assert not role_assignments.reaches(assignment(f"{SUB}/resourceGroups/image"), scope, inherited=True)
    assert not role_assignments.reaches(assignment(f"{GALLERY}/images/i"), scope, inherited=True)
