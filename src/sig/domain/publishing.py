"""Where a version is published: target regions, replicas, storage types and what each inherits."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import (
    ConfidentialVmEncryptionType,
    EdgeZoneStorageAccountType,
    ReplicationMode,
    StorageAccountStrategy,
    StorageAccountType,
)
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId, OperationNotAllowed
from sig.domain.records import NamedTuple
from sig.domain.resource import refuse_change
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import from_text, require_future, to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sig.domain.profile import Profile
    from sig.domain.regions import Region

DEFAULT_REPLICA_COUNT = 1


class Kind(NamedTuple):
    """What is published: its ARM type, the path that its refusals begin with, how region removal is allowed.

    ``max_replicas`` is a ceiling of its own, whatever the era; ``targets`` is what the regions are called.
    """

    type: str
    root: str
    allow_removal: str
    max_replicas: int | None = None
    targets: str = "targetRegions"


IMAGE_VERSION = Kind(
    "Microsoft.Compute/galleries/images/versions",
    "galleryImageVersion.properties.publishingProfile",
    "--allow-replicated-location-deletion true",
)


@arm
class OsDiskSecurityProfile(ArmObject):
    confidential_vm_encryption_type: ConfidentialVmEncryptionType | None = None
    secure_vm_disk_encryption_set_id: str | None = None


@arm
class OsDiskEncryption(ArmObject):
    security_profile: OsDiskSecurityProfile | None = None
    disk_encryption_set_id: str | None = None


@arm
class DataDiskEncryption(ArmObject):
    lun: int | None = None
    disk_encryption_set_id: str | None = None


@arm
class Encryption(ArmObject):
    os_disk_image: OsDiskEncryption | None = None
    data_disk_images: tuple[DataDiskEncryption, ...] | None = None


@arm
class TargetRegion(ArmObject):
    """One region to publish to; what is ``None`` is inherited. Source: SPEC §1.5."""

    name: str | None = None
    regional_replica_count: int | None = None
    storage_account_type: StorageAccountType | None = None
    encryption: Encryption | None = None
    exclude_from_latest: bool | None = None


@arm
class ExtendedLocation(ArmObject):
    type: str | None = None
    name: str | None = None


@arm
class TargetExtendedLocation(ArmObject):
    """One edge zone to publish to; ``name`` is the region it belongs to."""

    extended_location: ExtendedLocation | None = None
    name: str | None = None
    extended_location_replica_count: int | None = None
    storage_account_type: EdgeZoneStorageAccountType | None = None
    encryption: Encryption | None = None


@arm
class PublishingProfile(ArmObject):
    """Source: SPEC §1.5; the order of the fields is the service's."""

    target_regions: tuple[TargetRegion, ...] | None = None
    target_extended_locations: tuple[TargetExtendedLocation, ...] | None = None
    replica_count: int | None = None
    exclude_from_latest: bool | None = None
    published_date: str | None = None
    end_of_life_date: str | None = None
    storage_account_type: StorageAccountType | None = None
    storage_account_strategy: StorageAccountStrategy | None = None
    replication_mode: ReplicationMode | None = None


