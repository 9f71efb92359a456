"""Role definitions: those that are built in, and the custom ones of a tenant."""

from __future__ import annotations

from sig.domain import custom_roles as rules
from sig.domain import roles, scopes
from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import ResourceId
from sig.service import accounts, documents
from sig.service.operations import operation
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sig.domain.custom_roles import CustomRole
    from sig.domain.roles import RoleDefinition
    from sig.service.context import Context
    from sig.store import Document, View


def first_scope(context: Context, role: RoleDefinition) -> ResourceId:
    """Where a custom role is written: at the first of its assignable scopes. Raises InvalidParameter for none."""
    if not role.assignable_scopes:
        return ResourceId.of_subscription(context.subscription)
    return scopes.parse(role.assignable_scopes[0], target="properties.assignableScopes")


def at_scope(context: Context, scope: ResourceId | None) -> ResourceId:
    """The scope asked about, or else the subscription."""
    return scope or ResourceId.of_subscription(context.subscription)


@operation("role definition list", at_scope)
def listed(
    context: Context, scope: ResourceId | None = None, *, name: str | None = None, custom_only: bool = False
) -> list[dict[str, Any]]:
    """The roles that can be assigned at ``scope``, in order of their names.

    ``name`` is a name or a GUID that they are to have.
    """
    asked = at_scope(context, scope)
    with context.store.reading() as view:
        found = _matching(view, asked, name, custom_only=custom_only)
        return [_shown(view, role, asked.subscription) for role in found]


@operation("role definition show", at_scope)
def show(context: Context, scope: ResourceId | None, role: str) -> dict[str, Any]:
    """The role with that GUID or ID. Raises RoleDefinitionDoesNotExist where it cannot be assigned at ``scope``."""
    asked = at_scope(context, scope)
    with context.store.reading() as view:
        return _shown(view, resolve(view, role, asked), asked.subscription)


@operation("role definition create", first_scope)
def create(context: Context, role: RoleDefinition) -> dict[str, Any]:
    """Create the custom role; without an ``id`` it gets a new GUID. Source: SPEC §4.1."""
    role = role._replace(id=(role.id or context.new_guid()).lower(), type=roles.CUSTOM_TYPE)
    return _put(context, role, is_new=True)


@operation("role definition update", first_scope)
def update(context: Context, role: RoleDefinition) -> dict[str, Any]:
    """Put ``role`` in place of the one with its ``id``, or without one, with its name.

    Raises RoleDefinitionDoesNotExist, and OperationNotAllowed for a built-in one.
    """
    with context.store.reading() as view:
        stored = _one(view, role.id or role.name, first_scope(context, role))
    rules.check_not_built_in(stored, "changed")
    _check_caller(context, "role definition update", stored.assignable_scopes)
    return _put(context, role._replace(id=stored.id, name=role.name or stored.name, type=roles.CUSTOM_TYPE))


@operation("role definition delete", at_scope)
def delete(context: Context, scope: ResourceId | None, name: str, *, custom_only: bool = False) -> None:
    """Delete the custom role of that name or GUID; one that is absent is as good as deleted.

    Raises RoleDefinitionHasAssignments while anybody has it, and OperationNotAllowed for a built-in one.
    """
    from sig.service import role_assignments

    with context.store.writing() as tx:
        for role in list(_matching(tx, at_scope(context, scope), name, custom_only=custom_only)):
            _check_caller(context, "role definition delete", role.assignable_scopes)
            rules.check_not_built_in(role, "deleted")
            tenant = accounts.tenant(tx, at_scope(context, scope).subscription)
            count = sum(
                found.role == role.id
                for subscription in _subscriptions(tx, tenant)
                for found in role_assignments.each(tx, subscription)
            )
            if count:
                raise rules.refuse_assigned(role, count)
            for place, _, stored in _stored(tx, tenant):
                if stored.name.lower() == role.id:
                    tx.delete(place)


def resolve(view: View, text: str, scope: ResourceId, *, suggests: bool = True) -> RoleDefinition:
    """The role that ``text`` names at ``scope``: by its name, its GUID, or an ID that ends in the GUID.

    Raises RoleDefinitionDoesNotExist, which ``suggests`` the nearest names.
    """
    return _one(view, text.rpartition("/")[2] if text.startswith("/") else text, scope, suggests=suggests)


def find(view: View, subscription: str, guid: str) -> RoleDefinition | None:
    """The role with that GUID, if it is built in or of the tenant of the subscription."""
    built_in = roles.BUILT_IN.get(guid.lower())
    if built_in is not None:
        return built_in
    custom = of_tenant(view, accounts.tenant(view, subscription))
    return next((role for role in custom if role.id == guid.lower()), None)


