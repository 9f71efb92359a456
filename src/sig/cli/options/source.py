"""The options of sources."""

from typing import Annotated, Literal

from sig.cli.options.shape import IDENTITY, Tristate, flag, option
from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType

_KINDS = Literal["vm", "image", "disk", "snapshot", "vhd", "disk-encryption-set"]
_NAME = ("--name", "-n")
_NAME_HELP = "Name of the VM, managed image, disk, snapshot or disk encryption set."
_KIND_HELP = "What the source is."
_URI_HELP = "URI of the blob of a VHD; what follows a ? is left out."
_ACCOUNT_HELP = "Name or ID of the storage account of a VHD; the one that the URI begins with when not given."
_FACTS, _PLAN, _FILES = "What it is", "Purchase plan", "Where to read it"

NewSourceName = Annotated[str | None, option(*_NAME, help=_NAME_HELP)]
NewSourceKind = Annotated[_KINDS | None, option("--type", help=f"{_KIND_HELP} Read from the JSON when not given.")]
NewSourceUri = Annotated[str | None, option("--uri", help=_URI_HELP)]
NewSourceAccount = Annotated[str | None, option("--storage-account", help=_ACCOUNT_HELP)]
SourceNameOrIds = Annotated[str | None, option(*_NAME, help=_NAME_HELP, group=IDENTITY)]
SourceKindOrIds = Annotated[_KINDS | None, option("--type", help=_KIND_HELP, group=IDENTITY)]
SourceUriOrIds = Annotated[str | None, option("--uri", help=_URI_HELP, group=IDENTITY)]
SourceAccountOrIds = Annotated[str | None, option("--storage-account", help=_ACCOUNT_HELP, group=IDENTITY)]
SourceKindFilter = Annotated[_KINDS | None, option("--type", help="List sources of this type only.")]

FromJson = Annotated[
    str | None,
    option(
        "--from-json",
        help="File that holds what 'az vm|image|disk|snapshot|disk-encryption-set show -o json' printed; - is stdin. "
        "What is given beside it wins.",
        group=_FILES,
        metavar="FILE",
    ),
]
VhdFile = Annotated[
    str | None,
    option(
        "--vhd-file",
        help="Local VHD that is or becomes the source: its size and generation are read, and it is refused where "
        "Azure could not take it.",
        group=_FILES,
        metavar="FILE",
    ),
]
SourceOsType = Annotated[OsType | None, option("--os-type", help="Its operating system.", group=_FACTS)]
SourceOsState = Annotated[
    OsState | None, option("--os-state", help="Whether the VM or managed image is generalized.", group=_FACTS)
]
SourceHyperV = Annotated[
    HyperVGeneration | None, option("--hyper-v-generation", help="Its Hyper-V generation.", group=_FACTS)
]
SourceArchitecture = Annotated[
    Architecture | None, option("--architecture", help="Its CPU architecture.", group=_FACTS)
]
OsDiskSize = Annotated[
    int | None,
    option("--os-disk-size-gb", "--size-gb", "-z", help="Size in GB of its OS disk, or of the disk.", group=_FACTS),
]
OsDiskCaching = Annotated[
    HostCaching | None, option("--os-disk-caching", help="Host caching of its OS disk.", group=_FACTS)
]
DataDisks = Annotated[
    list[str] | None,
    option(
        "--data-disks",
        help="Space-separated data disks of the VM or managed image, each <LUN>=<size in GB>.",
        group=_FACTS,
        metavar="LUN=GB...",
        arity="+",
    ),
]
SourceEncryptionSet = Annotated[
    str | None,
    option("--disk-encryption-set", help="Name or ID of the set that its disk is encrypted with.", group=_FACTS),
]
EphemeralOsDisk = Annotated[
    Tristate | None, flag("--ephemeral-os-disk", help="The VM has an ephemeral OS disk.", group=_FACTS)
]
UltraDisks = Annotated[Tristate | None, flag("--ultra-disks", help="The VM has an Ultra SSD disk.", group=_FACTS)]
UnmanagedDisks = Annotated[
    Tristate | None, flag("--unmanaged-disks", help="The VM has disks that are not managed.", group=_FACTS)
]
SourcePlanName = Annotated[str | None, option("--plan-name", help="Plan name.", group=_PLAN)]
SourcePlanProduct = Annotated[str | None, option("--plan-product", help="Plan product.", group=_PLAN)]
SourcePlanPublisher = Annotated[str | None, option("--plan-publisher", help="Plan publisher.", group=_PLAN)]
