"""The options of VM applications and their versions."""

from typing import Annotated, Literal

from sig.cli.options.shape import IDENTITY, Tristate, flag, option
from sig.domain.choices import OsType

_APPLICATION = ("--name", "-n", "--application-name", "--gallery-application-name")
_APPLICATION_ABOVE = ("--application-name", "--gallery-application-name")
_VERSION = ("--name", "-n", "--version-name", "--gallery-application-version-name")
_APPLICATION_HELP = "Name of the VM application."
_VERSION_HELP = "Version of the VM application: Major.Minor.Patch, each 0 to 2147483647."
_PUBLISHING = "PublishingProfile"

Application = Annotated[str, option(*_APPLICATION, help=_APPLICATION_HELP, completer="application")]
ApplicationOrIds = Annotated[
    str | None, option(*_APPLICATION, help=_APPLICATION_HELP, group=IDENTITY, completer="application")
]
ApplicationAbove = Annotated[str, option(*_APPLICATION_ABOVE, help=_APPLICATION_HELP, completer="application")]
ApplicationAboveOrIds = Annotated[
    str | None, option(*_APPLICATION_ABOVE, help=_APPLICATION_HELP, group=IDENTITY, completer="application")
]
ApplicationVersion = Annotated[str, option(*_VERSION, help=_VERSION_HELP, completer="application-version")]
ApplicationVersionOrIds = Annotated[
    str | None, option(*_VERSION, help=_VERSION_HELP, group=IDENTITY, completer="application-version")
]
SupportedOs = Annotated[OsType, option("--os-type", help="The operating system that the application is for.")]
InstallCommand = Annotated[
    str, option("--install-command", help="How machines install the application; at most 4096 characters.")
]
RemoveCommand = Annotated[
    str, option("--remove-command", help="How machines remove the application; at most 4096 characters.")
]
UpdateCommand = Annotated[
    str | None,
    option("--update-command", help="How machines update to this version; remove and install when not given."),
]
PackageFileLink = Annotated[str, option("--package-file-link", help="Address of the package, a readable blob.")]
DefaultFileLink = Annotated[
    str | None,
    option("--default-file-link", help="Address of the default configuration, a readable blob."),
]
PackageFileName = Annotated[
    str | None,
    option("--package-file-name", help="Name of the package on a machine; that of the application when not given."),
]
ConfigFileName = Annotated[
    str | None,
    option(
        "--config-file-name",
        help="Name of the configuration on a machine; that of the application with _config when not given.",
    ),
]
ExcludeFrom = Annotated[
    Tristate | None,
    flag("--exclude-from", help="Leave this version out when latest is asked for.", group=_PUBLISHING),
]
PublishedUntil = Annotated[
    str | None,
    option(
        "--end-of-life-date",
        help="The end of life date, e.g. 2030-12-31; informational.",
        metavar="DATE",
        group=_PUBLISHING,
    ),
]
TargetRegionList = Annotated[
    list[str] | None,
    option(
        "--target-regions",
        help="The regions as a list of objects, in JSON or shorthand, or a file of it: "
        "[{name:westus,regional-replica-count:2,storage-account-type:Standard_ZRS}]; the location when not given.",
        metavar="LIST",
        arity="+",
    ),
]
ExpandStatus = Annotated[
    Literal["ReplicationStatus"] | None, option("--expand", help="What to return besides the version.")
]
