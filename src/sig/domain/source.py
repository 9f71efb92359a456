"""Sources of image versions: what is registered of a VM, managed image, disk, snapshot, VHD or encryption set."""

from __future__ import annotations

import re

from sig.domain import regions
from sig.domain.arm import ArmObject, arm, fields, replace
from sig.domain.choice import Choice
from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType
from sig.domain.codec import arm_name, is_record
from sig.domain.errors import InvalidParameter
from sig.domain.image_definition import PurchasePlan
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.resource import check_tags
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.storage_profile import DataDiskImage, OsDiskImage, StorageProfile, blob_id, blob_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.virtual_disk import VirtualDisk


class SourceKind(Choice):
    VM = "vm"
    IMAGE = "image"
    DISK = "disk"
    SNAPSHOT = "snapshot"
    VHD = "vhd"
    DISK_ENCRYPTION_SET = "disk-encryption-set"


_COLLECTIONS = {
    SourceKind.VM: "virtualMachines",
    SourceKind.IMAGE: "images",
    SourceKind.DISK: "disks",
    SourceKind.SNAPSHOT: "snapshots",
    SourceKind.DISK_ENCRYPTION_SET: "diskEncryptionSets",
}
TYPES = {
    **{kind: f"Microsoft.Compute/{collection}" for kind, collection in _COLLECTIONS.items()},
    SourceKind.VHD: "Microsoft.Storage/storageAccounts/blobServices/containers/blobs",
}
_KINDS = {resource_type.casefold(): kind for kind, resource_type in TYPES.items()}
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?"
_LARGEST_DISK_GB = 65536
_MOST_DATA_DISKS = 64  # of the largest VM


@arm
class SourceProperties(ArmObject):
    """What Azure would know of a source; ``None`` is unknown, and what is unknown is trusted.

    ``size_in_gb`` and ``host_caching`` are those of the OS disk, or of the disk that the source is.
    ``occupied_bytes`` and ``partition_table`` are read from the file of a VHD that it is, or is made from.
    """

    uri: str | None = None
    os_type: OsType | None = None
    os_state: OsState | None = None
    hyper_v_generation: HyperVGeneration | None = None
    architecture: Architecture | None = None
    size_in_gb: int | None = None
    occupied_bytes: int | None = None
    partition_table: str | None = None
    host_caching: HostCaching | None = None
    data_disks: tuple[DataDiskImage, ...] | None = None
    purchase_plan: PurchasePlan | None = None
    disk_encryption_set_id: str | None = None
    ephemeral_os_disk: bool | None = None
    ultra_disks: bool | None = None
    unmanaged_disks: bool | None = None


@arm
class Source(ArmObject):
    """A registered source in ARM shape."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: SourceProperties = SourceProperties()


_OF_ANY = {"os_type", "hyper_v_generation", "architecture", "size_in_gb", "occupied_bytes", "partition_table"}
_OF_MANAGED = {*_OF_ANY, "purchase_plan", "disk_encryption_set_id"}
_OF_IMAGES = {*_OF_MANAGED, "os_state", "host_caching", "data_disks"} - {"occupied_bytes", "partition_table"}
_MEMBERS: dict[SourceKind, set[str]] = {
    SourceKind.VM: {*_OF_IMAGES, "ephemeral_os_disk", "ultra_disks", "unmanaged_disks"},
    SourceKind.IMAGE: _OF_IMAGES,
    SourceKind.DISK: _OF_MANAGED,
    SourceKind.SNAPSHOT: _OF_MANAGED,
    SourceKind.VHD: {*_OF_ANY, "uri"},
    SourceKind.DISK_ENCRYPTION_SET: set(),
}


class Named(NamedTuple):
    """How a command line names a source: its own name, or for a VHD the URI and the storage account's ID."""

    kind: SourceKind
    name: str = ""
    uri: str = ""
    storage_account_id: str = ""


def identifier(named: Named, subscription: str, group: str) -> ResourceId:
    """The resource ID of ``named`` in ``group``; a blob's lies under its storage account. Raises InvalidParameter."""
    if named.kind is not SourceKind.VHD:
        return compute_id(subscription, group, _COLLECTIONS[named.kind], named.name)
    found = blob_id(named.storage_account_id, named.uri)
    if found is None:
        raise InvalidParameter(
            f"'{shown(named.uri)}' is not the URI of a blob.",
            target="uri",
            hint="It reads https://{account}.blob.core.windows.net/{container}/{name}.vhd.",
            rule="R151",
        )
    return found


def kind_of(resource: ResourceId) -> SourceKind:
    """Raises InvalidParameter for the ID of something else than a source."""
    kind = _KINDS.get(resource.type.casefold())
    if kind is None:
        raise InvalidParameter(
            f"'{shown(str(resource))}' is not the ID of a source. Types of sources: {', '.join(TYPES.values())}.",
            target="id",
            rule="R151",
        )
    return kind


def kind_of_type(resource_type: str) -> SourceKind | None:
    return _KINDS.get(resource_type.casefold())


