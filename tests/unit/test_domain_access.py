"""Roles and decisions: what a pattern means, what a role allows, and where a grant holds."""

from __future__ import annotations

import pytest

from sig.domain import actions, roles
from sig.domain.access import Caller, Grant, covers, decide, is_allowed, principals
from sig.domain.resource_id import ResourceId, definition_id, gallery_id, group_id, version_id
from sig.domain.roles import Permission, RoleDefinition, allows, least, matches
from worlds import OTHER_SUB, SUB

READ = "Microsoft.Compute/galleries/read"
READ_VERSION = "Microsoft.Compute/galleries/images/versions/read"
GALLERY = gallery_id(SUB, "images", "Main")
DEFINITION = definition_id(SUB, "images", "Main", "web")
VERSION = version_id(SUB, "images", "Main", "web", "1.0.0")


def grant(scope: ResourceId, role: RoleDefinition = roles.READER) -> Grant:
    return Grant("an assignment", scope, role, "somebody")


@pytest.mark.parametrize(
    "pattern", ["*", "*/read", "Microsoft.Compute/*", "microsoft.COMPUTE/galleries/READ", "M*/r*d"]
)
def test_a_pattern_means_what_its_stars_can_stand_for_in_any_case(pattern: str) -> None:
    assert matches(pattern, READ)


@pytest.mark.parametrize(
    "pattern",
    ["", "Microsoft.Compute/galleries", "*/galleries/*/read", "read", "*/reader", "Microsoft.Compute/*/write"],
)
def test_a_pattern_means_nothing_else(pattern: str) -> None:
    assert not matches(pattern, READ)


def test_a_star_stands_for_several_segments_and_for_nothing() -> None:
    assert matches("Microsoft.Compute/*/read", READ_VERSION)
    assert matches("Microsoft.Compute/galleries*/read", READ)


def test_what_stands_before_and_after_a_star_does_not_overlap() -> None:
    assert not matches("a/read*read", "a/read")
    assert not matches("ab*ba", "aba")
    assert matches("ab*ba*a", "abbaa")


def test_a_pattern_of_many_stars_is_decided_at_once() -> None:
    assert not matches("*a" * 40 + "b", "a" * 5000)


def test_what_a_role_leaves_out_is_not_allowed() -> None:
    share = "Microsoft.Compute/galleries/share/action"
    assert allows(roles.OWNER, share)
    assert not allows(roles.CONTRIBUTOR, share)
    assert not allows(roles.ARTIFACTS_PUBLISHER, share)


def test_what_one_permission_leaves_out_another_can_allow() -> None:
    given = (
        Permission(actions=("*",), not_actions=("*/delete",)),
        Permission(actions=("Microsoft.Compute/disks/delete",)),
    )
    role = RoleDefinition(id="", name="", description="", permissions=given)
    assert allows(role, "Microsoft.Compute/disks/delete")
    assert not allows(role, "Microsoft.Compute/images/delete")


def test_data_actions_allow_nothing_here() -> None:
    given = (Permission(data_actions=("*",)),)
    assert not allows(RoleDefinition(id="", name="", description="", permissions=given), READ)


@pytest.mark.parametrize(
    ("action", "name"),
    [
        (READ, "Reader"),
        (READ_VERSION, "Compute Gallery Image Reader"),
        ("Microsoft.Compute/galleries/images/versions/write", "Compute Gallery Artifacts Publisher"),
        ("Microsoft.Compute/galleries/share/action", "Compute Gallery Sharing Admin"),
        ("Microsoft.Authorization/roleAssignments/write", "Role Based Access Control Administrator"),
        ("Microsoft.Resources/subscriptions/resourceGroups/write", "Contributor"),
    ],
)
def test_the_least_role_for_an_action_is_the_one_that_people_should_be_given(action: str, name: str) -> None:
    found = least(action)
    assert found is not None
    assert found.name == name


