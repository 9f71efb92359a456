"""The options of image versions."""

from typing import Annotated

from sig.cli.options.shape import Tristate, flag, option
from sig.domain.choices import ReplicationMode, StorageAccountType

TargetRegions = Annotated[
    list[str] | None,
    option(
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
    option("--replica-count", help="Replicas of each region that names no count of its own; 1 when not given."),
]
StorageType = Annotated[
    StorageAccountType | None,
    option(
        "--storage-account-type",
        help="Storage of each region that names none of its own; Standard_LRS when not given.",
    ),
]
ReplicationModeOption = Annotated[
    ReplicationMode | None,
    option("--replication-mode", help="Shallow makes no copies: for development and tests."),
]
ExcludeFromLatest = Annotated[
    Tristate | None, flag("--exclude-from-latest", help="Leave this version out when latest is asked for.")
]
AllowLocationDeletion = Annotated[
    Tristate | None,
    flag("--allow-replicated-location-deletion", help="Whether target regions may be removed later."),
]
BlockDeletion = Annotated[
    Tristate | None,
    flag(
        "--block-deletion-before-end-of-life",
        "--block-delete-before-eol",
        help="Refuse deletion before the end of life date.",
    ),
]
ManagedImage = Annotated[str | None, option("--managed-image", help="Source: name or ID of a managed image.")]
VirtualMachine = Annotated[str | None, option("--virtual-machine", help="Source: resource ID of a VM.")]
SourceVersion = Annotated[str | None, option("--image-version", help="Source: resource ID of a gallery image version.")]
OsSnapshot = Annotated[
    str | None, option("--os-snapshot", help="Source of the OS disk: name or ID of a snapshot or disk.")
]
DataSnapshots = Annotated[
    list[str] | None,
    option(
        "--data-snapshots",
        help="Sources of the data disks: names or IDs of snapshots or disks.",
        metavar="NAME...",
        arity="+",
    ),
]
DataSnapshotLuns = Annotated[
    list[str] | None,
    option(
        "--data-snapshot-luns",
        help="LUNs of the data snapshots, in their order; 0, 1, ... when not given.",
        metavar="LUN...",
        arity="+",
    ),
]
OsVhdUri = Annotated[str | None, option("--os-vhd-uri", help="Source of the OS disk: URI of a VHD.")]
OsVhdStorageAccount = Annotated[
    str | None,
    option("--os-vhd-storage-account", help="Name or ID of the storage account of the OS disk's VHD."),
]
DataVhdsUris = Annotated[
    list[str] | None,
    option("--data-vhds-uris", help="Sources of the data disks: URIs of VHDs.", metavar="URI...", arity="+"),
]
DataVhdsLuns = Annotated[
    list[str] | None,
    option(
        "--data-vhds-luns",
        help="LUNs of the data VHDs, in their order; 0, 1, ... when not given.",
        metavar="LUN...",
        arity="+",
    ),
]
DataVhdsStorageAccounts = Annotated[
    list[str] | None,
    option(
        "--data-vhds-storage-accounts",
        "--data-vhds-sa",
        help="Names or IDs of the storage accounts of the data VHDs, in their order.",
        metavar="NAME...",
        arity="+",
    ),
]
TargetRegionEncryption = Annotated[
    list[str] | None,
    option(
        "--target-region-encryption",
        help="One word per target region: <OS disk encryption set>,<LUN>,<set>,<LUN>,<set>...",
        metavar="SETS...",
        arity="+",
    ),
]
TargetRegionCvmEncryption = Annotated[
    list[str] | None,
    option(
        "--target-region-cvm-encryption",
        help="One word per target region: <confidential VM encryption type>,<disk encryption set>.",
        metavar="TYPE,SET...",
        arity="+",
    ),
]
TargetEdgeZones = Annotated[
    list[str] | None,
    option(
        "--target-edge-zones",
        help="Space-separated edge zones, each <region>=<edge zone>[=<replica count>][=<storage account type>]; "
        "None clears them.",
        metavar="ZONE...",
        arity="*",
    ),
]
TargetZoneEncryption = Annotated[
    list[str] | None,
    option(
        "--target-edge-zone-encryption",
        "--zone-encryption",
        help="One word per edge zone: <edge zone>,<OS disk encryption set>,<LUN>,<set>...",
        metavar="SETS...",
        arity="+",
    ),
]
ArtifactType = Annotated[str, option("--artifact-type", help="The type of the artifacts; Images.")]