def published(
    request: PublishingProfile | None,
    stored: PublishingProfile | None,
    home: Region,
    profile: Profile,
    now: datetime,
    *,
    may_remove_regions: bool = True,
    kind: Kind = IMAGE_VERSION,
) -> PublishingProfile:
    """The publishing profile after a PUT, with everything inherited written out.

    A present profile replaces the stored one, an absent one keeps it; storage types and the
    replication mode that are not named are kept, and refused when named differently.
    ``may_remove_regions`` is false when the caller forbade deleting replicated locations.
    Source: SPEC §1.5, R042-R050, SERVICE-FACTS §5, DECISIONS 3-5, 7.
    """
    if request is None and stored is not None:
        return stored
    request = request or PublishingProfile()
    kept = stored or PublishingProfile()
    storage_type, strategy = _storage(request, kept, kind)
    mode = request.replication_mode or kept.replication_mode
    if stored is not None:
        for name, wanted, before in (
            ("storageAccountType", storage_type, kept.storage_account_type),
            ("storageAccountStrategy", strategy, kept.storage_account_strategy),
            ("replicationMode", mode or ReplicationMode.FULL, kept.replication_mode or ReplicationMode.FULL),
        ):
            if wanted is not before:
                raise refuse_change(f"{kind.root}.{name}", rule="R048")
    count = checked_count(request.replica_count, "replicaCount", profile, kind)
    targets = _targets(
        request, kept, home, count, lambda place: storage_type or _by_strategy(strategy, place), profile, kind
    )
    if not may_remove_regions:
        _refuse_removals(kept.target_regions or (), targets, kind)
    return PublishingProfile(
        target_regions=targets,
        target_extended_locations=_edge_zones(request.target_extended_locations, count, profile, kind),
        replica_count=count,
        exclude_from_latest=bool(request.exclude_from_latest),
        published_date=kept.published_date or to_text(now),
        end_of_life_date=_end_of_life(request.end_of_life_date, kept.end_of_life_date, now, kind),
        storage_account_type=storage_type,
        storage_account_strategy=strategy,
        replication_mode=mode,
    )


def _storage(
    request: PublishingProfile, kept: PublishingProfile, kind: Kind
) -> tuple[StorageAccountType | None, StorageAccountStrategy | None]:
    """The storage type of regions that name none, or the strategy that finds it: one of the two. Source: SPEC R047."""
    if request.storage_account_type and request.storage_account_strategy:
        raise InvalidParameter(
            "storageAccountType and storageAccountStrategy cannot be specified together.",
            target=f"{kind.root}.storageAccountStrategy",
            hint="Leave one of them out; a region's own storageAccountType wins over both.",
            rule="R047",
        )
    strategy = request.storage_account_strategy or kept.storage_account_strategy
    default = None if strategy else StorageAccountType.STANDARD_LRS
    return request.storage_account_type or kept.storage_account_type or default, strategy


def _by_strategy(strategy: StorageAccountStrategy | None, place: Region) -> StorageAccountType:
    prefers_zones = strategy is StorageAccountStrategy.PREFER_STANDARD_ZRS and place.has_zrs
    return StorageAccountType.STANDARD_ZRS if prefers_zones else StorageAccountType.STANDARD_LRS


def _targets(
    request: PublishingProfile,
    kept: PublishingProfile,
    home: Region,
    count: int,
    storage_of: Callable[[Region], StorageAccountType],
    profile: Profile,
    kind: Kind,
) -> tuple[TargetRegion, ...]:
    asked = request.target_regions or (TargetRegion(name=home.name),)
    places = [
        regions.require(target.name or "", kind.type, target=f"{kind.root}.targetRegions", rule="R044")
        for target in asked
    ]
    refuse_duplicates(places, kind)
    if home not in places:
        listed = ", ".join(target.name or "" for target in asked)
        raise InvalidParameter(
            f"Gallery image version publishing profile regions '{listed}' must contain the location of image version "
            f"'{home.display_name}'. ",
            target=f"{kind.root}.targetRegions",
            hint=f"Add '{home.name}' to the target regions.",
            rule="R042",
        )
    known = {target.name: target for target in kept.target_regions or ()}
    return tuple(
        _target(target, place, home, known.get(place.display_name), count, storage_of(place), profile, kind)
        for target, place in zip(asked, places, strict=True)
    )


