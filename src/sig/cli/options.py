"""Every option once: its aliases, its help, its group and what its value is.

Verb modules name these in annotations only, so that they import nothing of Typer; the tree hands
them in when it builds a command.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from typer import Argument, Option

from sig.cli.grammar import Tristate, truth
from sig.domain.choices import (
    Architecture,
    HyperVGeneration,
    OsState,
    OsType,
    Permissions,
    ReplicationMode,
    StorageAccountType,
)

IDENTITY = "Resource Id"
GENERIC = "Generic Update"
PAGING = "Pagination"
WAIT = "Wait Condition"
GLOBAL = "Global"


@dataclass(frozen=True, slots=True)
class Shape:
    """What Typer has no word for: a list that may or may not be empty, a grouped option, a completer."""

    arity: Literal["+", "*"] | None = None
    grouped: bool = False
    tristate: bool = False
    completer: str | None = None


def shape_of(annotation: Any) -> Shape:
    """The shape of the option that an alias below stands for."""
    shape: Shape = annotation.__metadata__[0].shape
    return shape


def _option(
    *names: str,
    help: str,  # noqa: A002 - Typer's word
    group: str | None = None,
    metavar: str | None = None,
    arity: Literal["+", "*"] | None = None,
    grouped: bool = False,
    completer: str | None = None,
) -> Any:
    option = Option(
        *names, help=help, rich_help_panel=group, metavar=metavar, case_sensitive=False, show_default=False
    )
    option.shape = Shape(arity=arity, grouped=grouped, completer=completer)
    return option


def _flag(*names: str, help: str, group: str | None = None) -> Any:  # noqa: A002 - Typer's word
    option = Option(
        *names, help=help, rich_help_panel=group, parser=truth, metavar="[true|false]", show_default=False
    )
    option.shape = Shape(tristate=True)
    return option


def _argument(metavar: str, *, help: str) -> Any:  # noqa: A002 - Typer's word
    argument = Argument(metavar=metavar, help=help, show_default=False)
    argument.shape = Shape()
    return argument


# -- which resource -------------------------------------------------------------------------------

_GROUP = ("--resource-group", "-g")
_GALLERY = ("--gallery-name", "-r")
_GROUP_HELP = "Name of the resource group; a default can be set with: sig configure --defaults group=NAME."
_GALLERY_HELP = "Gallery name."
_DEFINITION_HELP = "Gallery image definition name."
_VERSION_HELP = "Gallery image version, in semantic version pattern: Major.Minor.Patch, each 0 to 2147483647."

ResourceGroup = Annotated[str, _option(*_GROUP, help=_GROUP_HELP, completer="group")]
ResourceGroupFilter = Annotated[str | None, _option(*_GROUP, help=_GROUP_HELP, completer="group")]
ResourceGroupOrIds = Annotated[
    str | None, _option(*_GROUP, help=_GROUP_HELP, group=IDENTITY, completer="group")
]
GalleryName = Annotated[str, _option(*_GALLERY, help=_GALLERY_HELP, completer="gallery")]
GalleryNameOrIds = Annotated[
    str | None, _option(*_GALLERY, help=_GALLERY_HELP, group=IDENTITY, completer="gallery")
]
Definition = Annotated[
    str, _option("--gallery-image-definition", "-i", help=_DEFINITION_HELP, completer="definition")
]
DefinitionOfList = Annotated[
    str,
    _option(
        "--gallery-image-definition",
        "-i",
        "--gallery-image-name",
        help=_DEFINITION_HELP,
        completer="definition",
    ),
]
DefinitionOrIds = Annotated[
    str | None,
    _option(
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
    _option(
        "--gallery-image-definition", "-i", help=_DEFINITION_HELP, group=IDENTITY, completer="definition"
    ),
]
NewVersion = Annotated[str, _option("--gallery-image-version", "-e", help=_VERSION_HELP, completer="version")]
Version = Annotated[
    str,
    _option(
        "--gallery-image-version",
        "-e",
        "--gallery-image-version-name",
        help=_VERSION_HELP,
        completer="version",
    ),
]
VersionOrIds = Annotated[
    str | None,
    _option(
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
    _option(
        "--ids",
        help="One or more resource IDs, in place of the names; each gives a result of its own.",
        group=IDENTITY,
        metavar="ID...",
        arity="+",
    ),
]

# -- common ---------------------------------------------------------------------------------------

Location = Annotated[
    str | None,
    _option(
        "--location",
        "-l",
        help="Location; the resource group's when not given. A default can be set with: "
        "sig configure --defaults location=REGION.",
        completer="region",
    ),
]
Tags = Annotated[
    list[str] | None,
    _option(
        "--tags", help="Space-separated tags: key[=value] [key[=value] ...].", metavar="TAG...", arity="*"
    ),
]
TagsWithValues = Annotated[
    list[str] | None,
    _option("--tags", help="Space-separated tags: key=value [key=value ...].", metavar="TAG...", arity="+"),
]
NoWait = Annotated[
    bool, _option("--no-wait", help="Do not wait for the operation to finish; prints nothing.")
]
NoWaitTristate = Annotated[
    Tristate | None, _flag("--no-wait", help="Do not wait for the operation to finish; prints nothing.")
]
MaxItems = Annotated[
    int | None,
    _option("--max-items", help="Most items to return; a token for the rest goes to stderr.", group=PAGING),
]
NextToken = Annotated[
    str | None,
    _option("--next-token", help="Token of the page before, where this one starts.", group=PAGING),
]
Description = Annotated[str | None, _option("--description", help="Description, can be changed later.")]

# -- generic update -------------------------------------------------------------------------------

Set = Annotated[
    list[str] | None,
    _option(
        "--set",
        help="Change a property: property1.property2=<value>.",
        group=GENERIC,
        metavar="PATH=VALUE...",
        arity="+",
        grouped=True,
    ),
]
Add = Annotated[
    list[str] | None,
    _option(
        "--add",
        help="Append an object to a list: property.listProperty <key=value, string or JSON string>.",
        group=GENERIC,
        metavar="PATH ITEM...",
        arity="+",
        grouped=True,
    ),
]
Remove = Annotated[
    list[str] | None,
    _option(
        "--remove",
        help="Remove a property, or an element of a list: property.list <index> or propertyToRemove.",
        group=GENERIC,
        metavar="PATH [INDEX]",
        arity="+",
        grouped=True,
    ),
]
ForceString = Annotated[
    bool, _option("--force-string", help="With --set or --add, keep strings as they are.", group=GENERIC)
]
ForceStringTristate = Annotated[
    Tristate | None,
    _flag("--force-string", help="With --set or --add, keep strings as they are.", group=GENERIC),
]

# -- wait -----------------------------------------------------------------------------------------

Created = Annotated[
    bool, _option("--created", help="Wait until created with provisioningState Succeeded.", group=WAIT)
]
Updated = Annotated[
    bool, _option("--updated", help="Wait until updated with provisioningState Succeeded.", group=WAIT)
]
Deleted = Annotated[bool, _option("--deleted", help="Wait until deleted.", group=WAIT)]
Exists = Annotated[bool, _option("--exists", help="Wait until the resource exists.", group=WAIT)]
Custom = Annotated[
    str | None,
    _option(
        "--custom",
        help="Wait until this JMESPath query is true of the resource.",
        group=WAIT,
        metavar="JMESPATH",
    ),
]
Interval = Annotated[
    int, _option("--interval", help="Polling interval in seconds; 30 when not given.", group=WAIT)
]
Timeout = Annotated[
    int, _option("--timeout", help="Longest wait in seconds; 3600 when not given.", group=WAIT)
]

# -- gallery --------------------------------------------------------------------------------------

PermissionsOption = Annotated[
    Permissions | None,
    _option("--permissions", help="Who may use the gallery; chosen at creation.", group="SharingProfile"),
]
PublisherUri = Annotated[
    str | None,
    _option("--publisher-uri", help="Community gallery: publisher URI.", group="CommunityGalleryInfo"),
]
PublisherContact = Annotated[
    str | None,
    _option(
        "--publisher-email",
        "--publisher-contact",
        help="Community gallery: publisher contact.",
        group="CommunityGalleryInfo",
    ),
]
CommunityEula = Annotated[
    str | None, _option("--eula", help="Community gallery: eula.", group="CommunityGalleryInfo")
]
PublicNamePrefix = Annotated[
    str | None,
    _option(
        "--public-name-prefix",
        help="Community gallery: prefix of the public name.",
        group="CommunityGalleryInfo",
    ),
]
SoftDelete = Annotated[
    Tristate | None,
    _flag("--soft-delete", help="Keep deleted versions for a while.", group="SoftDeletePolicy"),
]
SoftDeleteRetention = Annotated[
    int | None,
    _option(
        "--soft-delete-retention",
        "--soft-delete-retention-period",
        help="Days that soft-deleted versions are kept.",
        group="SoftDeletePolicy",
    ),
]
SoftDeleteGrace = Annotated[
    int | None,
    _option(
        "--soft-delete-grace",
        "--soft-delete-grace-period",
        help="Days after the retention in which versions can still be brought back.",
        group="SoftDeletePolicy",
    ),
]
SystemAssigned = Annotated[
    Tristate | None,
    _flag(
        "--system-assigned",
        "--mi-system-assigned",
        help="Enable the system assigned identity.",
        group="Identity",
    ),
]
UserAssigned = Annotated[
    list[str] | None,
    _option(
        "--user-assigned",
        "--mi-user-assigned",
        help="Space-separated resource IDs of user assigned identities.",
        group="Identity",
        metavar="ID...",
        arity="*",
    ),
]
Select = Annotated[
    Literal["Permissions"] | None, _option("--select", help="Which part of the gallery to return.")
]
SharingGroups = Annotated[
    Tristate | None, _flag("--sharing-groups", help="Return the sharing groups as well.")
]
SubscriptionIds = Annotated[
    list[str] | None,
    _option("--subscription-ids", help="Space-separated IDs of subscriptions.", metavar="ID...", arity="+"),
]
TenantIds = Annotated[
    list[str] | None,
    _option("--tenant-ids", help="Space-separated IDs of tenants.", metavar="ID...", arity="+"),
]

# -- image definition -----------------------------------------------------------------------------

Publisher = Annotated[
    str, _option("--publisher", "-p", help="Image publisher; with offer and SKU unique in the gallery.")
]
Offer = Annotated[str, _option("--offer", "-f", help="Image offer.")]
Sku = Annotated[str, _option("--sku", "-s", help="Image SKU.")]
OsTypeOption = Annotated[OsType, _option("--os-type", help="The operating system of the image.")]
OsStateOption = Annotated[
    OsState, _option("--os-state", help="Whether the image is generalized or specialized.")
]
HyperV = Annotated[
    HyperVGeneration | None,
    _option(
        "--hyper-v-generation",
        help="The Hyper-V generation; V1 in profile 2021, V2 in profile current when not given.",
    ),
]
ArchitectureOption = Annotated[
    Architecture | None, _option("--architecture", help="CPU architecture; x64 when not given.")
]
Features = Annotated[
    str | None,
    _option(
        "--features", help='Features in one word: "SecurityType=TrustedLaunch IsHibernateSupported=true".'
    ),
]
EndOfLifeDate = Annotated[
    str | None,
    _option(
        "--end-of-life-date", help="The end of life date, e.g. 2030-12-31; informational.", metavar="DATE"
    ),
]
DefinitionEula = Annotated[str | None, _option("--eula", help="The end user license agreement.")]
PrivacyStatementUri = Annotated[
    str | None, _option("--privacy-statement-uri", help="The privacy statement URI.")
]
ReleaseNoteUri = Annotated[str | None, _option("--release-note-uri", help="The release note URI.")]
_RECOMMENDATION = "Recommendation"
MinimumCpuCore = Annotated[
    int | None, _option("--minimum-cpu-core", help="Minimum cpu cores.", group=_RECOMMENDATION)
]
MaximumCpuCore = Annotated[
    int | None, _option("--maximum-cpu-core", help="Maximum cpu cores.", group=_RECOMMENDATION)
]
MinimumMemory = Annotated[
    int | None, _option("--minimum-memory", help="Minimum memory in MB.", group=_RECOMMENDATION)
]
MaximumMemory = Annotated[
    int | None, _option("--maximum-memory", help="Maximum memory in MB.", group=_RECOMMENDATION)
]
DisallowedDiskTypes = Annotated[
    list[str] | None,
    _option(
        "--disallowed-disk-types",
        help="Space-separated disk types the image should not be used with, e.g. Standard_LRS.",
        metavar="TYPE...",
        arity="*",
    ),
]
_PLAN = "Purchase plan"
PlanName = Annotated[str | None, _option("--plan-name", help="Plan name.", group=_PLAN)]
PlanProduct = Annotated[str | None, _option("--plan-product", help="Plan product.", group=_PLAN)]
PlanPublisher = Annotated[str | None, _option("--plan-publisher", help="Plan publisher.", group=_PLAN)]
AllowUpdateImage = Annotated[
    Tristate | None, _flag("--allow-update-image", help="Allow features to change.", group="Properties")
]

# -- image version --------------------------------------------------------------------------------

TargetRegions = Annotated[
    list[str] | None,
    _option(
        "--target-regions",
        help="Space-separated regions, each <region>[=<replica count>][=<storage account type>]; the location "
        "when not given.",
        metavar="REGION...",
        arity="*",
        completer="region",
    ),
]
ReplicaCount = Annotated[
    int | None,
    _option(
        "--replica-count", help="Replicas of each region that names no count of its own; 1 when not given."
    ),
]
StorageType = Annotated[
    StorageAccountType | None,
    _option(
        "--storage-account-type",
        help="Storage of each region that names none of its own; Standard_LRS when not given.",
    ),
]
ReplicationModeOption = Annotated[
    ReplicationMode | None,
    _option("--replication-mode", help="Shallow makes no copies: for development and tests."),
]
ExcludeFromLatest = Annotated[
    Tristate | None, _flag("--exclude-from-latest", help="Leave this version out when latest is asked for.")
]
AllowLocationDeletion = Annotated[
    Tristate | None,
    _flag("--allow-replicated-location-deletion", help="Whether target regions may be removed later."),
]
BlockDeletion = Annotated[
    Tristate | None,
    _flag(
        "--block-deletion-before-end-of-life",
        "--block-delete-before-eol",
        help="Refuse deletion before the end of life date.",
    ),
]
ManagedImage = Annotated[
    str | None, _option("--managed-image", help="Source: name or ID of a managed image.")
]
VirtualMachine = Annotated[str | None, _option("--virtual-machine", help="Source: resource ID of a VM.")]
SourceVersion = Annotated[
    str | None, _option("--image-version", help="Source: resource ID of a gallery image version.")
]
OsSnapshot = Annotated[
    str | None, _option("--os-snapshot", help="Source of the OS disk: name or ID of a snapshot or disk.")
]
DataSnapshots = Annotated[
    list[str] | None,
    _option(
        "--data-snapshots",
        help="Sources of the data disks: names or IDs of snapshots or disks.",
        metavar="NAME...",
        arity="+",
    ),
]
DataSnapshotLuns = Annotated[
    list[str] | None,
    _option(
        "--data-snapshot-luns",
        help="LUNs of the data snapshots, in their order; 0, 1, ... when not given.",
        metavar="LUN...",
        arity="+",
    ),
]
OsVhdUri = Annotated[str | None, _option("--os-vhd-uri", help="Source of the OS disk: URI of a VHD.")]
OsVhdStorageAccount = Annotated[
    str | None,
    _option("--os-vhd-storage-account", help="Name or ID of the storage account of the OS disk's VHD."),
]
DataVhdsUris = Annotated[
    list[str] | None,
    _option("--data-vhds-uris", help="Sources of the data disks: URIs of VHDs.", metavar="URI...", arity="+"),
]
DataVhdsLuns = Annotated[
    list[str] | None,
    _option(
        "--data-vhds-luns",
        help="LUNs of the data VHDs, in their order; 0, 1, ... when not given.",
        metavar="LUN...",
        arity="+",
    ),
]
DataVhdsStorageAccounts = Annotated[
    list[str] | None,
    _option(
        "--data-vhds-storage-accounts",
        "--data-vhds-sa",
        help="Names or IDs of the storage accounts of the data VHDs, in their order.",
        metavar="NAME...",
        arity="+",
    ),
]
TargetRegionEncryption = Annotated[
    list[str] | None,
    _option(
        "--target-region-encryption",
        help="One word per target region: <OS disk encryption set>,<LUN>,<set>,<LUN>,<set>...",
        metavar="SETS...",
        arity="+",
    ),
]
TargetRegionCvmEncryption = Annotated[
    list[str] | None,
    _option(
        "--target-region-cvm-encryption",
        help="One word per target region: <confidential VM encryption type>,<disk encryption set>.",
        metavar="TYPE,SET...",
        arity="+",
    ),
]
TargetEdgeZones = Annotated[
    list[str] | None,
    _option(
        "--target-edge-zones",
        help="Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; "
        "None clears them.",
        metavar="ZONE...",
        arity="*",
    ),
]
TargetZoneEncryption = Annotated[
    list[str] | None,
    _option(
        "--target-edge-zone-encryption",
        "--zone-encryption",
        help="One word per edge zone: <edge zone>,<OS disk encryption set>,<LUN>,<set>...",
        metavar="SETS...",
        arity="+",
    ),
]
BypassSoftDelete = Annotated[
    Tristate | None,
    _flag("--bypass-soft-delete", help="Delete for good, even in a gallery with soft delete."),
]
Expand = Annotated[
    Literal["ReplicationStatus", "UefiSettings"] | None,
    _option("--expand", help="What to return besides the version."),
]
ArtifactType = Annotated[str, _option("--artifact-type", help="The type of the artifacts; Images.")]

# -- supporting nouns -----------------------------------------------------------------------------

GroupName = Annotated[
    str,
    _option("--name", "--resource-group", "-n", "-g", help="Name of the resource group.", completer="group"),
]
GroupLocation = Annotated[str, _option("--location", "-l", help="Location.", completer="region")]
Yes = Annotated[bool, _option("--yes", "-y", help="Do not ask for confirmation.")]
SubscriptionName = Annotated[str, _option("--name", "-n", help="Name of the subscription.")]
SubscriptionId = Annotated[str | None, _option("--id", help="Its ID, a GUID; made up when not given.")]
TenantId = Annotated[str | None, _option("--tenant", "-t", help="ID of its tenant, a GUID.")]
Defaults = Annotated[
    list[str] | None,
    _option(
        "--defaults",
        "-d",
        help="Space-separated name=value pairs: group, location, subscription; name= removes one.",
        metavar="NAME=VALUE...",
        arity="+",
    ),
]
ListDefaults = Annotated[Tristate | None, _flag("--list-defaults", "-l", help="Print the defaults.")]
Scope = Annotated[
    Literal["global", "local"], _option("--scope", help="local writes the project's .sig/config.toml.")
]
Local = Annotated[bool, _option("--local", help="Use the project's .sig/config.toml instead of the user's.")]
ShowOrigin = Annotated[bool, _option("--show-origin", help="Say where each value comes from.")]
Key = Annotated[str, _argument("KEY", help="The setting.")]
Keys = Annotated[list[str], _argument("KEY", help="The settings.")]
Pairs = Annotated[list[str], _argument("KEY=VALUE", help="What to set.")]
Shell = Annotated[Literal["bash", "zsh", "fish", "powershell"], _argument("SHELL", help="The shell.")]
Format = Annotated[
    Literal["json", "toml"], _option("--format", help="How documents are written; json when not given.")
]
StoreFolder = Annotated[
    str | None,
    _option("--path", help="The folder of the store; .sig in the working directory when not given."),
]

# -- global ---------------------------------------------------------------------------------------

Output = Annotated[
    Literal["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none"] | None,
    _option("--output", "-o", help="Output format; json when not given.", group=GLOBAL),
]
Query = Annotated[
    str | None,
    _option("--query", help="JMESPath query, see https://jmespath.org.", group=GLOBAL, metavar="JMESPATH"),
]
Subscription = Annotated[
    str | None,
    _option("--subscription", help="Name or ID of the subscription.", group=GLOBAL, completer="subscription"),
]
OnlyShowErrors = Annotated[
    bool, _option("--only-show-errors", help="Only show errors, no warnings.", group=GLOBAL)
]
Verbose = Annotated[bool, _option("--verbose", help="Say more on stderr.", group=GLOBAL)]
Debug = Annotated[bool, _option("--debug", help="Show tracebacks.", group=GLOBAL)]
Store = Annotated[str | None, _option("--store", help="Where the store is.", group=GLOBAL, metavar="PATH")]
Profile = Annotated[
    Literal["2021", "current"] | None,
    _option("--profile", help="The era of the service; 2021 when not given.", group=GLOBAL),
]
