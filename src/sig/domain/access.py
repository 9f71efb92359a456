"""Who may do what: grants of roles at scopes, and the decision that they lead to."""

from __future__ import annotations

from sig.domain import roles
from sig.domain.errors import AuthorizationFailed, LinkedAuthorizationFailed
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sig.domain.resource_id import ResourceId
    from sig.domain.roles import RoleDefinition


class Caller(NamedTuple):
    """Who asks: a user or an application.

    ``name`` is what people call it, ``client`` the user principal name or the application ID, as refusals show it.
    ``object_id`` and ``tenant`` are GUIDs: what it is called at home. ``memberships`` has an entry for each tenant in
    which it has an object, with the object IDs that speak for it there: its own and those of all groups it is in,
    also of groups in groups.
    """

    name: str
    client: str
    object_id: str
    tenant: str
    memberships: Mapping[str, frozenset[str]]


class Grant(NamedTuple):
    """One role assignment: what holds at ``scope`` and everything below it for the principal of that object ID."""

    assignment_id: str
    scope: ResourceId
    role: RoleDefinition
    principal_id: str


class Decision(NamedTuple):
    """Whether ``action`` is allowed over ``scope``, and why, or why not.

    ``granting`` are the grants that allow it, the nearest scope first. Of the others, ``reaching`` hold over the scope
    with a role that does not allow the action, and ``elsewhere`` have a role that does, below the scope or beside it.
    """

    action: str
    scope: ResourceId
    granting: tuple[Grant, ...]
    reaching: tuple[Grant, ...]
    elsewhere: tuple[Grant, ...]

    @property
    def allowed(self) -> bool:
        return bool(self.granting)


def decide(grants: Iterable[Grant], action: str, scope: ResourceId) -> Decision:
    """Whether whoever holds ``grants`` may do ``action`` over ``scope``.

    One grant that allows it is enough: what the role of another leaves out denies nothing. Source: SPEC §4.1.
    """
    granting: list[Grant] = []
    reaching: list[Grant] = []
    elsewhere: list[Grant] = []
    for grant in sorted(grants, key=lambda one: len(one.scope.pairs), reverse=True):
        is_allowed = roles.allows(grant.role, action)
        if covers(grant.scope, scope):
            (granting if is_allowed else reaching).append(grant)
        elif is_allowed:
            elsewhere.append(grant)
    return Decision(action, scope, tuple(granting), tuple(reaching), tuple(elsewhere))


def is_allowed(grants: Iterable[Grant], action: str, scope: ResourceId) -> bool:
    """As ``decide``, without the reasons."""
    return any(covers(grant.scope, scope) and roles.allows(grant.role, action) for grant in grants)


def covers(scope: ResourceId, resource: ResourceId) -> bool:
    """Whether ``resource`` is ``scope`` or lies below it: subscription, group, gallery, definition, version."""
    return resource.key[: len(scope.pairs)] == scope.key


def principals(caller: Caller, tenant: str) -> frozenset[str]:
    """The object IDs that speak for ``caller`` in ``tenant``; none where it has no object."""
    return caller.memberships.get(tenant, frozenset())


def refuse(caller: Caller, action: str, scope: ResourceId) -> AuthorizationFailed:
    """The refusal of an action that no role of ``caller`` allows over ``scope``. Source: SERVICE-FACTS §9."""
    return AuthorizationFailed(
        denial(caller.client, caller.object_id, action, scope),
        hint=f"The owner sees what is missing with: sig access explain --as {caller.client} --action {action} --id "
        f"{scope}.",
        rule="R167",
    )


def denial(client: str, object_id: str, action: str, scope: ResourceId) -> str:
    """What ARM says to somebody without a right: the same whether or not there is anything at ``scope``."""
    return (
        f"The client '{client}' with object id '{object_id}' does not have authorization to perform action '{action}' "
        f"over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your "
        "credentials."
    )


def refuse_linked(
    caller: Caller, action: str, scope: ResourceId, linked: str, linked_scope: ResourceId
) -> LinkedAuthorizationFailed:
    """The refusal of an allowed action that needs ``linked`` over another resource besides."""
    return LinkedAuthorizationFailed(
        f"The client '{caller.client}' with object id '{caller.object_id}' has permission to perform action "
        f"'{action}' on scope '{scope}'; however, it does not have permission to perform action(s) '{linked}' on the "
        f"linked scope(s) '{linked_scope}' or the linked scope(s) are invalid.",
        hint=f"The owner sees what is missing with: sig access explain --as {caller.client} --action {linked} --id "
        f"{linked_scope}.",
        rule="R316",
    )


def refuse_linked_tenant(action: str, scope: ResourceId, tenant: str, subscription: str) -> LinkedAuthorizationFailed:
    """The refusal of a source in a tenant in which who asks has no object. Source: SPEC §4.2."""
    return LinkedAuthorizationFailed(
        f"The client has permission to perform action '{action}' on scope '{scope}', however the current tenant "
        f"'{tenant}' is not authorized to access linked subscription '{subscription}'.",
        hint="Give the application a service principal in that tenant, sig ad sp create, or make the user a guest "
        "there, and assign a role on the source.",
        rule="R317",
    )