def _target(
    asked: TargetRegion,
    place: Region,
    home: Region,
    stored: TargetRegion | None,
    count: int,
    storage_type: StorageAccountType,
    profile: Profile,
    kind: Kind,
) -> TargetRegion:
    # Difference from Azure: A region keeps its storage type and its encryption when a request names none. az update
    # sends the regions without them; what the service makes of that is not documented.
    kept_type = stored.storage_account_type if stored else None
    chosen = asked.storage_account_type or kept_type or storage_type
    if kept_type is not None and chosen is not kept_type:
        # The home region cannot be removed (R042).
        way = "create another version" if place == home else "remove the region, then add it"
        raise refuse_change(
            f"{kind.root}.targetRegions.storageAccountType",
            rule="R048",
            hint=f"'{place.display_name}' holds {kept_type} replicas: {way} with {chosen}.",
        )
    if chosen is StorageAccountType.STANDARD_ZRS:
        regions.require_zrs(place, target=f"{kind.root}.targetRegions.storageAccountType")
    if stored is not None and asked.encryption is not None and _confidential(asked) is not _confidential(stored):
        raise refuse_change(
            f"{kind.root}.targetRegions.encryption.osDiskImage.securityProfile.confidentialVMEncryptionType",
            rule="R056",
        )
    own_count = asked.regional_replica_count
    return replace(
        asked,
        name=place.display_name,
        regional_replica_count=count
        if own_count is None
        else checked_count(own_count, "regionalReplicaCount", profile, kind),
        storage_account_type=chosen,
        encryption=_checked_encryption(asked.encryption or (stored.encryption if stored else None)),
    )


def _confidential(target: TargetRegion) -> ConfidentialVmEncryptionType | None:
    os_disk = target.encryption.os_disk_image if target.encryption else None
    return os_disk.security_profile.confidential_vm_encryption_type if os_disk and os_disk.security_profile else None


def _edge_zones(
    asked: tuple[TargetExtendedLocation, ...] | None, count: int, profile: Profile, kind: Kind
) -> tuple[TargetExtendedLocation, ...] | None:
    """Edge zones as the service writes them; their default storage is StandardSSD_LRS. Source: SERVICE-FACTS §5."""
    zones = []
    for zone in asked or ():
        place = regions.require(zone.name or "", kind.type, target=f"{kind.root}.targetExtendedLocations", rule="R044")
        own_count = zone.extended_location_replica_count
        zones.append(
            replace(
                zone,
                name=place.display_name,
                extended_location_replica_count=count
                if own_count is None
                else checked_count(own_count, "extendedLocationReplicaCount", profile, kind),
                storage_account_type=zone.storage_account_type or EdgeZoneStorageAccountType.STANDARD_SSD_LRS,
                encryption=_checked_encryption(zone.encryption),
            )
        )
    return tuple(zones) or None


# Difference from Azure: The ceiling on replicas holds for each region of one version. The documentation of 2021 can
# also be read as a sum over all versions of a subscription.
def checked_count(count: int | None, parameter: str, profile: Profile, kind: Kind) -> int:
    """A replica count of one region: 1 to the ceiling of the era, or of its kind. Source: SPEC R045, DECISIONS 3."""
    if count is None:
        return DEFAULT_REPLICA_COUNT
    if kind.max_replicas is not None:
        return _within_own_ceiling(count, parameter, kind, kind.max_replicas)
    if not 1 <= count <= profile.max_replicas:
        raise InvalidParameter(
            f"The value {count} of parameter {parameter} is out of range. The value must be between 1 and "
            f"{profile.max_replicas}, inclusive.",
            target=f"{kind.root}.{parameter}",
            hint=f"{profile.max_replicas} is the ceiling of profile '{profile.name}'.",
            rule="R045",
        )
    return count


def _within_own_ceiling(count: int, parameter: str, kind: Kind, most: int) -> int:
    """``count``, where the kind of version has a ceiling that no era changes. Source: SPEC §1.7, R104."""
    if not 1 <= count <= most:
        raise InvalidParameter(
            f"The value {count} of parameter '{kind.root}.{parameter}' is out of range. The value must be between 1 "
            f"and {most}, inclusive.",
            target=f"{kind.root}.{parameter}",
            hint=f"A region takes 1 to {most} replicas of it, in every profile.",
            rule="R104",
        )
    return count