def registered(resource: ResourceId, request: Source) -> Source:
    """The source as it is stored: checked, with its name, type and canonical location.

    Raises InvalidParameter for what a source of its kind does not have, LocationNotAvailable.
    """
    kind = kind_of(resource)
    # A blob's name is in its ID percent-encoded, and may be anything.
    if kind is not SourceKind.VHD and not re.fullmatch(_NAME, resource.name):
        raise InvalidParameter(
            f"'{shown(resource.name)}' cannot name a source: 1 to 80 English letters, digits, '_', '.' and '-', a "
            "letter or digit first and no '.' or '-' last.",
            target="name",
            rule="R151",
        )
    check_tags(request.tags)
    _check_members(kind, request.properties)
    _check_disks(request.properties)
    uri = request.properties.uri
    return Source(
        name=resource.name if kind is not SourceKind.VHD else blob_name(resource),
        id=str(resource),
        type=TYPES[kind],
        location=regions.require(request.location or "", TYPES[kind]).name,
        tags=request.tags,
        # What follows a "?" is a SAS, and so a secret.
        properties=replace(request.properties, uri=uri.partition("?")[0] if uri else None),
    )


def with_file(source: Source, disk: VirtualDisk) -> Source:
    """``source`` with what its disk file says. Raises InvalidParameter where both say something else."""
    told = source.properties
    for given, read, name in (
        (told.hyper_v_generation, disk.generation, "Hyper-V generation"),
        (told.size_in_gb, disk.size_in_gb, "size in GB"),
    ):
        if given is not None and read is not None and given != read:
            raise InvalidParameter(
                f"The {name} given is {given}, and the disk in the file has {read}.",
                target="vhdFile",
                hint="Leave it out: the file says it.",
                rule="R151",
            )
    properties = replace(
        told,
        hyper_v_generation=told.hyper_v_generation or disk.generation,
        size_in_gb=disk.size_in_gb,
        occupied_bytes=disk.occupied_size,
        partition_table=disk.partition_table,
    )
    return replace(source, properties=properties)


def merged(read: Source, given: Source) -> Source:
    """``read`` from a document, with what was ``given`` beside it in its place."""
    found: Source = _merged(read, given)
    return found


def storage_profile(source: Source) -> StorageProfile:
    """The disks of a whole image, as a version made from ``source`` shows them."""
    told = source.properties
    os_disk = OsDiskImage(size_in_gb=told.size_in_gb, host_caching=told.host_caching)
    return StorageProfile(os_disk_image=os_disk, data_disk_images=told.data_disks)


def _merged(read: Any, given: Any) -> Any:
    if given is None or not is_record(read):
        return read if given is None else given
    return type(given)(**{name: _merged(getattr(read, name), getattr(given, name)) for name in fields(given)})


def _check_members(kind: SourceKind, told: SourceProperties) -> None:
    for name in fields(SourceProperties):
        if getattr(told, name) is not None and name not in _MEMBERS[kind]:
            known = ", ".join(arm_name(member) for member in sorted(_MEMBERS[kind])) or "a location and tags only"
            raise InvalidParameter(
                f"A source of type {kind} has no {arm_name(name)}.",
                target=arm_name(name),
                hint=f"It has: {known}.",
                rule="R151",
            )
    plan = told.purchase_plan
    if plan is not None and not (plan.name and plan.publisher and plan.product):
        raise InvalidParameter(
            "A purchase plan has a name, a publisher and a product.", target="purchasePlan", rule="R151"
        )
    set_id = told.disk_encryption_set_id
    if set_id is not None and kind_of(ResourceId.parse(set_id, target="diskEncryptionSetId")) is not (
        SourceKind.DISK_ENCRYPTION_SET
    ):
        raise InvalidParameter(
            f"'{shown(set_id)}' is not the ID of a disk encryption set.", target="diskEncryptionSetId", rule="R151"
        )


def _check_disks(told: SourceProperties) -> None:
    luns = [disk.lun for disk in told.data_disks or ()]
    if len(set(luns)) != len(luns) or not all(lun is not None and 0 <= lun < _MOST_DATA_DISKS for lun in luns):
        raise InvalidParameter(
            f"The LUNs of the data disks are {', '.join(map(str, luns))}. Each disk needs one of its own, 0 to "
            f"{_MOST_DATA_DISKS - 1}.",
            target="dataDisks.lun",
            hint="Number the disks as the source does: --data-disks 0=32 1=64.",
            rule="R151",
        )
    for size in (told.size_in_gb, *(disk.size_in_gb for disk in told.data_disks or ())):
        if size is not None and not 1 <= size <= _LARGEST_DISK_GB:
            raise InvalidParameter(
                f"A disk of {size} GB does not exist. Sizes are whole GB, 1 to {_LARGEST_DISK_GB}.",
                target="sizeInGB",
                hint="Give the size of the disk, rounded up to whole GB.",
                rule="R151",
            )
