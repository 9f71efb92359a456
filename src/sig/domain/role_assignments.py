"""Role assignments: which principal has which role at which scope, and what is refused of them."""

from __future__ import annotations

from sig.domain import scopes
from sig.domain.access import covers
from sig.domain.arm import ArmObject, arm
from sig.domain.errors import (
    InvalidParameter,
    InvalidRoleAssignmentId,
    LinkedInvalidPropertyId,
    PrincipalNotFound,
    RoleAssignmentExists,
    RoleAssignmentLimitExceeded,
    RoleAssignmentUpdateNotPermitted,
    UnmatchedPrincipalType,
)
from sig.domain.names import is_guid, shown
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

TYPE = f"{scopes.AUTHORIZATION}/{scopes.ASSIGNMENTS}"
MOST_IN_SUBSCRIPTION = 4000
PRINCIPAL_TYPES = ("User", "Group", "ServicePrincipal", "ForeignGroup")
_LONGEST_DESCRIPTION = 1024
_ID = "It reads {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}: see sig role assignment list."


# Difference from Azure: Role assignments have no conditions. --condition and --condition-version are not there, and a
# managed identity has no part in an assignment.
@arm
class AssignmentProperties(ArmObject):
    """``principal_id`` is an object ID of the tenant of the subscription, ``role_definition_id`` the ID of a role.

    ``scope`` is as it was written; scopes are compared without regard to case. ``created_by`` and ``updated_by`` are
    object IDs, None for the owner of the store.
    """

    role_definition_id: str
    principal_id: str
    scope: str
    principal_type: str | None = None
    description: str | None = None
    created_by: str | None = None
    updated_by: str | None = None


@arm
class RoleAssignment(ArmObject):
    id: str
    name: str
    properties: AssignmentProperties
    type: str = TYPE

    @property
    def scope(self) -> ResourceId:
        return ResourceId.parse(self.properties.scope)

    @property
    def role(self) -> str:
        """The GUID of the role."""
        return self.properties.role_definition_id.rpartition("/")[2].lower()


def assignment(name: str, properties: AssignmentProperties) -> RoleAssignment:
    """The assignment called ``name``. Raises InvalidRoleAssignmentId unless that is a GUID."""
    if not is_guid(name):
        raise InvalidRoleAssignmentId(
            f"The role assignment ID '{shown(name)}' is not valid. The role assignment ID must be a GUID.",
            target="name",
            hint="Leave --name out for a new GUID.",
            rule="R337",
        )
    if properties.principal_type is not None and properties.principal_type not in PRINCIPAL_TYPES:
        raise InvalidParameter(
            f"'{shown(properties.principal_type)}' is no type of principal.",
            target="properties.principalType",
            hint=f"There are: {', '.join(PRINCIPAL_TYPES)}.",
            rule="R336",
        )
    if properties.description is not None and len(properties.description) > _LONGEST_DESCRIPTION:
        raise InvalidParameter(
            f"The description has {len(properties.description)} characters; a role assignment takes "
            f"{_LONGEST_DESCRIPTION}.",
            target="properties.description",
            rule="R338",
        )
    scope = scopes.parse(properties.scope)
    return RoleAssignment(id=str(scopes.identifier(scope, scopes.ASSIGNMENTS, name)), name=name, properties=properties)


def put(asked: RoleAssignment, others: Iterable[RoleAssignment], stored: RoleAssignment | None) -> RoleAssignment:
    """The assignment that a PUT of ``asked`` leaves; ``stored`` has its name, ``others`` are in its subscription.

    Raises RoleAssignmentExists where the principal has the role there already, RoleAssignmentUpdateNotPermitted where
    the name is taken by an assignment of another principal, role or scope, RoleAssignmentLimitExceeded.
    """
    if stored is not None:
        if key(stored) != key(asked):
            raise RoleAssignmentUpdateNotPermitted(
                "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
                target="name",
                hint="Leave --name out, or delete the assignment of that name first.",
                rule="R342",
            )
        return asked
    count, wanted = 0, key(asked)
    for other in others:
        count += 1
        if key(other) == wanted:
            raise RoleAssignmentExists(
                "The role assignment already exists.",
                target="properties",
                hint=f"See it: sig role assignment list --scope {asked.properties.scope}.",
                rule="R330",
            )
    if count >= MOST_IN_SUBSCRIPTION:
        raise RoleAssignmentLimitExceeded(
            f"No more role assignments can be created: the subscription has {count} of {MOST_IN_SUBSCRIPTION}.",
            target="properties.scope",
            hint="Assign roles to groups instead of their members, or at a higher scope.",
            rule="R343",
        )
    return asked


