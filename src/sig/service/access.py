"""Who can reach what, and why: decisions asked for without doing anything."""

from __future__ import annotations

from sig.domain import access, scopes
from sig.domain import access_questions as questions
from sig.domain.resource_id import ResourceId
from sig.service import accounts, documents, role_assignments
from sig.service.authors import OWNER
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sig.domain.access import Caller, Decision, Grant
    from sig.domain.directory import Group
    from sig.service.context import Context
    from sig.store import View

_AS_SHARED = "see it as a shared gallery and deploy from it"
_AS_PUBLIC = "see its latest versions as a community gallery and deploy them"


def check(context: Context, resource: ResourceId, word: str) -> dict[str, Any]:
    """Whether the caller may do what ``word`` means to ``resource``, whether that exists or not, and why.

    The owner of the store may do everything.
    """
    action = questions.action_on(word, resource)
    caller = context.caller
    if caller is None:
        return _answer(OWNER, None, action, resource, allowed=True, reason="the owner of the store is never asked")
    with context.store.reading() as view:
        tenant, decision = _decided(view, caller, action, resource)
        return _of_caller(view, caller, tenant, decision)


def explain(context: Context, resource: ResourceId, word: str) -> dict[str, Any]:
    """As ``check``, with the assignments that allow it, those that do not, and what is missing.

    ``granting`` and ``others`` have an entry per assignment, the nearest scope first; ``missing`` is the role that
    would do, where, and the command that assigns it.
    """
    answer = check(context, resource, word)
    caller = context.caller
    if caller is None:
        return {**answer, "granting": [], "others": [], "missing": None}
    from sig.service import directory

    with context.store.reading() as view:
        tenant, decision = _decided(view, caller, answer["action"], resource)
        groups = directory.groups(view, tenant)
        return {
            **answer,
            "granting": [_described(grant, caller, tenant, groups, resource) for grant in decision.granting],
            "others": [
                _described(grant, caller, tenant, groups, resource)
                for grant in (*decision.reaching, *decision.elsewhere)
            ],
            "missing": None if decision.allowed else _missing(view, caller, tenant, decision),
        }


@operation("access list", asks_azure=False)
def listed(context: Context, resource: ResourceId) -> list[dict[str, Any]]:
    """Everybody who can reach a gallery, or what is in one, and how: by a role, a direct share, or the community.

    Also those who reach only part of what lies below it. Raises ResourceNotFound.
    """
    with context.store.reading() as view:
        documents.require(view, resource)
        rows = list(_by_role(view, resource))
        if questions.is_shared(resource):
            rows += _by_share(view, context, resource)
    order = {"role": 0, "subscription": 1, "tenant": 2, "community": 3}
    return sorted(rows, key=lambda row: (order[row["kind"]], row["reaches"], row["principalName"].casefold()))


def _decided(view: View, caller: Caller, action: str, resource: ResourceId) -> tuple[str, Decision]:
    """The tenant whose directory counts for ``resource``, and the decision."""
    tenant = accounts.tenant(view, resource.subscription)
    grants = role_assignments.grants(view, resource.subscription, access.principals(caller, tenant))
    return tenant, access.decide(grants, action, resource)


def _of_caller(view: View, caller: Caller, tenant: str, decision: Decision) -> dict[str, Any]:
    from sig.service import directory

    object_id = _object_id(view, caller, tenant)
    groups = directory.groups(view, tenant) if object_id else {}
    return _answer(
        caller.name,
        object_id,
        decision.action,
        decision.scope,
        allowed=decision.allowed,
        reason=_reason(caller, tenant, decision, groups),
    )


def _answer(
    name: str, object_id: str | None, action: str, resource: ResourceId, *, allowed: bool, reason: str
) -> dict[str, Any]:
    return {
        "action": action,
        "allowed": allowed,
        "principal": name,
        "principalId": object_id,
        "reason": reason,
        "scope": str(resource),
    }


