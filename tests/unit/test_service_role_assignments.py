"""Role assignments as decisions read them, and as deletions forget them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sig.domain import roles, scopes
from sig.domain.errors import RoleDefinitionHasAssignments
from sig.domain.resource_id import ResourceId, gallery_id, group_id
from sig.domain.roles import CUSTOM_TYPE, Permission, RoleDefinition
from sig.service import documents, role_assignments, role_definitions
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.store import StoreCorrupt, open_store

SUB = "00000000-0000-0000-0000-000000000000"
OTHER_SUB = "22222222-2222-2222-2222-222222222222"
ALICE = "aaaaaaaa-0000-0000-0000-000000000001"
BOB = "aaaaaaaa-0000-0000-0000-000000000002"
GROUP = group_id(SUB, "images")
VM = GROUP.child("providers", "Microsoft.Compute").child("virtualMachines", "web")
AUDITOR = RoleDefinition(
    id="77777777-7777-7777-7777-777777777777",
    name="Auditor",
    description="",
    permissions=(Permission(actions=("*/read",)),),
    type=CUSTOM_TYPE,
    assignable_scopes=(f"/subscriptions/{SUB}",),
)


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Context:
    return Context(open_store(f"memory:{request.node.nodeid}"), SUB, FixedClock(datetime(2026, 1, 7, tzinfo=UTC)))


def assign(context: Context, scope: ResourceId, role: str = "Reader", principal: str = ALICE) -> str:
    made = role_assignments.create(context, scope, role=role, assignee_object_id=principal, assignee_type="User")
    return str(made["id"])


def granted(context: Context, *principals: str, subscription: str = SUB) -> set[tuple[str, str, str]]:
    with context.store.reading() as view:
        found = role_assignments.grants(view, subscription, principals)
    return {(str(grant.scope), grant.role.name, grant.principal_id) for grant in found}


def test_grants_are_those_of_the_principals_in_the_subscription(context: Context) -> None:
    assign(context, GROUP)
    assign(context, VM, "Owner", ALICE.upper())
    assign(context, GROUP, "Reader", BOB)
    assign(context, group_id(OTHER_SUB, "images"))
    assert granted(context, ALICE) == {(str(GROUP), "Reader", ALICE), (str(VM), "Owner", ALICE)}
    assert granted(context, ALICE, BOB) == {*granted(context, ALICE), (str(GROUP), "Reader", BOB)}
    assert granted(context, ALICE, subscription=OTHER_SUB.upper()) == {
        (str(group_id(OTHER_SUB, "images")), "Reader", ALICE)
    }
    assert granted(context) == set()


def test_an_assignment_of_others_that_cannot_be_read_is_in_nobodys_way(context: Context) -> None:
    assign(context, GROUP)
    broken = scopes.place(ResourceId.parse(assign(context, VM, "Owner", BOB)))
    with context.store.writing() as tx:
        document = documents.require(tx, broken)
        document["resource"]["properties"]["scope"] = "nonsense"
        tx.put(broken, document)
    assert granted(context, ALICE) == {(str(GROUP), "Reader", ALICE)}
    with pytest.raises(StoreCorrupt, match="nonsense"):
        granted(context, BOB)


@pytest.mark.parametrize("principal", [None, 7, ["aaaaaaaa"]])
def test_an_assignment_that_does_not_say_whose_it_is_is_in_everybodys_way(context: Context, principal: object) -> None:
    broken = scopes.place(ResourceId.parse(assign(context, GROUP)))
    with context.store.writing() as tx:
        document = documents.require(tx, broken)
        document["resource"]["properties"]["principalId"] = principal
        tx.put(broken, document)
    with pytest.raises(StoreCorrupt, match="principalId"):
        granted(context, BOB)


def test_a_role_that_is_no_more_gives_nothing(context: Context) -> None:
    role_definitions.create(context, AUDITOR)
    assign(context, GROUP, "Auditor")
    assert granted(context, ALICE) == {(str(GROUP), "Auditor", ALICE)}
    with context.store.writing() as tx:
        tx.delete(scopes.holder(SUB).child(scopes.DEFINITIONS, AUDITOR.id))
    assert granted(context, ALICE) == set()
    assert role_assignments.listed(context)[0]["properties"]["roleDefinitionName"] is None


def test_a_changed_role_gives_what_it_gives_now(context: Context) -> None:
    role_definitions.create(context, AUDITOR)
    assign(context, GROUP, AUDITOR.id.upper())
    role_definitions.update(context, AUDITOR._replace(permissions=(Permission(actions=("*",)),)))
    with context.store.reading() as view:
        (grant,) = role_assignments.grants(view, SUB, [ALICE])
    assert roles.allows(grant.role, "Microsoft.Compute/galleries/write")


def test_what_is_forgotten_lies_at_or_below_the_resource(context: Context) -> None:
    kept = {assign(context, ResourceId.of_subscription(SUB)), assign(context, group_id(SUB, "images-2"))}
    kept.add(assign(context, group_id(OTHER_SUB, "images")))
    assign(context, GROUP)
    assign(context, VM)
    with context.store.writing() as tx:
        role_assignments.forget(tx, group_id(SUB, "IMAGES"))
    with context.store.reading() as view:
        assert {
            one.id for subscription in (SUB, OTHER_SUB) for one in role_assignments.each(view, subscription)
        } == kept


def test_nothing_is_written_where_nothing_is_forgotten(context: Context) -> None:
    with context.store.writing() as tx:
        role_assignments.forget(tx, gallery_id(SUB, "images", "Contoso"))
        assert not tx.changes


def test_the_assignments_of_a_role_are_counted_in_all_subscriptions_of_its_tenant(context: Context) -> None:
    role_definitions.create(context, AUDITOR._replace(assignable_scopes=(str(GROUP), f"/subscriptions/{OTHER_SUB}")))
    assign(context, group_id(OTHER_SUB, "edge"), "Auditor")
    with pytest.raises(RoleDefinitionHasAssignments, match="'Auditor': 1"):
        role_definitions.delete(context, GROUP, "Auditor")