def test_there_are_nine_built_in_roles_each_under_its_id() -> None:
    assert {role.id: role.name for role in roles.BUILT_IN.values()} == {
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
        "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
        "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
        "1ef6a3be-d0ac-425d-8c01-acb62866290b": "Compute Gallery Sharing Admin",
        "85a2d0d9-2eba-4c9c-b355-11c2cc0788ab": "Compute Gallery Artifacts Publisher",
        "cf7c76d2-98a3-4358-a134-615aa78bf44d": "Compute Gallery Image Reader",
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
        "9980e02c-c2be-4d73-94e8-173b1dc7cf3c": "Virtual Machine Contributor",
    }
    assert all(key == role.id for key, role in roles.BUILT_IN.items())


@pytest.mark.parametrize(
    "scope",
    [ResourceId.of_subscription(SUB), group_id(SUB, "IMAGES"), gallery_id(SUB, "images", "MAIN"), DEFINITION, VERSION],
)
def test_a_role_holds_at_its_scope_and_below_in_any_case(scope: ResourceId) -> None:
    assert covers(scope, VERSION)
    assert is_allowed([grant(scope)], READ_VERSION, VERSION)


@pytest.mark.parametrize(
    "scope",
    [
        ResourceId.of_subscription(OTHER_SUB),
        group_id(SUB, "image"),
        gallery_id(SUB, "images", "Main2"),
        definition_id(SUB, "images", "Main", "we"),
        version_id(SUB, "images", "Main", "web", "1.0.0.0"),
    ],
)
def test_a_role_does_not_hold_beside_its_scope(scope: ResourceId) -> None:
    assert not covers(scope, VERSION)
    assert not decide([grant(scope)], READ_VERSION, VERSION).allowed


def test_a_role_on_a_definition_does_not_reach_the_gallery() -> None:
    assert not decide([grant(DEFINITION)], READ, GALLERY).allowed


def test_a_decision_says_which_grants_allow_which_only_reach_and_which_are_elsewhere() -> None:
    near, far = grant(DEFINITION), grant(ResourceId.of_subscription(SUB))
    reaching = grant(GALLERY, roles.SHARING_ADMIN)
    elsewhere = grant(gallery_id(SUB, "images", "Other"))
    found = decide([far, elsewhere, near, reaching], READ_VERSION, VERSION)
    assert (found.granting, found.reaching, found.elsewhere) == ((near, far), (reaching,), (elsewhere,))


def test_what_one_role_leaves_out_denies_nothing_that_another_allows() -> None:
    share = "Microsoft.Compute/galleries/share/action"
    both = [grant(GALLERY, roles.CONTRIBUTOR), grant(GALLERY, roles.SHARING_ADMIN)]
    assert decide(both, share, GALLERY).allowed


def test_nobody_speaks_for_a_caller_in_a_tenant_where_it_has_no_object() -> None:
    caller = Caller("ann", "ann@contoso.com", "1", "here", {"here": frozenset({"1", "a group"})})
    assert principals(caller, "here") == {"1", "a group"}
    assert principals(caller, "there") == frozenset()


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        (f"/subscriptions/{SUB}", "Microsoft.Resources/subscriptions"),
        (f"/subscriptions/{SUB}/resourcegroups/g", "Microsoft.Resources/subscriptions/resourceGroups"),
        (str(VERSION), "Microsoft.Compute/galleries/images/versions"),
        (f"{GALLERY}/providers/Microsoft.Authorization/roleAssignments/x", "Microsoft.Authorization/roleAssignments"),
        (f"/subscriptions/{SUB}/consumers/g/galleries/r", ""),
    ],
)
def test_the_type_of_an_id_is_that_of_its_last_provider(identifier: str, kind: str) -> None:
    assert actions.type_of(ResourceId.parse(identifier)) == kind


def test_a_blob_is_used_with_the_keys_of_its_account() -> None:
    account = f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
    blob = ResourceId.parse(f"{account}/blobServices/default/containers/c/blobs/d")
    assert actions.of_source(blob) == (
        "Microsoft.Storage/storageAccounts/listKeys/action",
        ResourceId.parse(account),
    )
    assert actions.of_source(ResourceId.parse(account)) is not None
    assert actions.of_source(GALLERY) is None
