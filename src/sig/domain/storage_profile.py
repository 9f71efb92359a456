"""What a version is made from: one source, given for the whole image or disk by disk."""

from __future__ import annotations

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import HostCaching
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.resource import refuse_change
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOT = "galleryImageVersion.properties.storageProfile"
_IMAGE_SOURCES = {
    "microsoft.compute/images": "managed image",
    "microsoft.compute/virtualmachines": "virtual machine",
    "microsoft.compute/galleries/images/versions": "gallery image version",
}
_VM_SOURCES = {"microsoft.compute/virtualmachines": "virtual machine"}
VERSION_SOURCE = "gallery image version"
_DISK_SOURCES = {"microsoft.compute/disks": "managed disk", "microsoft.compute/snapshots": "snapshot"}


@arm
class ImageSource(ArmObject):
    """The source of a whole image: a managed image, VM or version by ``id``, or a VM, or a community image."""

    id: str | None = None
    virtual_machine_id: str | None = None
    community_gallery_image_id: str | None = None


@arm
class DiskSource(ArmObject):
    """The source of one disk: a disk or snapshot by ``id``, or a VHD by ``uri`` in a storage account."""

    uri: str | None = None
    id: str | None = None
    storage_account_id: str | None = None


@arm
class OsDiskImage(ArmObject):
    size_in_gb: int | None = None
    host_caching: HostCaching | None = None
    source: DiskSource | None = None


@arm
class DataDiskImage(ArmObject):
    lun: int | None = None
    size_in_gb: int | None = None
    host_caching: HostCaching | None = None
    source: DiskSource | None = None


@arm
class StorageProfile(ArmObject):
    source: ImageSource | None = None
    os_disk_image: OsDiskImage | None = None
    data_disk_images: tuple[DataDiskImage, ...] | None = None


class NamedSource(NamedTuple):
    """A source as a request names it: the property that does, the words, and the resource they are.

    ``lun`` is that of the data disk it is for, None for the OS disk and a whole image.
    """

    target: str
    text: str
    resource: ResourceId
    lun: int | None = None


def named_sources(profile: StorageProfile | None) -> Iterator[NamedSource]:
    """The resources that ``profile`` is to be made from. Raises LinkedInvalidPropertyId for what is no ID."""
    image = (profile and profile.source) or ImageSource()
    for name, text in (("id", image.id), ("virtualMachineId", image.virtual_machine_id)):
        if text:
            target = f"{_ROOT}.source.{name}"
            yield NamedSource(target, text, ResourceId.parse(text, target=target))
    for name, disk in each_disk(profile or StorageProfile()):
        source = disk.source or DiskSource()
        lun = disk.lun if isinstance(disk, DataDiskImage) else None
        if source.uri:
            blob = blob_id(source.storage_account_id or source.id or "", source.uri)
            if blob is not None:
                yield NamedSource(f"{_ROOT}.{name}.source.uri", source.uri, blob, lun)
        elif source.id:
            target = f"{_ROOT}.{name}.source.id"
            yield NamedSource(target, source.id, ResourceId.parse(source.id, target=target), lun)


def blob_id(storage_account: str, uri: str) -> ResourceId | None:
    """The ID of the blob at ``uri`` below its storage account; None for what is not the URI of a blob.

    Blobs have no IDs in ARM: this one is ours, the blob's name percent-encoded. What follows a ``?`` is no
    part of the name, and may be a secret.
    """
    try:
        account = ResourceId.parse(storage_account)
    except LinkedInvalidPropertyId:
        return None
    _, _, path = uri.partition("?")[0].partition("://")
    _, *words = path.split("/", 2)
    if len(words) != len(("container", "blob")) or not all(words):
        return None
    container, blob = words
    name = blob.replace("%", "%25").replace("/", "%2F")
    return account.child("blobServices", "default").child("containers", container).child("blobs", name)


def blob_name(blob: ResourceId) -> str:
    """The name of the blob that has the ``blob_id``."""
    return blob.name.replace("%2F", "/").replace("%25", "%")


def largest_size(profile: StorageProfile | None) -> int:
    """GB of the largest disk whose size is known, or 0."""
    return max((disk.size_in_gb or 0 for _, disk in each_disk(profile or StorageProfile())), default=0)


def total_size(profile: StorageProfile | None) -> int:
    """GB of all disks whose size is known, together."""
    return sum(disk.size_in_gb or 0 for _, disk in each_disk(profile or StorageProfile()))


