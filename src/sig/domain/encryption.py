"""Disk encryption sets of a version: all regions or none, for the disks it has, and never others later."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.errors import InvalidParameter, ResourceNotFound
from sig.domain.names import shown
from sig.domain.publishing import (
    Encryption,
    OsDiskEncryption,
    OsDiskSecurityProfile,
    PublishingProfile,
    TargetExtendedLocation,
    TargetRegion,
)
from sig.domain.records import NamedTuple
from sig.domain.resource import refuse_change
from sig.domain.resource_id import ResourceId
from sig.domain.storage_profile import StorageProfile, each_disk, named_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = "galleryImageVersion.properties.publishingProfile.targetRegions.encryption"
_OS_DISK, _GUEST_STATE = "osDiskImage", "osDiskImage.securityProfile"
_ENCRYPTABLE = {
    "microsoft.compute/virtualmachines",
    "microsoft.compute/images",
    "microsoft.compute/disks",
    "microsoft.compute/snapshots",
}


class SetInRegion(NamedTuple):
    """A disk encryption set and the region (display name) whose replicas it encrypts."""

    region: str
    set_id: str

    @property
    def resource(self) -> ResourceId:
        return ResourceId.parse(self.set_id, target=f"{_ROOT}.diskEncryptionSetId")


def sets(profile: PublishingProfile | None) -> set[SetInRegion]:
    """Every set that ``profile`` names, with its region; those of edge zones with the region they belong to."""
    profile = profile or PublishingProfile()
    places: tuple[TargetRegion | TargetExtendedLocation, ...] = (
        *(profile.target_regions or ()),
        *(profile.target_extended_locations or ()),
    )
    return {SetInRegion(place.name or "", set_id) for place in places for set_id in _by_disk(place.encryption).values()}


def check(profile: PublishingProfile, storage: StorageProfile, subscription: str) -> None:
    """Raises unless the encryption of all regions fits the disks and each other.

    ``subscription`` is that of the version. Source: SPEC R069 c, e, f, g.
    """
    for found in sorted(sets(profile)):
        if found.resource.subscription.casefold() != subscription.casefold():
            raise InvalidParameter(
                f"The disk encryption set '{found.set_id}' must be in the same subscription '{subscription}' as the "
                "gallery resource.",
                target=f"{_ROOT}.diskEncryptionSetId",
                rule="R069.c",
            )
    _check_luns(profile, storage)
    _check_all_or_none(profile)


def check_sources(storage: StorageProfile) -> None:
    """Raises where a version with disk encryption sets is made from what cannot be encrypted. Source: SPEC R069 i."""
    for text in _not_disks(storage):
        raise InvalidParameter(
            f"Encryption is not supported for source resource '{shown(text)}'.",
            target=_ROOT,
            hint="Versions from a VM, managed image, disk or snapshot can be encrypted with disk encryption sets.",
            rule="R069.i",
        )


def check_unchanged(profile: PublishingProfile, stored: PublishingProfile) -> None:
    """Raises where a region that the version has already would be encrypted otherwise. Source: SPEC R056."""
    before = {target.name: _by_disk(target.encryption) for target in stored.target_regions or ()}
    for target in profile.target_regions or ():
        if target.name not in before:
            continue
        asked, kept = _folded(_by_disk(target.encryption)), _folded(before[target.name])
        added = [disk for disk in asked if isinstance(disk, int) and disk not in kept]
        if added:
            raise InvalidParameter(
                f"Cannot specify new data disk image encryption lun {added} with a disk encryption set in region "
                f"[{target.name}] for update gallery image version request.",
                target=f"{_ROOT}.dataDiskImages.lun",
                hint="Remove the new LUN, or create another version with that encryption.",
                rule="R056",
            )
        if asked != kept:
            raise refuse_change(_ROOT, rule="R056")


def check_set(found: SetInRegion, location: str | None, *, strict: bool) -> None:
    """Raises unless the set is where it must be; ``location`` is None for one that is not registered.

    Source: SPEC R069 b, c.
    """
    if location is None:
        if strict:
            raise ResourceNotFound(
                f"The disk encryption set '{found.set_id}' was not found.",
                target=f"{_ROOT}.diskEncryptionSetId",
                hint="Register it: sig source add --type disk-encryption-set "
                f"-g {found.resource.resource_group} -n {found.resource.name} -l {regions.canonical(found.region)}.",
                rule="R069.b",
            )
    elif location != regions.canonical(found.region):
        raise InvalidParameter(
            f"The disk encryption set '{found.set_id}' is in region '{location}' and cannot encrypt the replicas in "
            f"'{found.region}'.",
            target=f"{_ROOT}.diskEncryptionSetId",
            hint=f"Use a disk encryption set of region '{regions.canonical(found.region)}' there.",
            rule="R069.c",
        )


def _check_luns(profile: PublishingProfile, storage: StorageProfile) -> None:
    """Only disks that the image has can be encrypted.

    An image without data disks says nothing: the service was seen to take an encryption of LUN 0 for one.
    """
    luns = sorted(disk.lun or 0 for disk in storage.data_disk_images or ())
    for target in (profile.target_regions or ()) if luns else ():
        for lun in _by_disk(target.encryption):
            if isinstance(lun, int) and lun not in luns:
                raise InvalidParameter(
                    f"An invalid lun [{lun}] was specified in encryption.dataDiskImages of region '{target.name}'. The "
                    f"lun must be one of the following values ['{','.join(map(str, luns))}'].",
                    target=f"{_ROOT}.dataDiskImages.lun",
                    rule="R069.g",
                )


def _check_all_or_none(profile: PublishingProfile) -> None:
    """A disk that is encrypted in one region is encrypted in all of them."""
    targets = profile.target_regions or ()
    for encrypted in targets:
        for disk, set_id in _by_disk(encrypted.encryption).items():
            for other in targets:
                if disk not in _by_disk(other.encryption):
                    raise InvalidParameter(
                        f"A disk encryption set is required for disk '{_called(disk)}' in target region "
                        f"'{other.name}' since disk encryption set '{set_id}' is used for the corresponding disk in "
                        f"region '{encrypted.name}'.",
                        target=f"{_ROOT}.{'dataDiskImages' if isinstance(disk, int) else disk}.diskEncryptionSetId",
                        hint="Encrypt the disk in every target region, or in none.",
                        rule="R069.f" if isinstance(disk, int) else "R069.e",
                    )


def _by_disk(encryption: Encryption | None) -> dict[str | int, str]:
    """The set of each disk that has one: of the OS disk, its guest state, and the data disks by LUN."""
    encryption = encryption or Encryption()
    os_disk = encryption.os_disk_image or OsDiskEncryption()
    confidential = os_disk.security_profile or OsDiskSecurityProfile()
    found: dict[str | int, str | None] = {
        _OS_DISK: os_disk.disk_encryption_set_id,
        _GUEST_STATE: confidential.secure_vm_disk_encryption_set_id,
        **{disk.lun or 0: disk.disk_encryption_set_id for disk in encryption.data_disk_images or ()},
    }
    return {disk: set_id for disk, set_id in found.items() if set_id}


def _folded(by_disk: dict[str | int, str]) -> dict[str | int, str]:
    return {disk: set_id.casefold() for disk, set_id in by_disk.items()}


def _called(disk: str | int) -> str:
    return f"LUN {disk}" if isinstance(disk, int) else disk


def _not_disks(storage: StorageProfile) -> Iterator[str]:
    """The sources of ``storage`` that cannot be encrypted: image versions, community images, VHDs."""
    if storage.source is not None and storage.source.community_gallery_image_id:
        yield storage.source.community_gallery_image_id
    for _, disk in each_disk(storage):
        if disk.source is not None and disk.source.uri:
            yield disk.source.uri
    for source in named_sources(storage):
        if source.resource.type.casefold() not in _ENCRYPTABLE:
            yield source.text
