"""Role assignments: who has which role where, as decisions read them and as people list them."""

from __future__ import annotations

from sig.domain import scopes
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.service import documents
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Any

    from sig.domain.access import Grant
    from sig.domain.directory import Principal
    from sig.domain.role_assignments import RoleAssignment
    from sig.domain.roles import RoleDefinition
    from sig.service.context import Context
    from sig.store import Document, Transaction, View


_READ = f"{scopes.AUTHORIZATION}/{scopes.ASSIGNMENTS}/read"


class Wanted(NamedTuple):
    """Which assignments are meant; what is None does not count.

    ``scope`` is where they are, or at or above it if ``inherited`` count. ``role`` and ``assignee`` are as people write
    them; ``assignee_object_id`` is not looked up. ``groups`` adds those of the groups that the assignee is in.
    """

    scope: ResourceId | None = None
    role: str | None = None
    assignee: str | None = None
    assignee_object_id: str | None = None
    inherited: bool = False
    groups: bool = False


# Difference from az: An empty scope is refused. az takes --scope "" for the whole subscription, which is what the empty
# variable of a script gives away, or deletes the roles of.
def at(context: Context, scope: ResourceId | str | None) -> ResourceId:
    """The scope, or else the subscription. Raises InvalidParameter, also for an empty text: that means no scope."""
    if isinstance(scope, ResourceId):
        return scope
    return scopes.parse(scope) if scope is not None else ResourceId.of_subscription(context.subscription)


def asked(context: Context, wanted: Wanted | None) -> ResourceId:
    return at(context, wanted.scope if wanted else None)


def itself(_: Context, identifier: ResourceId) -> ResourceId:
    return identifier


@operation("role assignment create", at)
def create(
    context: Context,
    scope: ResourceId | str,
    *,
    role: str,
    assignee_object_id: str,
    assignee_type: str | None = None,
    name: str | None = None,
    description: str | None = None,
) -> dict[str, Any]:
    """Give the principal with that object ID the role at ``scope``; ``role`` is a name, a GUID or an ID.

    With ``assignee_type`` the directory is not asked whether there is such a principal. Raises PrincipalNotFound,
    UnmatchedPrincipalType, RoleDefinitionDoesNotExist, RoleAssignmentExists, and what says that the scope is none, or
    is a gallery's that is not there.
    """
    from sig.domain import role_assignments as rules
    from sig.service import role_definitions

    place = at(context, scope)
    with context.store.writing() as tx:
        _check_there(tx, context, place)
        chosen = role_definitions.resolve(tx, role, place)
        who = context.caller.object_id if context.caller else None
        properties = rules.AssignmentProperties(
            role_definition_id=role_definitions.identifier(chosen, place.subscription),
            principal_id=assignee_object_id.lower(),
            principal_type=_type(tx, place, assignee_object_id, assignee_type),
            scope=str(place),
            description=description,
            created_by=who,
            updated_by=who,
        )
        return _put(tx, context, rules.assignment(name or context.new_guid(), properties))


def check(context: Context, scope: ResourceId | str, role: str) -> None:
    """Raises what ``create`` would raise of the scope and the role, so that nothing else is made before."""
    from sig.service import role_definitions

    place = at(context, scope)
    with context.store.reading() as view:
        _check_there(view, context, place)
        role_definitions.resolve(view, role, place)


def assignee(context: Context, scope: ResourceId | str, text: str) -> Principal:
    """Whom ``text`` means at ``scope``: a sign-in name, an application ID or an object ID. Raises PrincipalNotFound.

    It is told to those who may assign roles there: a directory is not for everybody.
    """
    from sig.domain import role_assignments as rules
    from sig.service import directory

    _check_caller(context, "role assignment create", at(context, scope))
    with context.store.reading() as view:
        tenant = _tenant(view, at(context, scope))
        found = directory.assignee(view, tenant, text)
    if found is None:
        raise rules.refuse_unknown_principal(text, tenant)
    return found


def ensure(context: Context, scope: ResourceId | str, *, role: str, assignee_object_id: str, **others: Any) -> Any:
    """As ``create``; where the principal has the role at ``scope`` already, the one that is there, as az."""
    from sig.domain.errors import RoleAssignmentExists

    try:
        return create(context, scope, role=role, assignee_object_id=assignee_object_id, **others)
    except RoleAssignmentExists:
        wanted = Wanted(scope=at(context, scope), role=role, assignee_object_id=assignee_object_id)
        return listed(context, wanted)[0]