def source_version(profile: StorageProfile | None) -> ResourceId | None:
    """The gallery image version that ``profile`` is to be copied from, if that is its source."""
    text = profile.source.id if profile and profile.source else None
    if text and _kind(text, f"{_ROOT}.source.id", _IMAGE_SOURCES, rule="R053") == VERSION_SOURCE:
        return ResourceId.parse(text)
    return None


def created(request: StorageProfile | None, copied: StorageProfile | None) -> StorageProfile:
    """The storage profile of a new version, as the service completes it.

    ``copied`` is the profile of the version that is the source, if one is. Source: SPEC R051-R059,
    SERVICE-FACTS §5.
    """
    request = request or StorageProfile()
    _check_sources(request)
    if request.source is not None:
        return _from_image(request, copied)
    return _from_disks(request)


def updated(request: StorageProfile | None, stored: StorageProfile) -> StorageProfile:
    """The stored profile; only host caching may change, and sources may be left out.

    Raises PropertyChangeNotAllowed for another source, disk or LUN. Source: SPEC R056-R057, DECISIONS 7.
    """
    if request is None:
        return stored
    _refuse_other_source(request, stored)
    os_disk, stored_os = request.os_disk_image, stored.os_disk_image
    if os_disk is not None and stored_os is not None:
        _refuse_other_disk_source(os_disk.source, stored_os.source, "osDiskImage")
        stored_os = replace(stored_os, host_caching=os_disk.host_caching or stored_os.host_caching)
    return replace(stored, os_disk_image=stored_os, data_disk_images=_updated_data_disks(request, stored))


def _updated_data_disks(request: StorageProfile, stored: StorageProfile) -> tuple[DataDiskImage, ...] | None:
    if not request.data_disk_images:
        return stored.data_disk_images
    known = {disk.lun: disk for disk in stored.data_disk_images or ()}
    for asked in request.data_disk_images:
        if asked.lun not in known:
            raise refuse_change(
                f"{_ROOT}.dataDiskImages.lun",
                rule="R057",
                hint=f"Adding data disks or changing a LUN ({asked.lun}) is not allowed: create another version.",
            )
        disk = known[asked.lun]
        _refuse_other_disk_source(asked.source, disk.source, "dataDiskImages")
        known[asked.lun] = replace(disk, host_caching=asked.host_caching or disk.host_caching)
    return tuple(known.values())


def _refuse_other_source(request: StorageProfile, stored: StorageProfile) -> None:
    before = stored.source or ImageSource()
    after = request.source or ImageSource()
    for name in ("id", "virtual_machine_id", "community_gallery_image_id"):
        wanted, kept = getattr(after, name), getattr(before, name)
        if wanted and wanted.casefold() != (kept or "").casefold():
            raise refuse_change(f"{_ROOT}.source.id", rule="R056")


def _refuse_other_disk_source(wanted: DiskSource | None, kept: DiskSource | None, disk: str) -> None:
    wanted = _shown(wanted)
    for name in ("id", "uri"):
        asked, stored = getattr(wanted, name, None), getattr(kept, name, None)
        if asked and asked.casefold() != (stored or "").casefold():
            raise refuse_change(f"{_ROOT}.{disk}.source.id", rule="R056")


def _check_sources(profile: StorageProfile) -> None:
    image = profile.source or ImageSource()
    given = [value for value in (image.id, image.virtual_machine_id, image.community_gallery_image_id) if value]
    disks = [
        (name, disk.source)
        for name, disk in each_disk(profile)
        if disk.source is not None and _names_source(disk.source)
    ]
    if len(given) + bool(disks) != 1:
        raise InvalidParameter(
            "The source can only be specified directly under storageProfile or within individual disks, and exactly "
            f"one source is needed; {len(given) + bool(disks)} were given.",
            target=_ROOT,
            hint="Give one of --managed-image, --virtual-machine, --image-version, --os-snapshot or --os-vhd-uri.",
            rule="R051",
        )
    if image.id:
        _kind(image.id, f"{_ROOT}.source.id", _IMAGE_SOURCES, rule="R053")
    if image.virtual_machine_id:
        _kind(image.virtual_machine_id, f"{_ROOT}.source.virtualMachineId", _VM_SOURCES, rule="R053")
    if disks:
        _check_disks(profile, disks)


