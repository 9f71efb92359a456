"""Users, groups, applications and service principals of a tenant's directory, in the shape of Microsoft Graph.

A user is a person; a guest is a user of one tenant that stands for a user of another. An application is registered
in its home tenant; what acts for it in a tenant, and is given roles there, is its service principal of that tenant.
"""

from __future__ import annotations

import re

from sig.domain.arm import ArmObject, arm
from sig.domain.choice import Choice
from sig.domain.errors import DirectoryRequestInvalid
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

TENANTS = "tenants"
"""The collection that directories lie in, beside the subscriptions."""

_LONGEST_NAME = 256
_LONGEST_NICKNAME = 64
_LONGEST_BEFORE_AT, _LONGEST_PRINCIPAL_NAME = 64, 113
_SHORTEST_PASSWORD = 8
_LONGEST_PASSWORD = 256
_KINDS_OF_CHARACTERS = 3
_PRINCIPAL_NAME = r"[A-Za-z0-9'.\-_!#^~+]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
_NICKNAME = r"[^\s@()\\\[\]\";:<>,]+"
_URI = r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/]+\S*"
_HINT = 3  # characters of a secret that Graph gives away to tell secrets apart


class PrincipalType(Choice):
    """What a role can be assigned to, as ARM names it."""

    USER = "User"
    GROUP = "Group"
    SERVICE_PRINCIPAL = "ServicePrincipal"


class SignInAudience(Choice):
    """Who can sign in to an application."""

    MY_ORG = "AzureADMyOrg"
    MULTIPLE_ORGS = "AzureADMultipleOrgs"
    WITH_PERSONAL = "AzureADandPersonalMicrosoftAccount"
    PERSONAL = "PersonalMicrosoftAccount"


class UserType(Choice):
    MEMBER = "Member"
    GUEST = "Guest"


@arm
class HomeUser(ArmObject):
    """Whom a guest stands for: a user of another tenant."""

    tenant_id: str
    id: str


@arm
class User(ArmObject):
    id: str
    display_name: str
    user_principal_name: str
    mail_nickname: str
    account_enabled: bool = True
    user_type: UserType = UserType.MEMBER
    mail: str | None = None
    on_premises_immutable_id: str | None = None
    force_change_password_next_sign_in: bool | None = None
    created_date_time: str | None = None
    guest_of: HomeUser | None = None


@arm
class Group(ArmObject):
    """``members`` are the IDs of objects of the same tenant: users, groups, service principals."""

    id: str
    display_name: str
    mail_nickname: str
    description: str | None = None
    created_date_time: str | None = None
    members: tuple[str, ...] = ()


@arm
class PasswordCredential(ArmObject):
    """What is known of a secret; the secret itself is nowhere kept. Times as in ``2026-01-07T05:56:46Z``."""

    key_id: str
    start_date_time: str
    end_date_time: str
    hint: str | None = None
    display_name: str | None = None