def parse_id(text: str) -> ResourceId:
    """The ID of a role assignment. Raises InvalidRoleAssignmentId for any other text."""
    try:
        identifier = ResourceId.parse(text)
    except LinkedInvalidPropertyId:
        identifier = ResourceId(())
    is_assignment = identifier.pairs and identifier.collection.casefold() == scopes.ASSIGNMENTS.casefold()
    if not is_assignment or not scopes.is_kept_apart(identifier) or not is_guid(identifier.name):
        raise InvalidRoleAssignmentId(
            f"The role assignment ID '{shown(text, 300)}' is not valid.", target="ids", hint=_ID, rule="R337"
        )
    scopes.parse(str(scopes.scope_of(identifier)))
    return identifier


def check_principal_type(object_id: str, known: str | None, given: str | None) -> None:
    """Raises UnmatchedPrincipalType where the directory knows the principal as of another type than ``given``."""
    if known is not None and given is not None and known != given:
        raise UnmatchedPrincipalType(
            f"The PrincipalId '{object_id}' has type '{known}', which is different from specified PrincipalType "
            f"'{given}'.",
            target="properties.principalType",
            hint=f"Give --assignee-principal-type {known}, or leave it out.",
            rule="R336",
        )


def refuse_unknown_principal(text: str, tenant: str) -> PrincipalNotFound:
    """The refusal of an assignee that the directory of ``tenant`` does not hold."""
    if is_guid(text):
        return PrincipalNotFound(
            f"Principal {text} does not exist in the directory {tenant}. Check that you have the correct principal ID. "
            "If you are creating this principal and then immediately assigning a role, this error might be related to "
            "a replication delay. In this case, set the role assignment principalType property to a value, such as "
            "ServicePrincipal, User, or Group.",
            target="properties.principalId",
            hint="Give --assignee-object-id with --assignee-principal-type for a principal that the directory is not "
            "to be asked about.",
            rule="R331",
        )
    return PrincipalNotFound(
        f"Cannot find user or service principal in graph database for '{shown(text)}'.",
        target="properties.principalId",
        hint="Name it by object ID, sign-in name or application ID; of an application, its service principal must be "
        "in this tenant: sig ad sp create --id APPID.",
        rule="R331",
    )


def refuse_nothing_to_delete() -> InvalidParameter:
    return InvalidParameter(
        "No matched assignments were found to delete",
        target="scope",
        hint="Without --include-inherited only those at the scope itself count: sig role assignment list --all.",
        rule="R345",
    )


def reaches(found: RoleAssignment, scope: ResourceId, *, inherited: bool) -> bool:
    """Whether the assignment is at ``scope`` or, if ``inherited`` count, above it."""
    return found.scope == scope or (inherited and covers(found.scope, scope))


def body(found: RoleAssignment, created_at: str, changed_at: str) -> dict[str, Any]:
    """The ARM document that a GET answers, with the members that are unset as null."""
    facts = found.properties
    return {
        "id": found.id,
        "name": found.name,
        "type": found.type,
        "properties": {
            "condition": None,
            "conditionVersion": None,
            "createdBy": facts.created_by,
            "createdOn": created_at,
            "delegatedManagedIdentityResourceId": None,
            "description": facts.description,
            "principalId": facts.principal_id,
            "principalType": facts.principal_type,
            "roleDefinitionId": facts.role_definition_id,
            "scope": facts.scope,
            "updatedBy": facts.updated_by,
            "updatedOn": changed_at,
        },
    }


def key(found: RoleAssignment) -> tuple[str, str, str]:
    """What no two assignments have in common: who has which role where."""
    return (found.properties.principal_id.casefold(), found.role, str(found.scope).casefold())