def of_tenant(view: View, tenant: str) -> Iterator[RoleDefinition]:
    """The custom roles of the tenant."""
    for _, _, stored in _stored(view, tenant):
        yield rules.role_of(stored)


def identifier(role: RoleDefinition, subscription: str) -> str:
    """The ID under which assignments in a subscription name the role."""
    return str(scopes.identifier(ResourceId.of_subscription(subscription), scopes.DEFINITIONS, role.id))


def _put(context: Context, role: RoleDefinition, *, is_new: bool = False) -> dict[str, Any]:
    _check_caller(context, "role definition create", role.assignable_scopes)
    with context.store.writing() as tx:
        subscription = first_scope(context, role).subscription
        known = {stored.name.lower(): (place, document) for place, document, stored in _stored(tx, _tenant(tx, role))}
        rules.check(role, of_tenant(tx, _tenant(tx, role)))
        if is_new and (role.id in known or role.id in roles.BUILT_IN):
            raise InvalidParameter(
                f"Role definition '{role.id}' exists already.",
                target="name",
                hint="Change it: sig role definition update.",
                rule="R339",
            )
        place, before = known.get(role.id, (scopes.holder(subscription).child(scopes.DEFINITIONS, role.id), None))
        who = context.caller.object_id if context.caller else None
        creator = documents.decoded(tx, place, rules.CustomRole, before).properties.created_by if before else who
        kept = place.subscription if before else subscription
        tx.put(place, documents.wrap(rules.stored(role, kept, creator, who), context.clock.now(), before))
        return _shown(tx, role, kept)


def _check_caller(context: Context, verb: str, assignable: Iterable[str]) -> None:
    """Whoever writes or deletes a custom role needs the right at all of its assignable scopes, not at one alone.

    That holds for the scopes that it had, too: others have the role there, and would have it with other actions.
    Built-in roles are nobody's to write.
    """
    if context.caller is None:
        return
    from sig.service import authorization

    for text in assignable:
        if text != scopes.ROOT:
            authorization.check(context, verb, scopes.parse(text, target="properties.assignableScopes"))


def _tenant(view: View, role: RoleDefinition) -> str:
    """The one tenant that all assignable scopes of a role lie in. Raises InvalidParameter."""
    found = {accounts.tenant(view, scopes.parse(text).subscription): text for text in role.assignable_scopes}
    if len(found) > 1:
        raise InvalidParameter(
            "A custom role is of one tenant, and its assignable scopes lie in several: "
            + ", ".join(f"'{text}' in {tenant}" for tenant, text in found.items())
            + ".",
            target="properties.assignableScopes",
            hint="Make a role in each tenant.",
            rule="R339",
        )
    return next(iter(found), accounts.DEFAULT_TENANT)


def _one(view: View, text: str, scope: ResourceId, *, suggests: bool = True) -> RoleDefinition:
    found = list(_matching(view, scope, text))
    if not found:
        known = [role.name for role in _matching(view, scope, None)] if suggests else []
        raise rules.refuse_unknown(text, scope, known)
    return found[0]


def _matching(
    view: View, scope: ResourceId, name: str | None, *, custom_only: bool = False
) -> Iterator[RoleDefinition]:
    """The roles that can be assigned at ``scope``, of that name or GUID if one is given, in order of their names."""
    custom = of_tenant(view, accounts.tenant(view, scope.subscription))
    known = [*(() if custom_only else roles.BUILT_IN.values()), *custom]
    wanted = name.casefold() if name is not None else None
    for role in sorted(known, key=lambda role: role.name.casefold()):
        if wanted in (None, role.id, role.name.casefold()) and rules.is_assignable(role, scope):
            yield role


def _stored(view: View, tenant: str) -> Iterator[tuple[ResourceId, Document, CustomRole]]:
    for subscription in _subscriptions(view, tenant):
        for place, document in documents.each(view, scopes.holder(subscription), scopes.DEFINITIONS):
            yield place, document, documents.decoded(view, place, rules.CustomRole, document)


def _subscriptions(view: View, tenant: str) -> Iterator[str]:
    for subscription in view.folders(ROOT, "subscriptions"):
        if accounts.tenant(view, subscription) == tenant:
            yield subscription


def _shown(view: View, role: RoleDefinition, subscription: str) -> dict[str, Any]:
    if role.type == roles.CUSTOM_TYPE:
        for _, document, stored in _stored(view, accounts.tenant(view, subscription)):
            if stored.name.lower() == role.id:
                made = (document["created_at"], document["changed_at"])
                by = (stored.properties.created_by, stored.properties.updated_by)
                return rules.body(role, subscription, made=made, by=by)
    return rules.body(role, subscription)