@arm
class Application(ArmObject):
    """``id`` names the registration, ``app_id`` the application in every tenant."""

    id: str
    app_id: str
    display_name: str
    sign_in_audience: SignInAudience = SignInAudience.MY_ORG
    identifier_uris: tuple[str, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    home_page_url: str | None = None
    password_credentials: tuple[PasswordCredential, ...] = ()
    created_date_time: str | None = None


@arm
class ServicePrincipal(ArmObject):
    """An application in one tenant; ``app_owner_organization_id`` is the tenant where it is registered."""

    id: str
    app_id: str
    display_name: str
    app_owner_organization_id: str
    sign_in_audience: SignInAudience = SignInAudience.MY_ORG
    service_principal_names: tuple[str, ...] = ()
    reply_urls: tuple[str, ...] = ()
    homepage: str | None = None
    account_enabled: bool = True
    password_credentials: tuple[PasswordCredential, ...] = ()
    created_date_time: str | None = None


DirectoryObject = User | Group | Application | ServicePrincipal

COLLECTIONS: dict[type, str] = {
    User: "users",
    Group: "groups",
    Application: "applications",
    ServicePrincipal: "servicePrincipals",
}
KINDS: dict[str, type] = {collection.casefold(): kind for kind, collection in COLLECTIONS.items()}
PRINCIPALS = (User, Group, ServicePrincipal)


class Principal(NamedTuple):
    """What a role can be assigned to. ``name`` is the sign-in name, the application ID or the name of the group."""

    tenant: str
    object_id: str
    type: PrincipalType
    name: str
    display_name: str


def place(tenant: str, kind: type, object_id: str) -> ResourceId:
    """Where the object lies in the store."""
    return ResourceId(((TENANTS, tenant), (COLLECTIONS[kind], object_id)))


def is_place(identifier: ResourceId) -> bool:
    """Whether an object of a directory may lie there."""
    if len(identifier.pairs) != 2:  # noqa: PLR2004 - a tenant and an object
        return False
    (root, _), (collection, _) = identifier.key
    return root == TENANTS and collection in KINDS


def unique_key(identifier: ResourceId, found: DirectoryObject) -> tuple[str, ...] | None:
    """What no two objects have in common: a sign-in name in all tenants, an application in each."""
    match found:
        case User():
            return ("users", found.user_principal_name.casefold())
        case ServicePrincipal():
            return (identifier.pairs[0][1].casefold(), found.app_id)
    return None


def kind_at(identifier: ResourceId) -> type:
    """The kind of what lies there."""
    return KINDS[identifier.collection.casefold()]


def principal(tenant: str, found: User | Group | ServicePrincipal) -> Principal:
    match found:
        case User():
            return Principal(tenant, found.id, PrincipalType.USER, found.user_principal_name, found.display_name)
        case Group():
            return Principal(tenant, found.id, PrincipalType.GROUP, found.display_name, found.display_name)
    return Principal(tenant, found.id, PrincipalType.SERVICE_PRINCIPAL, found.app_id, found.display_name)


def domain_of(tenant: str) -> str:
    """The domain that a tenant has from the start."""
    return f"{tenant}.onmicrosoft.com"


def guest_name(user_principal_name: str, tenant: str) -> str:
    """The sign-in name of a guest: ``alice_contoso.com#EXT#@`` and the domain of the tenant."""
    return f"{user_principal_name.replace('@', '_')}#EXT#@{domain_of(tenant)}"


def nickname(user_principal_name: str) -> str:
    """The mail nickname of a user that was given none: what stands before the ``@``, as far as it goes."""
    return user_principal_name.partition("@")[0][:_LONGEST_NICKNAME]


def is_multi_tenant(audience: SignInAudience) -> bool:
    """Whether the application can have service principals in tenants other than its own."""
    return audience in (SignInAudience.MULTIPLE_ORGS, SignInAudience.WITH_PERSONAL)


def graph_time(instant: datetime) -> str:
    """An instant as Graph writes it: ``2026-01-07T05:56:46Z``."""
    from datetime import UTC

    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def secret_hint(secret: str) -> str:
    return secret[:_HINT]


def memberships(groups: Mapping[str, Group], object_id: str) -> frozenset[str]:
    """The IDs of the groups that ``object_id`` is in, by itself or through other groups; circles do no harm."""
    holders: dict[str, list[str]] = {}
    for group in groups.values():
        for member in group.members:
            holders.setdefault(member, []).append(group.id)
    found: set[str] = set()
    waiting = [object_id]
    while waiting:
        for holder in holders.get(waiting.pop(), ()):
            if holder not in found:
                found.add(holder)
                waiting.append(holder)
    return frozenset(found)


def check(found: DirectoryObject) -> None:
    """Refuse what no object of its kind can be. Raises DirectoryRequestInvalid."""
    match found:
        case User():
            check_user(found)
        case Group():
            check_group(found)
        case Application():
            check_application(found)
        case ServicePrincipal():
            check_display_name(found.display_name, "ServicePrincipal")


# Difference from Azure: Any domain is verified. A user principal name may have any domain, and none is registered to a
# tenant; what Azure demands is one of the domains of the tenant.
def check_user(user: User) -> None:
    """Raises DirectoryRequestInvalid for a name that a user cannot have."""
    check_display_name(user.display_name, "User")
    if not _is_principal_name(user):
        raise DirectoryRequestInvalid(
            f"Property userPrincipalName is invalid: '{shown(user.user_principal_name)}'.",
            target="userPrincipalName",
            hint="Write it like an address: alice@contoso.com, with letters, digits and ' . - _ ! # ^ ~ before the @; "
            f"{_LONGEST_BEFORE_AT} characters there and {_LONGEST_PRINCIPAL_NAME} in all at most.",
            rule="R301",
        )
    _check_nickname(user.mail_nickname, "User")


def _is_principal_name(user: User) -> bool:
    """Whether the user can have the name; that of a guest, made of two other names, is as long as they are."""
    name = user.user_principal_name
    if not re.fullmatch(_PRINCIPAL_NAME, name):
        return False
    is_short = len(name) <= _LONGEST_PRINCIPAL_NAME and name.index("@") <= _LONGEST_BEFORE_AT
    return is_short or user.user_type is UserType.GUEST


def check_group(group: Group) -> None:
    """Raises DirectoryRequestInvalid for a name that a group cannot have."""
    check_display_name(group.display_name, "Group")
    _check_nickname(group.mail_nickname, "Group")


def check_display_name(name: str, resource: str) -> None:
    """1 to 256 characters, not all of them blank."""
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise DirectoryRequestInvalid(
            f"Invalid value specified for property 'displayName' of resource '{resource}': '{shown(name)}'.",
            target="displayName",
            hint=f"Use 1 to {_LONGEST_NAME} characters.",
            rule="R301",
        )


def check_password(password: str) -> None:
    """8 to 256 characters, of three kinds: small and capital letters, digits, others."""
    kinds = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())
    found = sum(any(map(kind, password)) for kind in kinds)
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD or found < _KINDS_OF_CHARACTERS:
        raise DirectoryRequestInvalid(
            "The specified password does not comply with password complexity requirements. Please provide a different "
            "password.",
            target="passwordProfile.password",
            hint=f"Use {_SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters, {_KINDS_OF_CHARACTERS} of these: small "
            "letters, capital letters, digits, others.",
            rule="R303",
        )


