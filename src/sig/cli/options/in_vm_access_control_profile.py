"""The options of in-VM access control profiles and their versions."""

from typing import Annotated

from sig.cli.options.shape import IDENTITY, option
from sig.domain.choices import AccessControlMode, EndpointAccess, EndpointType, OsType

_GALLERY = "Name of the gallery."
_NAME = ("--name", "-n")
_PROFILE_HELP = "Name of the access control profile."
_VERSION = ("--version-name", "--profile-version")
_VERSION_HELP = "Version of the profile: Major.Minor.Patch, each 0 to 2147483647."
_ENDPOINT = "--applicable-host-endpoint"
_ENDPOINT_HELP = "The metadata endpoint that the profile is for."
_MODE_HELP = "Whether requests that the rules do not allow are blocked, only logged, or not looked at."
_ACCESS_HELP = "What becomes of requests that no rule is about."

GalleryOfProfile = Annotated[str, option("--gallery-name", help=_GALLERY, completer="gallery")]
GalleryOfProfileOrIds = Annotated[
    str | None, option("--gallery-name", help=_GALLERY, group=IDENTITY, completer="gallery")
]
AccessProfile = Annotated[str, option(*_NAME, help=_PROFILE_HELP, completer="access-profile")]
AccessProfileOrIds = Annotated[
    str | None, option(*_NAME, help=_PROFILE_HELP, group=IDENTITY, completer="access-profile")
]
AccessProfileAbove = Annotated[str, option("--profile-name", help=_PROFILE_HELP, completer="access-profile")]
AccessProfileAboveOrIds = Annotated[
    str | None, option("--profile-name", help=_PROFILE_HELP, group=IDENTITY, completer="access-profile")
]
AccessProfileVersion = Annotated[str, option(*_VERSION, help=_VERSION_HELP, completer="access-profile-version")]
AccessProfileVersionOrIds = Annotated[
    str | None, option(*_VERSION, help=_VERSION_HELP, group=IDENTITY, completer="access-profile-version")
]
OsOfProfile = Annotated[
    OsType | None, option("--os-type", help="The operating system that the profile is for. The service asks for it.")
]
NewEndpoint = Annotated[EndpointType | None, option(_ENDPOINT, help=f"{_ENDPOINT_HELP} The service asks for it.")]
Endpoint = Annotated[EndpointType | None, option(_ENDPOINT, help=_ENDPOINT_HELP)]
AccessMode = Annotated[AccessControlMode, option("--mode", help=_MODE_HELP)]
ChangedAccessMode = Annotated[AccessControlMode | None, option("--mode", help=_MODE_HELP)]
DefaultAccess = Annotated[EndpointAccess, option("--default-access", help=_ACCESS_HELP)]
ChangedDefaultAccess = Annotated[EndpointAccess | None, option("--default-access", help=_ACCESS_HELP)]
AccessRules = Annotated[
    list[str] | None,
    option(
        "--rules",
        help="Who may ask for what, in JSON or shorthand, or a file of it: "
        "{privileges:[{name,path,query-parameters}],roles:[{name,privileges}],"
        "identities:[{name,user-name,group-name,exe-path,process-name}],role-assignments:[{role,identities}]}.",
        metavar="RULES",
        arity="+",
    ),
]
TargetLocations = Annotated[
    list[str] | None,
    option(
        "--target-regions",
        help="Space-separated regions, or a list of them in JSON or shorthand; the location when not given.",
        metavar="REGION...",
        arity="+",
        completer="region",
    ),
]
