"""Directory objects as Microsoft Graph answers them: every member that ``az ad`` prints, null where nothing is set."""

from __future__ import annotations

from sig.domain.codec import encode
from sig.domain.directory import (
    COLLECTIONS,
    Application,
    DirectoryObject,
    Group,
    PasswordCredential,
    ServicePrincipal,
    User,
    domain_of,
    security_identifier,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_METADATA = "https://graph.microsoft.com/v1.0/$metadata#"
_TYPES = {User: "user", Group: "group", Application: "application", ServicePrincipal: "servicePrincipal"}

# What Graph answers of an object besides what is kept of it here.
_OF_USER: dict[str, Any] = {
    "businessPhones": [],
    "givenName": None,
    "jobTitle": None,
    "mail": None,
    "mobilePhone": None,
    "officeLocation": None,
    "preferredLanguage": None,
    "surname": None,
}
_OF_GROUP: dict[str, Any] = {
    "classification": None,
    "creationOptions": [],
    "deletedDateTime": None,
    "description": None,
    "expirationDateTime": None,
    "groupTypes": [],
    "isAssignableToRole": None,
    "mail": None,
    "mailEnabled": False,
    "membershipRule": None,
    "membershipRuleProcessingState": None,
    "onPremisesDomainName": None,
    "onPremisesLastSyncDateTime": None,
    "onPremisesNetBiosName": None,
    "onPremisesProvisioningErrors": [],
    "onPremisesSamAccountName": None,
    "onPremisesSecurityIdentifier": None,
    "onPremisesSyncEnabled": None,
    "preferredDataLocation": None,
    "preferredLanguage": None,
    "proxyAddresses": [],
    "renewedDateTime": None,
    "resourceBehaviorOptions": [],
    "resourceProvisioningOptions": [],
    "securityEnabled": True,
    "serviceProvisioningErrors": [],
    "theme": None,
    "uniqueName": None,
    "visibility": None,
}
_LINKS = {
    "logoUrl": None,
    "marketingUrl": None,
    "privacyStatementUrl": None,
    "supportUrl": None,
    "termsOfServiceUrl": None,
}
_PUBLISHER = {"addedDateTime": None, "displayName": None, "verifiedPublisherId": None}
_OF_BOTH: dict[str, Any] = {
    "addIns": [],
    "appRoles": [],
    "applicationTemplateId": None,
    "deletedDateTime": None,
    "description": None,
    "disabledByMicrosoftStatus": None,
    "info": _LINKS,
    "keyCredentials": [],
    "notes": None,
    "tags": [],
    "tokenEncryptionKeyId": None,
    "verifiedPublisher": _PUBLISHER,
}
_OF_APPLICATION: dict[str, Any] = {
    **_OF_BOTH,
    "api": {
        "acceptMappedClaims": None,
        "knownClientApplications": [],
        "oauth2PermissionScopes": [],
        "preAuthorizedApplications": [],
        "requestedAccessTokenVersion": None,
    },
    "certification": None,
    "defaultRedirectUri": None,
    "groupMembershipClaims": None,
    "isDeviceOnlyAuthSupported": None,
    "isFallbackPublicClient": None,
    "optionalClaims": None,
    "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
    "publicClient": {"redirectUris": []},
    "requestSignatureVerification": None,
    "requiredResourceAccess": [],
    "samlMetadataUrl": None,
    "serviceManagementReference": None,
    "servicePrincipalLockConfiguration": None,
    "spa": {"redirectUris": []},
    "uniqueName": None,
}
_OF_SERVICE_PRINCIPAL: dict[str, Any] = {
    **_OF_BOTH,
    "alternativeNames": [],
    "appDescription": None,
    "appRoleAssignmentRequired": False,
    "homepage": None,
    "loginUrl": None,
    "logoutUrl": None,
    "notificationEmailAddresses": [],
    "oauth2PermissionScopes": [],
    "preferredSingleSignOnMode": None,
    "preferredTokenSigningKeyThumbprint": None,
    "resourceSpecificApplicationPermissions": [],
    "samlSingleSignOnSettings": None,
    "servicePrincipalType": "Application",
}


# Difference from az: Of an application or a user, what sig does not know is null. The members are those of Microsoft
# Graph; permissions, app roles, certificates, owners, devices and licences are not kept, and nothing sets them.
def item(tenant: str, found: DirectoryObject) -> dict[str, Any]:
    """The object as one of a list."""
    match found:
        case User():
            return {**_OF_USER, **_members(found, "id", "displayName", "mail", "userPrincipalName")}
        case Group():
            return {
                **_OF_GROUP,
                **_members(found, "id", "displayName", "mailNickname", "description", "createdDateTime"),
                "renewedDateTime": found.created_date_time,
                "securityIdentifier": security_identifier(found.id),
            }
        case Application():
            return _application(tenant, found)
    return _service_principal(found)


def entity(tenant: str, found: DirectoryObject) -> dict[str, Any]:
    """The object by itself, which Graph introduces with a context."""
    return {"@odata.context": f"{_METADATA}{COLLECTIONS[type(found)]}/$entity", **item(tenant, found)}


def member(tenant: str, found: DirectoryObject) -> dict[str, Any]:
    """The object as a member of a group, which says what kind it is."""
    return {"@odata.type": f"#microsoft.graph.{_TYPES[type(found)]}", **item(tenant, found)}


def credential(found: PasswordCredential) -> dict[str, Any]:
    """What is told of a secret."""
    return {"customKeyIdentifier": None, "displayName": None, "secretText": None, **encode(found)}


def filterable(tenant: str, found: DirectoryObject) -> dict[str, Any]:
    """What a filter can ask of the object: what it answers and, of a user or group, some more."""
    return {**item(tenant, found), **{name: value for name, value in encode(found).items() if name != "members"}}


def _application(tenant: str, found: Application) -> dict[str, Any]:
    return {
        **_OF_APPLICATION,
        **_members(found, "id", "appId", "displayName", "signInAudience", "identifierUris", "createdDateTime"),
        "passwordCredentials": [credential(one) for one in found.password_credentials],
        "publisherDomain": domain_of(tenant),
        "web": {
            "homePageUrl": found.home_page_url,
            "implicitGrantSettings": {"enableAccessTokenIssuance": False, "enableIdTokenIssuance": False},
            "logoutUrl": None,
            "redirectUriSettings": [{"index": None, "uri": uri} for uri in found.redirect_uris],
            "redirectUris": list(found.redirect_uris),
        },
    }


def _service_principal(found: ServicePrincipal) -> dict[str, Any]:
    return {
        **_OF_SERVICE_PRINCIPAL,
        **encode(found),
        "appDisplayName": found.display_name,
        "passwordCredentials": [credential(one) for one in found.password_credentials],
    }


def _members(found: DirectoryObject, *names: str) -> dict[str, Any]:
    document = encode(found)
    return {name: document.get(name) for name in names}