def check_application(application: Application) -> None:
    """Raises DirectoryRequestInvalid for a name or a URI that an application cannot have."""
    check_display_name(application.display_name, "Application")
    _check_uris(application.identifier_uris, "identifierUris", "api://contoso-images")
    _check_uris(application.redirect_uris, "web.redirectUris", "https://contoso.com/signed-in")


def check_member(group: Group, member: str) -> None:
    """Raises DirectoryRequestInvalid for who is in the group already, and for the group itself."""
    if member == group.id:
        raise DirectoryRequestInvalid(
            f"Group '{shown(group.display_name)}' ({group.id}) cannot be a member of itself.",
            target="members",
            rule="R305",
        )
    if member in group.members:
        raise DirectoryRequestInvalid(
            "One or more added object references already exist for the following modified properties: 'members'.",
            target="members",
            hint=f"'{member}' is in group '{shown(group.display_name)}' already.",
            rule="R305",
        )


def security_identifier(object_id: str) -> str:
    """The SID that Entra derives from the ID of an object: ``S-1-12-1-`` and its four numbers of 32 bits."""
    from uuid import UUID

    data = UUID(object_id).bytes_le
    numbers = (int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4))
    return "-".join(["S-1-12-1", *map(str, numbers)])


def _check_nickname(nickname: str, resource: str) -> None:
    if not re.fullmatch(_NICKNAME, nickname) or len(nickname) > _LONGEST_NICKNAME:
        raise DirectoryRequestInvalid(
            f"Invalid value specified for property 'mailNickname' of resource '{resource}': '{shown(nickname)}'.",
            target="mailNickname",
            hint=f'Use 1 to {_LONGEST_NICKNAME} characters without blanks and without any of @()\\[]";:<>,.',
            rule="R301",
        )


def _check_uris(uris: Iterable[str], target: str, example: str) -> None:
    for uri in uris:
        if not re.fullmatch(_URI, uri):
            raise DirectoryRequestInvalid(
                f"Invalid value specified for property '{target}' of resource 'Application': '{shown(uri)}'.",
                target=target,
                hint=f"Write a whole URI, such as {example}.",
                rule="R306",
            )