@operation("role assignment list", asked)
def listed(context: Context, wanted: Wanted | None = None) -> list[dict[str, Any]]:
    """The assignments that are meant, with the names of their principals and roles, in order of scopes and names.

    Without a scope all of the subscription are. A name is empty where the principal, and None where the role is gone.
    """
    from sig.service import directory, role_definitions

    found = matching(context, wanted or Wanted())
    with context.store.reading() as view:
        rows = []
        names: dict[str, str] = {}
        for one in found:
            subscription, principal = one.scope.subscription, one.properties.principal_id
            role = role_definitions.find(view, subscription, one.role)
            if principal not in names:
                known = directory.principal_with_id(view, _tenant(view, one.scope), principal)
                names[principal] = known.name if known else ""
            body = _body(documents.require(view, scopes.place(ResourceId.parse(one.id))), one)
            body["properties"]["principalName"] = names[principal]
            body["properties"]["roleDefinitionName"] = role.name if role else None
            rows.append(body)
    return sorted(rows, key=_order)


def matching(context: Context, wanted: Wanted) -> list[RoleAssignment]:
    """The assignments that are meant, as far as the caller may see them. Raises PrincipalNotFound for an assignee."""
    from sig.domain import role_assignments as rules
    from sig.service import role_definitions

    scope = asked(context, wanted)
    may_see = _seen_by(context, wanted.scope)
    with context.store.reading() as view:
        seen = [
            found
            for found in each(view, scope.subscription)
            if (wanted.scope is None or rules.reaches(found, scope, inherited=wanted.inherited)) and may_see(found)
        ]
        if not seen and context.caller is not None:
            return []  # before names are looked up: who sees nothing there learns no names either
        principals = _principals(view, scope, wanted)
        is_owner = context.caller is None
        role = (
            role_definitions.resolve(view, wanted.role, scope, suggests=is_owner).id
            if wanted.role is not None
            else None
        )
        return [
            found
            for found in seen
            if (principals is None or found.properties.principal_id in principals) and role in (None, found.role)
        ]


@operation("role assignment delete", itself)
def delete(context: Context, identifier: ResourceId) -> None:
    """Delete the assignment with that ID; one that is absent is as good as deleted."""
    with context.store.writing() as tx:
        place = scopes.place(identifier)
        document = documents.get(tx, place)
        if document is not None and documents.body(document)["id"].casefold() == str(identifier).casefold():
            tx.delete(place)


def delete_matching(context: Context, wanted: Wanted) -> None:
    """Delete the assignments that are meant. Raises InvalidParameter where there are none."""
    from sig.domain import role_assignments as rules

    _check_caller(context, "role assignment list", asked(context, wanted))
    found = matching(context, wanted)
    if not found:
        raise rules.refuse_nothing_to_delete()
    for one in found:
        delete(context, ResourceId.parse(one.id))


def grants(view: View, subscription: str, principal_ids: Collection[str]) -> list[Grant]:
    """What the principals with those object IDs are given in the subscription, at whatever scope.

    An assignment of a role that is no more gives nothing. Raises StoreCorrupt for an assignment of theirs that cannot
    be read, and for one that does not say whose it is.
    """
    from sig.domain.access import Grant

    if not principal_ids:
        return []
    known: dict[str, Any] = {}
    found = []
    for one in each(view, subscription, principal_ids):
        if one.role not in known:
            known[one.role] = _role(view, subscription, one.role)
        if known[one.role] is not None:
            found.append(Grant(one.id, one.scope, known[one.role], one.properties.principal_id.lower()))
    return found


def each(view: View, subscription: str, principal_ids: Collection[str] | None = None) -> Iterator[RoleAssignment]:
    """The assignments of the subscription, whatever their scope, in order of their names.

    With ``principal_ids``, object IDs in lower case, only what these have: of thousands a caller has a few, and to look
    into all others took most of the time of its commands.
    """
    from sig.domain.errors import LinkedInvalidPropertyId
    from sig.domain.role_assignments import RoleAssignment

    passes = None if principal_ids is None else _of_others(principal_ids)
    for place, document in documents.each(view, scopes.holder(subscription), scopes.ASSIGNMENTS, passes):
        found = documents.decoded(view, place, RoleAssignment, document)
        try:
            found.scope  # noqa: B018 - what asks for it later does not know the file
        except LinkedInvalidPropertyId as refusal:
            raise documents.corrupt(view, place, f"has a scope that is none: {refusal.message}") from refusal
        yield found


def _role(view: View, subscription: str, guid: str) -> RoleDefinition | None:
    """As ``role_definitions.find``, without the cost of importing that where the role is built in, as most are."""
    from sig.domain import roles

    if guid in roles.BUILT_IN:
        return roles.BUILT_IN[guid]
    from sig.service import role_definitions

    return role_definitions.find(view, subscription, guid)


def _of_others(principal_ids: Collection[str]) -> Callable[[Any], bool]:
    """Which documents are assignments of others; one that does not say whose it is may be of these."""

    def is_of_others(document: Any) -> bool:
        principal = _principal(document)
        return principal is not None and principal not in principal_ids

    return is_of_others