def _reason(caller: Caller, tenant: str, decision: Decision, groups: Mapping[str, Group]) -> str:
    if tenant not in caller.memberships:
        return f"it has no object in tenant {tenant}, which subscription {decision.scope.subscription} is of"
    if decision.granting:
        described = _described(decision.granting[0], caller, tenant, groups, decision.scope)
        through = "".join(f", through group {name}" for name in described["through"][:1])
        place = scopes.described(decision.granting[0].scope)
        return f"{described['role']} at {place}{through}"
    if decision.reaching:
        names = dict.fromkeys(grant.role.name for grant in decision.reaching)
        return f"no role that it has there allows that ({', '.join(names)})"
    if decision.elsewhere:
        places = dict.fromkeys(f"{grant.role.name} at {scopes.described(grant.scope)}" for grant in decision.elsewhere)
        return f"the roles that would allow it are at other scopes ({', '.join(places)})"
    return "it has no role there or above"


def _described(
    grant: Grant, caller: Caller, tenant: str, groups: Mapping[str, Group], resource: ResourceId
) -> dict[str, Any]:
    own = access.principals(caller, tenant) - groups.keys()
    through = next((names for one in own if (names := questions.path(groups, one, grant.principal_id)) is not None), [])
    return {
        "assignmentId": grant.assignment_id,
        "inheritedFrom": questions.inherited_from(grant, resource),
        "principalId": grant.principal_id,
        "role": grant.role.name,
        "scope": str(grant.scope),
        "through": through,
    }


def _missing(view: View, caller: Caller, tenant: str, decision: Decision) -> dict[str, Any] | None:
    """The nearest assignment that would allow the action; None where no built-in role does."""
    found = questions.missing(decision)
    if found is None:
        return None
    role, scope = found
    object_id = _object_id(view, caller, tenant)
    command = (
        f'sig role assignment create --assignee-object-id {object_id} --role "{role.name}" --scope {scope}'
        if object_id
        else None
    )
    return {"command": command, "role": role.name, "scope": str(scope)}


def _object_id(view: View, caller: Caller, tenant: str) -> str | None:
    """What the caller is called in ``tenant``: its own object there, not its groups."""
    from sig.service import directory

    return next(iter(sorted(access.principals(caller, tenant) - directory.groups(view, tenant).keys())), None)


def _by_role(view: View, resource: ResourceId) -> Iterator[dict[str, Any]]:
    from sig.service import directory, role_definitions

    tenant = accounts.tenant(view, resource.subscription)
    for one in role_assignments.each(view, resource.subscription):
        reached = questions.reached(one.scope, resource)
        role = role_definitions.find(view, resource.subscription, one.role)
        actions = questions.actions_allowed(role, reached) if role and reached else []
        if reached is None or role is None or not actions:
            continue
        principal = directory.principal_with_id(view, tenant, one.properties.principal_id)
        yield questions.row(
            "role",
            principal.name if principal else "",
            questions.in_words(actions, reached),
            reached,
            principalId=one.properties.principal_id,
            principalType=one.properties.principal_type,
            role=role.name,
            scope=one.properties.scope,
            assignmentId=one.id,
            inherited=one.scope != reached,
            actions=actions,
        )


def _subscription_name(view: View, context: Context, guid: str) -> str:
    """What a subscription is called here; its ID where it is not registered, or not there for the caller."""
    if context.caller is not None:
        from sig.service.authorization import visible_subscriptions

        with context.whole.reading() as whole:
            if not visible_subscriptions(whole, context.caller, [guid]):
                return guid
    document = documents.get(view, ResourceId.of_subscription(guid))
    return str(documents.body(document)["name"]) if document else guid


def _by_share(view: View, context: Context, resource: ResourceId) -> Iterator[dict[str, Any]]:
    """Those with whom the gallery is shared: subscriptions, tenants, everybody."""
    from sig.domain import sharing
    from sig.domain.choices import SharingGroupType
    from sig.domain.gallery import Gallery

    gallery = resource.top
    found = documents.decoded(view, gallery, Gallery, documents.require(view, gallery))
    profile = found.properties.sharing_profile
    if profile is None:
        return
    for group in profile.groups or ():
        kind = "tenant" if group.type is SharingGroupType.TENANTS else "subscription"
        for guid in group.ids or ():
            name = _subscription_name(view, context, guid) if kind == "subscription" else guid
            yield questions.row(
                kind, name, _AS_SHARED, gallery, principalId=guid, scope=str(gallery), inherited=gallery != resource
            )
    if sharing.is_public(profile):
        yield questions.row(
            "community", "everybody", _AS_PUBLIC, gallery, scope=str(gallery), inherited=gallery != resource
        )
