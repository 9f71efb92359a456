"""The options of roles, and of questions about access."""

from typing import Annotated, Literal

from sig.cli.options.shape import IDENTITY, Tristate, flag, option

_SCOPE = ("--scope",)
_SCOPE_HELP = "Where the role counts: the ID of a subscription, a resource group or a resource."
_NAME = ("--name", "-n")

Role = Annotated[str, option("--role", help="Name or ID of the role, such as Reader.")]
RoleFilter = Annotated[str | None, option("--role", help="Name or ID of the role, such as Reader.")]
Assignee = Annotated[
    str | None,
    option(
        "--assignee",
        help="A user, group or service principal: object ID, sign-in name or application ID. Of a group the object ID.",
    ),
]
AssigneeObjectId = Annotated[
    str | None,
    option("--assignee-object-id", help="Object ID of the principal, in place of --assignee; no names are looked up."),
]
AssigneePrincipalType = Annotated[
    Literal["ForeignGroup", "Group", "ServicePrincipal", "User"] | None,
    option(
        "--assignee-principal-type",
        help="With --assignee-object-id: what the principal is. The directory is not asked then.",
    ),
]
RoleScope = Annotated[str, option(*_SCOPE, help=_SCOPE_HELP)]
RoleScopeFilter = Annotated[str | None, option(*_SCOPE, help=f"{_SCOPE_HELP} The subscription when not given.")]
RoleGroup = Annotated[
    str | None,
    option(
        "--resource-group",
        "-g",
        help="Resource group, in place of --scope.",
        completer="group",
    ),
]
AssignmentName = Annotated[
    str | None, option(*_NAME, help="A GUID for the assignment; a new one when not given.", metavar="GUID")
]
AssignmentDescription = Annotated[str | None, option("--description", help="What the assignment is for.")]
AssignmentIds = Annotated[
    list[str] | None,
    option("--ids", help="Space-separated IDs of assignments, in place of all else.", metavar="ID...", arity="+"),
]
AllAssignments = Annotated[bool, option("--all", help="All assignments of the subscription, also of what is in it.")]
IncludeInherited = Annotated[bool, option("--include-inherited", help="Also those at scopes above.")]
IncludeGroups = Annotated[
    bool, option("--include-groups", help="Also those of the groups that the assignee is in, at any depth.")
]
FillPrincipalName = Annotated[
    Tristate | None,
    flag("--fill-principal-name", help="Say what principals are called; true when not given."),
]
FillRoleName = Annotated[
    Tristate | None,
    flag("--fill-role-definition-name", help="Say what roles are called; true when not given."),
]
RoleName = Annotated[str, option(*_NAME, help="Name or GUID of the role.")]
RoleNameFilter = Annotated[str | None, option(*_NAME, help="Name or GUID of the role.")]
RoleGuid = Annotated[str | None, option(*_NAME, help="GUID of the role.", metavar="GUID", group=IDENTITY)]
RoleId = Annotated[
    str | None, option("--id", help="ID of the role, in place of --name and --scope.", metavar="ID", group=IDENTITY)
]
CustomRoleOnly = Annotated[Tristate | None, flag("--custom-role-only", help="Custom roles only.")]
RoleDefinitionText = Annotated[
    str,
    option(
        "--role-definition",
        help="The role as JSON, or the path of a file with it, also as @FILE: Name, Description, Actions, NotActions, "
        "AssignableScopes.",
        metavar="JSON|FILE",
    ),
]
AskedAction = Annotated[
    str,
    option(
        "--action",
        help="read, write, delete, share (of a gallery), or an action such as Microsoft.Compute/galleries/read.",
        metavar="ACTION",
    ),
]
AskedIds = Annotated[
    list[str] | None,
    option(
        "--id",
        help="ID of a resource, a group or a subscription, in place of the names; can be given several times.",
        group=IDENTITY,
        metavar="ID",
    ),
]
AskedGalleryIds = Annotated[
    list[str] | None,
    option(
        "--id",
        help="ID of a gallery or of anything in it, such as a VM application, in place of the names; can be given "
        "several times.",
        group=IDENTITY,
        metavar="ID",
    ),
]
AskedGallery = Annotated[
    str | None,
    option("--gallery-name", "-r", help="Gallery; without it the group is meant.", group=IDENTITY, completer="gallery"),
]
AskedDefinition = Annotated[
    str | None,
    option(
        "--gallery-image-definition",
        "-i",
        help="Image definition; without it the gallery is meant.",
        group=IDENTITY,
        completer="definition",
    ),
]
AskedVersion = Annotated[
    str | None,
    option(
        "--gallery-image-version",
        "-e",
        help="Image version; without it the definition is meant.",
        group=IDENTITY,
        completer="version",
    ),
]
