"""The options that say which resource, and those that many nouns share."""

from typing import Annotated

from sig.cli.options.shape import IDENTITY, PAGING, Tristate, flag, option

_GROUP = ("--resource-group", "-g")
_GALLERY = ("--gallery-name", "-r")
_GROUP_HELP = "Name of the resource group; a default can be set with: sig configure --defaults group=NAME."
_GALLERY_HELP = "Gallery name."
_DEFINITION_HELP = "Gallery image definition name."
_VERSION_HELP = "Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647."

ResourceGroup = Annotated[str, option(*_GROUP, help=_GROUP_HELP, completer="group")]
ResourceGroupFilter = Annotated[str | None, option(*_GROUP, help=_GROUP_HELP, completer="group")]
ResourceGroupOrIds = Annotated[str | None, option(*_GROUP, help=_GROUP_HELP, group=IDENTITY, completer="group")]
GalleryName = Annotated[str, option(*_GALLERY, help=_GALLERY_HELP, completer="gallery")]
GalleryNameOrIds = Annotated[str | None, option(*_GALLERY, help=_GALLERY_HELP, group=IDENTITY, completer="gallery")]
Definition = Annotated[str, option("--gallery-image-definition", "-i", help=_DEFINITION_HELP, completer="definition")]
DefinitionOfList = Annotated[
    str,
    option(
        "--gallery-image-definition",
        "-i",
        "--gallery-image-name",
        help=_DEFINITION_HELP,
        completer="definition",
    ),
]
DefinitionOrIds = Annotated[
    str | None,
    option(
        "--gallery-image-definition",
        "-i",
        "--gallery-image-name",
        help=_DEFINITION_HELP,
        group=IDENTITY,
        completer="definition",
    ),
]
DefinitionOnlyOrIds = Annotated[
    str | None,
    option("--gallery-image-definition", "-i", help=_DEFINITION_HELP, group=IDENTITY, completer="definition"),
]
NewVersion = Annotated[str, option("--gallery-image-version", "-e", help=_VERSION_HELP, completer="version")]
Version = Annotated[
    str,
    option(
        "--gallery-image-version",
        "-e",
        "--gallery-image-version-name",
        help=_VERSION_HELP,
        completer="version",
    ),
]
VersionOrIds = Annotated[
    str | None,
    option(
        "--gallery-image-version",
        "-e",
        "--gallery-image-version-name",
        help=_VERSION_HELP,
        group=IDENTITY,
        completer="version",
    ),
]
Ids = Annotated[
    list[str] | None,
    option(
        "--ids",
        help="One or more resource IDs, in place of the names; each gives a result of its own.",
        group=IDENTITY,
        metavar="ID...",
        arity="+",
    ),
]

Location = Annotated[
    str | None,
    option(
        "--location",
        "-l",
        help="Location; the resource group's when not given. A default can be set with: "
        "sig configure --defaults location=REGION.",
        completer="region",
    ),
]
Tags = Annotated[
    list[str] | None,
    option("--tags", help="Space-separated tags: key[=value] [key[=value] ...].", metavar="TAG...", arity="*"),
]
TagsWithValues = Annotated[
    list[str] | None,
    option("--tags", help="Space-separated tags: key=value [key=value ...].", metavar="TAG...", arity="+"),
]
NoWait = Annotated[bool, option("--no-wait", help="Do not wait for the operation to finish; prints nothing.")]
NoWaitTristate = Annotated[
    Tristate | None, flag("--no-wait", help="Do not wait for the operation to finish; prints nothing.")
]
MaxItems = Annotated[
    int | None,
    option("--max-items", help="Most items to return; a token for the rest goes to stderr.", group=PAGING),
]
NextToken = Annotated[
    str | None,
    option("--next-token", help="Token of the page before, where this one starts.", group=PAGING),
]
# Difference from az (list --all-subscriptions extra): A list can go over all subscriptions. az lists one subscription
# at a time and leaves the rest to the Resource Graph; with --all-subscriptions a list is of all of them, and each item
# names its subscriptionId, as the rows of the Resource Graph do.
AllSubscriptions = Annotated[
    bool,
    option("--all-subscriptions", help="List those of all subscriptions, each with its subscriptionId."),
]
Description = Annotated[str | None, option("--description", help="Description, can be changed later.")]
# Difference from az (show --at extra; list --at extra; image-definition show --at extra; image-definition list --at
# extra; image-version show --at extra; image-version list --at extra; gallery-application show --at extra;
# gallery-application list --at extra; gallery-application version show --at extra; gallery-application version list
# --at extra; in-vm-access-control-profile show --at extra; in-vm-access-control-profile list --at extra;
# in-vm-access-control-profile-version show --at extra; in-vm-access-control-profile-version list --at extra): The past
# can be shown. The store keeps its history, so --at shows and lists what was there at a time.
At = Annotated[
    str | None,
    option("--at", help="Show the state at this time, or after this event: see sig log.", metavar="TIME|EVENT"),
]
