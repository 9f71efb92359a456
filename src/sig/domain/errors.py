"""Refusals: every way the gallery model can say no, one class per ARM error code.

Nothing here knows about exit codes or HTTP: the command line and the server each map these
classes outward in one table of their own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import ClassVar, Self


# Difference from Azure: Some error codes are a reading of ARM's habits. Where the service's answer to a mistake was
# never seen, the refusal has the code that ARM uses for its like; the documentation of each rule says what it rests on.
class SigError(Exception):
    """Base of every refusal that a caller can do something about.

    ``message`` says what was given and what would be accepted, ``target`` names the property or
    resource it is about, ``hint`` says what to do next and ``rule`` is the number of the rule in
    the rule book (``R042``).

    ``reveals`` are the IDs of stored resources that the message names beside what was asked about, ``discreet`` what
    it says to those who may not read them all.
    """

    code: ClassVar[str] = "InvalidRequest"
    reveals: tuple[str, ...] = ()
    discreet: str = ""

    def __init__(
        self, message: str, *, target: str | None = None, hint: str | None = None, rule: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.target = target
        self.hint = hint
        self.rule = rule

    def revealing(self, resources: Iterable[object], discreet: str) -> Self:
        """The same, with the IDs of resources that it names and the message without them."""
        self.reveals, self.discreet = tuple(map(str, resources)), discreet
        return self


class InvalidParameter(SigError):
    """A value is malformed or out of range, whatever the state holds (400)."""

    code = "InvalidParameter"


class InvalidResourceName(SigError):
    """A resource name ends in a character that ARM forbids (400)."""

    code = "InvalidResourceName"


class LocationNotAvailable(SigError):
    """A region is unknown or cannot hold the resource type (400)."""

    code = "LocationNotAvailableForResourceType"


class LocationRequired(SigError):
    """A resource was sent without a location, and nothing implies one (400)."""

    code = "LocationRequired"


class LinkedInvalidPropertyId(SigError):
    """A property that must hold a resource ID holds something else (400)."""

    code = "LinkedInvalidPropertyId"


class InvalidFilter(SigError):
    """The ``$filter`` of a list is not one that is understood (400)."""

    code = "InvalidFilterInQueryString"


class InvalidQuery(SigError):
    """A query of the Resource Graph is not one that is understood (400)."""

    code = "InvalidQuery"


class Conflict(SigError):
    """What is asked clashes with what is stored (409)."""

    code = "Conflict"


class NotFound(SigError):
    """Base of the refusals that az answers with exit code 3 (404)."""

    code = "NotFound"


class ResourceNotFound(NotFound):
    """The named resource does not exist (404)."""

    code = "ResourceNotFound"


class ParentResourceNotFound(NotFound):
    """A resource that would hold the named one does not exist (404)."""

    code = "ParentResourceNotFound"


class ResourceGroupNotFound(NotFound):
    """The resource group does not exist (404)."""

    code = "ResourceGroupNotFound"


class GalleryImageNotFound(NotFound):
    """The image cannot be deployed in that region: it is not there (404)."""

    code = "GalleryImageNotFound"


class DirectoryObjectNotFound(NotFound):
    """The directory holds no such user, group, application or service principal (404, in the words of Graph)."""

    code = "Request_ResourceNotFound"


class DirectoryRequestInvalid(SigError):
    """The directory does not take the request as it stands (400)."""

    code = "Request_BadRequest"


class DirectoryQueryUnsupported(SigError):
    """A filter that the directory does not understand (400)."""

    code = "Request_UnsupportedQuery"


class DirectoryObjectExists(Conflict):
    """Another object of the directory has what must be one object's alone (409)."""

    code = "Request_MultipleObjectsWithSameKeyValue"


class DirectoryRequestDenied(SigError):
    """Who asks may not read or change the directory (403)."""

    code = "Authorization_RequestDenied"


class AuthorizationFailed(SigError):
    """Who asks has no role that allows the action (403)."""

    code = "AuthorizationFailed"


class LinkedAuthorizationFailed(SigError):
    """Who asks has no access to a resource that the request refers to (403)."""

    code = "LinkedAuthorizationFailed"


class PrincipalNotFound(SigError):
    """The directory holds no such principal to assign a role to (400)."""

    code = "PrincipalNotFound"


class UnmatchedPrincipalType(SigError):
    """The principal is of another type than the request says (400)."""

    code = "UnmatchedPrincipalType"


class InvalidRoleAssignmentId(SigError):
    """The name or ID is not that of a role assignment (400)."""

    code = "InvalidRoleAssignmentId"


class RoleAssignmentExists(Conflict):
    """The principal has that role at that scope already (409)."""

    code = "RoleAssignmentExists"


class RoleAssignmentUpdateNotPermitted(SigError):
    """A role assignment of that name exists, of another principal, role or scope (400)."""

    code = "RoleAssignmentUpdateNotPermitted"


class RoleAssignmentLimitExceeded(Conflict):
    """The subscription holds as many role assignments as it may (409)."""

    code = "RoleAssignmentLimitExceeded"


class RoleDefinitionDoesNotExist(SigError):
    """There is no such role at that scope (404 on the wire; az itself refuses its name, with exit code 1)."""

    code = "RoleDefinitionDoesNotExist"


class RoleDefinitionWithSameNameExists(Conflict):
    """Another role of the tenant has that name (409)."""

    code = "RoleDefinitionWithSameNameExists"


class RoleDefinitionHasAssignments(SigError):
    """The role is assigned to somebody (400)."""

    code = "RoleDefinitionHasAssignments"


class RoleDefinitionLimitExceeded(Conflict):
    """The tenant holds as many custom roles as it may (409)."""

    code = "RoleDefinitionLimitExceeded"


class InvalidActionOrNotAction(SigError):
    """A custom role names what is no action (400)."""

    code = "InvalidActionOrNotAction"


class SubscriptionNotFound(SigError):
    """The subscription does not exist (404 on the wire; az itself refuses it, with exit code 1)."""

    code = "SubscriptionNotFound"


class CannotDeleteResource(Conflict):
    """The resource still holds others (409)."""

    code = "CannotDeleteResource"


class InvalidResourceLocation(Conflict):
    """The resource exists in another location (409)."""

    code = "InvalidResourceLocation"


class PropertyChangeNotAllowed(Conflict):
    """The property is fixed once the resource exists (409)."""

    code = "PropertyChangeNotAllowed"


class OperationNotAllowed(Conflict):
    """The state of the resource forbids the operation (409)."""

    code = "OperationNotAllowed"


class ResourceMoveNotSupported(Conflict):
    """Resources of that type stay in their group and subscription (409)."""

    code = "ResourceMoveNotSupported"


class QuotaExceeded(Conflict):
    """The subscription holds as many in that region as it may (409)."""

    code = "QuotaExceeded"


class DeletionBlockedBeforeEndOfLife(Conflict):
    """The version asked not to be deleted before its end of life (409)."""

    code = "DeleteGalleryImageVersionBlockedBeforeEndOfLife"


class GallerySourceResourceExceedsMaxSize(Conflict):
    """A disk is too large to be copied; the version is stored all the same, as failed (409)."""

    code = "GallerySourceResourceExceedsMaxSize"


class ReplicationJobsFailed(Conflict):
    """Copies to some regions failed; the version is stored all the same, as failed (409)."""

    code = "ReplicationJobsFailed"


class TooManyRequests(SigError):
    """More was asked in a short time than the service answers (429)."""

    code = "TooManyRequests"


class InternalServerError(SigError):
    """The service failed; the request may succeed when it is sent again (500)."""

    code = "InternalServerError"
