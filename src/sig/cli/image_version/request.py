"""What the options of image-version verbs say, as parts of a version."""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.words import named_id
from sig.domain.errors import LinkedInvalidPropertyId
from sig.domain.image_version import SafetyProfile
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Sources(NamedTuple):
    """The source options of ``image-version create``, as given."""

    managed_image: str | None = None
    virtual_machine: str | None = None
    image_version: str | None = None
    os_snapshot: str | None = None
    data_snapshots: Sequence[str] | None = None
    data_snapshot_luns: Sequence[int] | None = None
    os_vhd_uri: str | None = None
    os_vhd_storage_account: str | None = None
    data_vhds_uris: Sequence[str] | None = None
    data_vhds_storage_accounts: Sequence[str] | None = None
    data_vhds_luns: Sequence[int] | None = None


def storage_profile(sources: Sources, subscription: str, group: str) -> StorageProfile:
    """The storage profile that ``sources`` describe; bare names are resources of ``group``.

    Raises UsageError for the combinations that az refuses before it sends anything. Source: SPEC §3.5.
    """
    _check_combination(sources)
    os_disk = None
    if sources.os_vhd_uri is not None:
        account = named_id(sources.os_vhd_storage_account or "", subscription, group, "storageAccounts")
        os_disk = OsDiskImage(source=DiskSource(uri=sources.os_vhd_uri, storage_account_id=account))
    elif sources.os_snapshot is not None:
        os_disk = OsDiskImage(source=DiskSource(id=named_id(sources.os_snapshot, subscription, group, "snapshots")))
    data_disks = (*_snapshots(sources, subscription, group), *_vhds(sources, subscription, group))
    return StorageProfile(
        source=_image(sources, subscription, group),
        os_disk_image=os_disk,
        data_disk_images=data_disks or None,
    )


def safety_profile(allow_location_deletion: bool | None, block_deletion: bool | None) -> SafetyProfile | None:
    if allow_location_deletion is None and block_deletion is None:
        return None
    return SafetyProfile(
        allow_deletion_of_replicated_locations=allow_location_deletion,
        block_deletion_before_end_of_life=block_deletion,
    )


def _check_combination(sources: Sources) -> None:
    images = [word for word in (sources.managed_image, sources.virtual_machine, sources.image_version) if word]
    if len(images) > 1:
        raise UsageError("usage error: Please specify only one of --managed-image, --virtual-machine, --image-version.")
    if not images and not sources.os_snapshot and not sources.os_vhd_uri:
        raise UsageError(
            "usage error: Please provide --managed-image or --os-snapshot or --vhd",
            hint="One of --managed-image, --virtual-machine, --image-version, --os-snapshot or --os-vhd-uri.",
        )
    if bool(sources.os_vhd_uri) != bool(sources.os_vhd_storage_account):
        raise UsageError("usage error: --os-vhd-uri and --os-vhd-storage-account go together.")
    if len(sources.data_vhds_uris or ()) != len(sources.data_vhds_storage_accounts or ()):
        raise UsageError(
            "usage error: --data-vhds-uris and --data-vhds-storage-accounts go together and need the same length."
        )


def _image(sources: Sources, subscription: str, group: str) -> ImageSource | None:
    if sources.virtual_machine is not None:
        _require_id(sources.virtual_machine, "virtualMachines", "VM")
        return ImageSource(virtual_machine_id=sources.virtual_machine)
    if sources.image_version is not None:
        _require_id(sources.image_version, "galleries/images/versions", "gallery image version")
        return ImageSource(id=sources.image_version)
    if sources.managed_image is not None:
        return ImageSource(id=named_id(sources.managed_image, subscription, group, "images"))
    return None


def _require_id(text: str, kind: str, described: str) -> None:
    try:
        found = ResourceId.parse(text).type.casefold()
    except LinkedInvalidPropertyId:
        found = ""
    if found != f"microsoft.compute/{kind}".casefold():
        raise UsageError(
            f"'{text}' is an invalid {described} resource id.",
            hint=f"It reads /subscriptions/…/providers/Microsoft.Compute/{kind.split('/', maxsplit=1)[0]}/….",
        )


def _snapshots(sources: Sources, subscription: str, group: str) -> list[DataDiskImage]:
    names = sources.data_snapshots or ()
    luns = _luns(sources.data_snapshot_luns, len(names), "--data-snapshot-luns", "--data-snapshots")
    return [
        DataDiskImage(lun=lun, source=DiskSource(id=named_id(name, subscription, group, "snapshots")))
        for lun, name in zip(luns, names, strict=True)
    ]


def _vhds(sources: Sources, subscription: str, group: str) -> list[DataDiskImage]:
    uris, accounts = sources.data_vhds_uris or (), sources.data_vhds_storage_accounts or ()
    luns = _luns(sources.data_vhds_luns, len(uris), "--data-vhds-luns", "--data-vhds-uris")
    return [
        DataDiskImage(
            lun=lun,
            source=DiskSource(uri=uri, storage_account_id=named_id(account, subscription, group, "storageAccounts")),
        )
        for lun, uri, account in zip(luns, uris, accounts, strict=True)
    ]


def _luns(given: Sequence[int] | None, disks: int, option: str, of: str) -> Sequence[int]:
    """The LUNs given, or 0, 1, … Raises UsageError when there is not one per disk."""
    if given is None:
        return range(disks)
    if len(given) != disks:
        raise UsageError(f"usage error: {option} has {len(given)} LUNs for the {disks} disks of {of}.")
    return given
