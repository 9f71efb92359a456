"""What a rule of the rule book says, and the evidence, kinds and status codes there are."""

from __future__ import annotations

from sig.domain.profile import PROFILES, Profile
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    Evidence = Literal["live", "documented", "assumed", "sig"]
    Kind = Literal["refuses", "accepts", "restates", "not emulated"]

EVIDENCE: dict[Evidence, str] = {
    "live": "status or code were seen in an answer of the service",
    "documented": "the rule is documented; status and code follow ARM's habits",
    "assumed": "a decision of this project, where nothing was seen or documented",
    "sig": "a rule of sig itself, about its store, its settings or its command line",
}
KINDS: dict[Kind, str] = {
    "refuses": "a command that breaks it is refused",
    "accepts": "says what must not be refused",
    "restates": "is part of another rule",
    "not emulated": "exists in Azure and has nothing to stand on here",
}
# ARM code -> HTTP status. Source: SPEC §2, SERVICE-FACTS §9.
STATUS = {
    "InvalidParameter": 400,
    "InvalidFilterInQueryString": 400,
    "InvalidQuery": 400,
    "InvalidRequestContent": 400,
    "InvalidRequestUri": 400,
    "MismatchingResourceName": 400,
    "MismatchingResourceType": 400,
    "MissingApiVersionParameter": 400,
    "InvalidApiVersionParameter": 400,
    "NoRegisteredProviderFound": 400,
    "InvalidSubscriptionId": 400,
    "InvalidResourceName": 400,
    "LocationNotAvailableForResourceType": 400,
    "LocationRequired": 400,
    "LinkedInvalidPropertyId": 400,
    "AuthenticationFailed": 401,
    "Request_BadRequest": 400,
    "Request_UnsupportedQuery": 400,
    "Authorization_RequestDenied": 403,
    "Request_ResourceNotFound": 404,
    "Request_MultipleObjectsWithSameKeyValue": 409,
    "PrincipalNotFound": 400,
    "UnmatchedPrincipalType": 400,
    "InvalidRoleAssignmentId": 400,
    "InvalidActionOrNotAction": 400,
    "RoleAssignmentUpdateNotPermitted": 400,
    "RoleDefinitionHasAssignments": 400,
    "RoleDefinitionDoesNotExist": 404,
    "RoleAssignmentExists": 409,
    "RoleAssignmentLimitExceeded": 409,
    "RoleDefinitionLimitExceeded": 409,
    "RoleDefinitionWithSameNameExists": 409,
    "AuthorizationFailed": 403,
    "LinkedAuthorizationFailed": 403,
    "NotFound": 404,
    "MissingSubscription": 404,
    "InvalidResourceNamespace": 404,
    "InvalidResourceType": 404,
    "ResourceNotFound": 404,
    "ParentResourceNotFound": 404,
    "ResourceGroupNotFound": 404,
    "SubscriptionNotFound": 404,
    "GalleryImageNotFound": 404,
    "MethodNotAllowed": 405,
    "Conflict": 409,
    "CannotDeleteResource": 409,
    "InvalidResourceLocation": 409,
    "PropertyChangeNotAllowed": 409,
    "OperationNotAllowed": 409,
    "QuotaExceeded": 409,
    "ResourceMoveNotSupported": 409,
    "GallerySourceResourceExceedsMaxSize": 409,
    "DeleteGalleryImageVersionBlockedBeforeEndOfLife": 409,
    "RequestContentTooLarge": 413,
    "UnsupportedMediaType": 415,
    "TooManyRequests": 429,
    "InternalServerError": 500,
    "StoreCorrupt": 500,
    "StoreTooNew": 500,
    "StoreBusy": 503,
    "StoreNotReadable": 500,
    "StoreNotWritable": 500,
    "StoreFull": 507,
    "StoreChanged": 503,
    "StoreExists": 409,
    "FileExists": 409,
    "BackupNotUsable": 400,
    "ForeignLineage": 409,
}


class Rule(NamedTuple):
    """One rule: what it protects, what is accepted, how a refusal is mended.

    ``code`` is the ARM code of a refusal, ``other_codes`` those that it has in special cases; both are
    empty where nothing is refused. ``profiles`` holds the figure of each era where eras differ.
    ``messages`` are texts that refusals of it have, here or in Azure, ``{}`` standing for what varies.
    ``reason`` says of a rule that is not emulated why, and of one that restates others which.
    """

    number: str
    code: str
    status: int
    title: str
    protects: str
    accepted: str
    remedy: str
    evidence: Evidence
    profiles: dict[str, str]
    kind: Kind
    messages: tuple[str, ...]
    reason: str
    other_codes: tuple[str, ...]


def rule(
    number: str,
    code: str,
    evidence: Evidence,
    title: str,
    *,
    protects: str,
    accepted: str,
    remedy: str,
    profiles: Callable[[Profile], str] | None = None,
    kind: Kind = "refuses",
    messages: tuple[str, ...] = (),
    reason: str = "",
    other_codes: tuple[str, ...] = (),
) -> Rule:
    figures = {profile.name: profiles(profile) for profile in PROFILES.values()} if profiles else {}
    status = STATUS.get(code, 200)
    return Rule(
        number, code, status, title, protects, accepted, remedy, evidence, figures, kind, messages, reason, other_codes
    )


def accepts(number: str, evidence: Evidence, title: str, *, protects: str, accepted: str) -> Rule:
    return rule(
        number, "", evidence, title, protects=protects, accepted=accepted, remedy="Nothing to mend.", kind="accepts"
    )