def _check_disks(profile: StorageProfile, sources: list[tuple[str, DiskSource]]) -> None:
    if profile.os_disk_image is None or not _names_source(profile.os_disk_image.source):
        raise InvalidParameter("The OS disk needs a source.", target=f"{_ROOT}.osDiskImage.source", rule="R051")
    luns = [disk.lun for disk in profile.data_disk_images or ()]
    if len(set(luns)) != len(luns):
        raise InvalidParameter(
            f"Duplicated lun numbers {_listed(luns)} in the data disks; they must be unique.",
            target=f"{_ROOT}.dataDiskImages.lun",
            rule="R058",
        )
    if any(lun is None or lun < 0 for lun in luns):
        raise InvalidParameter(
            "Every data disk needs a LUN of 0 or more.", target=f"{_ROOT}.dataDiskImages.lun", rule="R058"
        )
    named = [text for _, source in sources if (text := source.uri or source.id)]
    folded = [text.casefold() for text in named]
    duplicated = [text for text in named if folded.count(text.casefold()) > 1]
    if duplicated:
        raise InvalidParameter(
            f"Duplicated source ids {shown(_listed(duplicated), 400)} among the disks: each disk needs a source of its "
            "own.",
            target=f"{_ROOT}.dataDiskImages.source.id",
            rule="R059",
        )
    for name, source in sources:
        if source.id and not source.uri:
            _kind(source.id, f"{_ROOT}.{name}.source.id", _DISK_SOURCES, rule="R054")


def each_disk(profile: StorageProfile) -> Iterator[tuple[str, OsDiskImage | DataDiskImage]]:
    """Each disk with the property that it stands under."""
    if profile.os_disk_image is not None:
        yield "osDiskImage", profile.os_disk_image
    for disk in profile.data_disk_images or ():
        yield "dataDiskImages", disk


def _kind(text: str, target: str, accepted: dict[str, str], *, rule: str) -> str:
    """Which of the ``accepted`` kinds of resource ``text`` is the ID of. Source: SPEC R052-R054."""
    kind = accepted.get(ResourceId.parse(text, target=target).type.casefold())
    if kind is None:
        raise InvalidParameter(
            f"The source id '{shown(text)}' must be the ID of a {' or '.join(accepted.values())}.",
            target=target,
            rule=rule,
        )
    return kind


def _names_source(source: DiskSource | None) -> bool:
    return source is not None and bool(source.id or source.uri or source.storage_account_id)


# Difference from Azure: Disks of a source that is not registered show no size, and data disks of such a VM or managed
# image do not show at all. Azure reads both from the source; `sig` reads them from a registered one (sig source add)
# and from an image version.
def _from_image(request: StorageProfile, copied: StorageProfile | None) -> StorageProfile:
    """Caching and sizes come with the image; its disks name no source of their own."""
    asked = request.os_disk_image or OsDiskImage()
    known = (copied and copied.os_disk_image) or OsDiskImage()
    os_disk = OsDiskImage(
        size_in_gb=known.size_in_gb,
        host_caching=asked.host_caching or known.host_caching or HostCaching.READ_WRITE,
        source=DiskSource(),
    )
    data_disks = tuple(
        DataDiskImage(lun=disk.lun, size_in_gb=disk.size_in_gb, host_caching=disk.host_caching or HostCaching.NONE)
        for disk in (copied and copied.data_disk_images) or ()
    )
    return StorageProfile(source=request.source, os_disk_image=os_disk, data_disk_images=data_disks or None)


def _from_disks(request: StorageProfile) -> StorageProfile:
    os_disk = request.os_disk_image or OsDiskImage()
    data_disks = tuple(
        replace(disk, source=_shown(disk.source), host_caching=disk.host_caching or HostCaching.READ_ONLY)
        for disk in request.data_disk_images or ()
    )
    return StorageProfile(
        os_disk_image=replace(
            os_disk,
            source=_shown(os_disk.source),
            host_caching=os_disk.host_caching or HostCaching.READ_WRITE,
        ),
        data_disk_images=data_disks or None,
    )


def _shown(source: DiskSource | None) -> DiskSource | None:
    """A VHD's storage account is shown as the ``id`` of its source. Source: SERVICE-FACTS §5."""
    if source is None or source.storage_account_id is None:
        return source
    return DiskSource(uri=source.uri, id=source.storage_account_id)


def _listed(values: Iterable[object]) -> str:
    return "[" + ", ".join(str(value) for value in values) + "]"
