"""The options of the directory: users, groups, applications, service principals and their secrets."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option
from sig.domain.directory import SignInAudience

_CREDENTIAL = "Credential"
_WEB = "Web"
_FILTER = "OData filter, such as \"displayName eq 'Alice' and startswith(userPrincipalName,'al')\"."
_USER_ID = "Object ID or principal name of the user."
_NICKNAME = "Mail alias; what stands before the @ of the principal name when not given."

# Difference from az (ad * extra): Commands of az ad are there, and take --tenant. az goes by the tenant that one has
# signed in to; here it is that of the subscription, or the one that is named. Owners, permissions, certificates,
# federated credentials and the updates of applications and service principals are not there.
DirectoryTenant = Annotated[
    str | None, option("--tenant", help="ID of the tenant; that of the subscription when not given.")
]
ObjectDisplayName = Annotated[str, option("--display-name", help="Display name of the object.")]
DisplayNameBegin = Annotated[str | None, option("--display-name", help="The display name, or how it begins.")]
DirectoryFilter = Annotated[str | None, option("--filter", help=_FILTER)]
ShowMine = Annotated[bool, option("--show-mine", help="List what belongs to who asks: of the owner, everything.")]
ShowAll = Annotated[bool, option("--all", help="List all of them, not the first 100.")]

UserId = Annotated[str, option("--id", help=_USER_ID)]
UserDisplayName = Annotated[str | None, option("--display-name", help="Display name of the user.")]
UserPrincipalName = Annotated[
    str | None, option("--user-principal-name", help="Name that the user signs in with, such as alice@contoso.com.")
]
UpnFilter = Annotated[str | None, option("--upn", help="User principal name, such as alice@contoso.com.")]
UserPassword = Annotated[str | None, option("--password", help="Password of the user.", secret=True)]
MailNicknameOrDefault = Annotated[str | None, option("--mail-nickname", help=_NICKNAME)]
ImmutableId = Annotated[
    str | None, option("--immutable-id", help="What ties the user to one of an on-premises directory.")
]
ForceChangePassword = Annotated[
    Tristate | None,
    flag("--force-change-password-next-sign-in", help="Whether the user must change the password at next sign-in."),
]
AccountEnabled = Annotated[Tristate | None, flag("--account-enabled", help="Whether the user can sign in.")]
SecurityEnabledOnly = Annotated[
    Tristate | None, flag("--security-enabled-only", help="Only security groups, as all groups here are.")
]
# Difference from az: Guests are made by a command. `sig ad user create --guest-of USER` makes the guest who stands for
# a user of another tenant; in Azure the user is invited, and accepts.
GuestOf = Annotated[
    str | None,
    option("--guest-of", help="Make a guest, who stands for this user of another tenant.", metavar="ID-or-NAME"),
]

DirectoryGroup = Annotated[
    str, option("--group", "-g", help="Object ID or display name of the group; the begin will do if only one has it.")
]
MailNickname = Annotated[str, option("--mail-nickname", help="Mail alias of the group.")]
GroupDescription = Annotated[str | None, option("--description", help="What the group is for.")]
ForceNewGroup = Annotated[
    Tristate | None, flag("--force", help="Make another group, even if one has the same names already.")
]
MemberId = Annotated[str, option("--member-id", help="Object ID of the user, group or service principal.")]

ApplicationId = Annotated[str, option("--id", help="Application ID, object ID or identifier URI of the application.")]
AppIdFilter = Annotated[str | None, option("--app-id", help="Application ID.")]
IdentifierUriFilter = Annotated[str | None, option("--identifier-uri", help="Identifier URI.")]
Audience = Annotated[
    SignInAudience | None,
    option("--sign-in-audience", help="Whose accounts the application takes; AzureADMyOrg when not given."),
]
IdentifierUris = Annotated[
    list[str] | None,
    option(
        "--identifier-uris",
        help="Space-separated URIs that name the application, such as api://contoso-images.",
        metavar="URI...",
        arity="+",
    ),
]
WebRedirectUris = Annotated[
    list[str] | None,
    option(
        "--web-redirect-uris",
        help="Space-separated URIs to which users are sent after they signed in.",
        metavar="URI...",
        arity="+",
        group=_WEB,
    ),
]
WebHomePage = Annotated[
    str | None, option("--web-home-page-url", help="Home page of the application.", group=_WEB, metavar="URL")
]

ServicePrincipalId = Annotated[
    str, option("--id", help="Service principal name (application ID or identifier URI), or object ID.")
]
Spn = Annotated[str | None, option("--spn", help="Service principal name: application ID or identifier URI.")]
RbacName = Annotated[
    str | None,
    option("--name", "--display-name", "-n", help="Display name; azure-cli- and the time when not given."),
]
RbacRole = Annotated[str | None, option("--role", help="Name or ID of the role to assign, with --scopes.")]
RbacScopes = Annotated[
    list[str] | None,
    option(
        "--scopes",
        help="Space-separated IDs of subscriptions, groups or resources at which the role is assigned.",
        metavar="ID...",
        arity="+",
    ),
]

KeyId = Annotated[str, option("--key-id", help="Key ID of the credential.")]
CredentialName = Annotated[
    str | None, option("--display-name", help="Friendly name of the credential.", group=_CREDENTIAL)
]
CredentialYears = Annotated[
    int | None, option("--years", help="For how many years it is valid; 1 when not given.", group=_CREDENTIAL)
]
CredentialEnd = Annotated[
    str | None,
    option("--end-date", help="When it ends, such as 2030-12-31, in place of --years.", group=_CREDENTIAL),
]
AppendCredential = Annotated[bool, option("--append", help="Keep the credentials that there are.", group=_CREDENTIAL)]
