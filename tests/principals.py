"""Users, groups, applications and roles for the tests, with as little said about them as decisions need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.directory import Application, Group, HomeUser, ServicePrincipal, User
from sig.domain.resource_id import ResourceId
from sig.domain.roles import Permission, RoleDefinition
from sig.service import accounts, authorization, callers, directory, role_assignments, role_definitions
from sig.service.accounts import DEFAULT_TENANT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sig.domain.access import Caller
    from sig.service.context import Context

OTHER_TENANT = "99999999-9999-9999-9999-999999999999"


def user(context: Context, name: str, tenant: str = DEFAULT_TENANT, guest_of: tuple[str, str] | None = None) -> str:
    """A new user; answers its object ID. ``guest_of`` is the tenant and the object ID of whom it stands for."""
    found = User(
        id=context.new_guid(),
        display_name=name,
        user_principal_name=f"{name}@contoso.com" if guest_of is None else f"{name}_contoso.com#EXT#@fabrikam.com",
        mail_nickname=name,
        guest_of=HomeUser(tenant_id=guest_of[0], id=guest_of[1]) if guest_of else None,
    )
    with context.store.writing() as tx:
        directory.put(tx, context, tenant, found)
    return found.id


def group(
    context: Context, name: str, members: Iterable[str] = (), tenant: str = DEFAULT_TENANT, *, guid: str | None = None
) -> str:
    """A new group, or other members of the one with that ``guid``; answers its object ID."""
    found = Group(id=guid or context.new_guid(), display_name=name, mail_nickname=name, members=tuple(members))
    with context.store.writing() as tx:
        directory.put(tx, context, tenant, found)
    return found.id


def application(context: Context, name: str, tenant: str = DEFAULT_TENANT) -> str:
    """A new application without a service principal; answers its application ID."""
    found = Application(id=context.new_guid(), app_id=context.new_guid(), display_name=name)
    with context.store.writing() as tx:
        directory.put(tx, context, tenant, found)
    return found.app_id


def service_principal(context: Context, app_id: str, tenant: str = DEFAULT_TENANT) -> str:
    """The service principal of the application in the tenant; answers its object ID."""
    found = ServicePrincipal(
        id=context.new_guid(), app_id=app_id, display_name=app_id, app_owner_organization_id=DEFAULT_TENANT
    )
    with context.store.writing() as tx:
        directory.put(tx, context, tenant, found)
    return found.id


def subscription(context: Context, guid: str, name: str, tenant: str = OTHER_TENANT) -> Context:
    """A new subscription; answers the context of who works in it."""
    accounts.add(context, name, guid, tenant)
    return context._replace(subscription=guid)


def role(context: Context, name: str, actions: Iterable[str], but: Iterable[str] = ()) -> str:
    """A new custom role that can be assigned in the subscription; answers its GUID."""
    made = RoleDefinition(
        id=context.new_guid(),
        name=name,
        description="",
        permissions=(Permission(actions=tuple(actions), not_actions=tuple(but)),),
        assignable_scopes=(str(ResourceId.of_subscription(context.subscription)),),
    )
    role_definitions.create(context, made)
    return made.id


def assign(context: Context, scope: ResourceId | str, role: str, object_id: str) -> None:
    role_assignments.create(context, scope, role=role, assignee_object_id=object_id)


def revoke_all(context: Context) -> None:
    """Take everybody every role in the subscription."""
    for one in role_assignments.listed(context):
        role_assignments.delete(context, ResourceId.parse(one["id"]))


def caller(context: Context, name: str) -> Caller:
    return callers.caller(context.store, name, DEFAULT_TENANT)


def acting(context: Context, name: str) -> Context:
    """``context`` in the name of the user or application."""
    return authorization.on_behalf(context, caller(context, name))