def refuse_duplicates(places: Iterable[Region], kind: Kind) -> None:
    """Raises InvalidParameter about the first region that is named twice. Source: SPEC R043."""
    seen: set[str] = set()
    for place in places:
        if place.name in seen:
            raise InvalidParameter(
                "Duplicate regions are not allowed in target publishing regions.",
                target=f"{kind.root}.{kind.targets}",
                hint=f"'{place.display_name}' is given more than once; spelling and case make no other region.",
                rule="R043",
            )
        seen.add(place.name)


def _refuse_removals(stored: Iterable[TargetRegion], wanted: Iterable[TargetRegion], kind: Kind) -> None:
    left = {target.name for target in wanted}
    for target in stored:
        if target.name not in left:
            raise OperationNotAllowed(
                f"Region '{target.name}' cannot be removed: the version forbids the deletion of replicated locations.",
                target=f"{kind.root}.targetRegions",
                hint=f"Allow it first with {kind.allow_removal}.",
                rule="R049",
            )


# Difference from Azure: An end-of-life date in the past is refused on versions too. It is documented for definitions
# only. A date that is stored already may pass: it blocks no other change.
def _end_of_life(wanted: str | None, stored: str | None, now: datetime, kind: Kind) -> str | None:
    if not wanted:
        return None
    date = to_text(from_text(wanted, target=f"{kind.root}.endOfLifeDate"))
    if date != stored:
        require_future(date, now, target=f"{kind.root}.endOfLifeDate")
    return date


def encryption_sets(encryption: Encryption | None) -> list[str]:
    """The IDs of the disk encryption sets that ``encryption`` names."""
    encryption = encryption or Encryption()
    os_disk = encryption.os_disk_image or OsDiskEncryption()
    confidential = os_disk.security_profile or OsDiskSecurityProfile()
    named = (
        os_disk.disk_encryption_set_id,
        confidential.secure_vm_disk_encryption_set_id,
        *(disk.disk_encryption_set_id for disk in encryption.data_disk_images or ()),
    )
    return [text for text in named if text]


def _checked_encryption(encryption: Encryption | None) -> Encryption | None:
    """Well-formed set IDs, and the empty security profile that the service adds. Source: R069, SERVICE-FACTS §5."""
    if encryption is None:
        return None
    os_disk, data_disks = encryption.os_disk_image, encryption.data_disk_images or ()
    luns = [disk.lun for disk in data_disks]
    if len(set(luns)) != len(luns):
        raise InvalidParameter(
            f"Duplicate luns {sorted(lun or 0 for lun in luns)} in the encryption of one region.",
            target=f"{IMAGE_VERSION.root}.targetRegions.encryption.dataDiskImages.lun",
            rule="R069.h",
        )
    for set_id in [disk.disk_encryption_set_id for disk in (os_disk, *data_disks) if disk is not None]:
        _check_encryption_set(set_id)
    if os_disk is not None and os_disk.security_profile is not None:
        _check_encryption_set(os_disk.security_profile.secure_vm_disk_encryption_set_id)
    if os_disk is not None:
        os_disk = replace(os_disk, security_profile=os_disk.security_profile or OsDiskSecurityProfile())
    return replace(encryption, os_disk_image=os_disk)


# Difference from Azure: Disk encryption sets that are not registered are taken on trust. Their IDs must be well formed
# and of the version's subscription; whether they exist, in the right region, is checked of those that were registered
# (sig source add), and of all with strict = true.
def _check_encryption_set(text: str | None) -> None:
    if text is None:
        return
    try:
        kind = ResourceId.parse(text).type.casefold()
    except LinkedInvalidPropertyId:
        kind = ""
    if kind != "microsoft.compute/diskencryptionsets":
        raise InvalidParameter(
            f"Parameter diskEncryptionSetId is invalid: '{text}'.",
            target=f"{IMAGE_VERSION.root}.targetRegions.encryption.diskEncryptionSetId",
            hint="It reads /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/"
            "diskEncryptionSets/{name}.",
            rule="R069.a",
        )