def _principal(document: Any) -> str | None:
    """Whose assignment the document is, in lower case; None where it does not say so."""
    try:
        found = document["resource"]["properties"]["principalId"]
    except (KeyError, TypeError):
        return None
    return found.lower() if type(found) is str else None


def forget(tx: Transaction, identifier: ResourceId) -> None:
    """Delete the assignments at and below a resource or group that is deleted, as Azure does."""
    from sig.domain.access import covers

    if not tx.names(scopes.holder(identifier.subscription), scopes.ASSIGNMENTS):
        return
    for one in list(each(tx, identifier.subscription)):
        if covers(identifier, one.scope):
            tx.delete(scopes.place(ResourceId.parse(one.id)))


def _put(tx: Transaction, context: Context, asked_for: RoleAssignment) -> dict[str, Any]:
    from sig.domain import role_assignments as rules
    from sig.domain.arm import replace

    place = scopes.place(ResourceId.parse(asked_for.id))
    before = documents.get(tx, place)
    stored = documents.decoded(tx, place, rules.RoleAssignment, before) if before else None
    found = rules.put(asked_for, each(tx, asked_for.scope.subscription), stored)
    if stored is not None:
        found = replace(found, properties=replace(found.properties, created_by=stored.properties.created_by))
    document = documents.wrap(found, context.clock.now(), before)
    tx.put(place, document)
    return _body(document, found)


# Difference from Azure: A role can be assigned at a resource that is not registered. Of galleries, definitions and
# versions the store knows which there are; others, and groups unless strict is set, are taken on trust.
def _check_there(view: View, context: Context, scope: ResourceId) -> None:
    from sig.service import groups

    if scope.resource_group:
        groups.check(view, context._replace(subscription=scope.subscription), scope)
    if scope.type.casefold().startswith("microsoft.compute/galleries"):
        documents.require(view, scope)


def _type(view: View, scope: ResourceId, object_id: str, given: str | None) -> str | None:
    """The type of the principal. Raises PrincipalNotFound, UnmatchedPrincipalType."""
    from sig.domain import role_assignments as rules
    from sig.service import directory

    tenant = _tenant(view, scope)
    known = directory.principal_with_id(view, tenant, object_id)
    if known is None and (given is None or not _is_guid(object_id)):
        raise rules.refuse_unknown_principal(object_id, tenant)
    rules.check_principal_type(object_id, known.type.value if known else None, given)
    return given or (known.type.value if known else None)


def _check_caller(context: Context, verb: str, scope: ResourceId) -> None:
    """Raises AuthorizationFailed for a caller without the right to ``verb``, which another operation begins with."""
    if context.caller is not None:
        from sig.service import authorization

        authorization.check(context, verb, scope)


def _seen_by(context: Context, scope: ResourceId | None) -> Callable[[RoleAssignment], bool]:
    """Which assignments the caller sees: all at and above a scope where it may read them, and those at others."""
    if context.caller is None:
        return lambda _: True
    from sig.service import authorization

    with context.whole.reading() as view:
        rights = authorization.rights(context, context.caller, view)
        if scope is not None and rights.allows(_READ, scope):
            return lambda _: True
        readable = {one.id for one in each(view, at(context, scope).subscription) if rights.allows(_READ, one.scope)}
    return lambda found: found.id in readable


def _principals(view: View, scope: ResourceId, wanted: Wanted) -> frozenset[str] | None:
    """The object IDs of the assignee that is meant; None for everybody. Raises PrincipalNotFound."""
    from sig.domain import role_assignments as rules
    from sig.service import directory

    object_id = wanted.assignee_object_id
    tenant = _tenant(view, scope)
    if wanted.assignee is not None:
        found = directory.assignee(view, tenant, wanted.assignee)
        if found is None and not _is_guid(wanted.assignee):
            raise rules.refuse_unknown_principal(wanted.assignee, tenant)
        object_id = found.object_id if found else wanted.assignee
    if object_id is None:
        return None
    own = frozenset({object_id.lower()})
    return own | directory.memberships(view, tenant, object_id.lower()) if wanted.groups else own


def _tenant(view: View, scope: ResourceId) -> str:
    from sig.service import accounts

    return accounts.tenant(view, scope.subscription)


def _is_guid(text: str) -> bool:
    from sig.domain.names import is_guid

    return is_guid(text)


def _body(document: Document, found: RoleAssignment) -> dict[str, Any]:
    from sig.domain import role_assignments as rules

    return rules.body(found, document["created_at"], document["changed_at"])


def _order(body: dict[str, Any]) -> tuple[str, ...]:
    facts = body["properties"]
    return (
        facts["scope"].casefold(),
        facts["principalName"].casefold(),
        str(facts["roleDefinitionName"]),
        body["name"],
    )
