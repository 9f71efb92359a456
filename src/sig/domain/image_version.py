"""The image version: its document, how it is published, changed and deleted."""

from __future__ import annotations

from sig.domain import latest, publishing, regions, storage_profile
from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import Permissions, ReplicationMode
from sig.domain.codec import encode
from sig.domain.errors import DeletionBlockedBeforeEndOfLife, OperationNotAllowed, ResourceNotFound
from sig.domain.publishing import PublishingProfile
from sig.domain.resource import check_identity, check_tags, settled_location
from sig.domain.storage_profile import StorageProfile
from sig.domain.timestamps import from_text
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sig.domain.gallery import Gallery
    from sig.domain.profile import Profile
    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId
    from sig.domain.source_rules import Origin

TYPE = "Microsoft.Compute/galleries/images/versions"


# Difference from Azure: Regions may be removed unless the caller forbade it. allowDeletionOfReplicatedLocations shows
# as false when it was never set, as in Azure, but only an explicit false refuses the removal.
@arm
class SafetyProfile(ArmObject):
    """What guards a version; a member is stored only when the caller set it. Source: SPEC §1.5, DECISIONS 5."""

    reported_for_policy_violation: bool | None = None
    block_deletion_before_end_of_life: bool | None = None
    allow_deletion_of_replicated_locations: bool | None = None


@arm
class VersionProperties(ArmObject):
    publishing_profile: PublishingProfile | None = None
    storage_profile: StorageProfile | None = None
    safety_profile: SafetyProfile | None = None


@arm
class ImageVersion(ArmObject):
    """An image version in ARM shape; ``None`` is absent."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: VersionProperties = VersionProperties()


def put(
    identifier: ResourceId,
    request: ImageVersion,
    stored: ImageVersion | None,
    source: ImageVersion | None,
    profile: Profile,
    now: datetime,
    *,
    origin: Origin | None = None,
    source_plan: Sequence[RegionPlan] = (),
) -> ImageVersion:
    """The version that a PUT of ``request`` leaves behind.

    ``source`` is the version it is copied from, if its source is one, and ``source_plan`` how that one is copied to
    its regions; ``origin`` is what is registered of other sources. On an existing version the storage profile is
    kept and the publishing profile replaced.
    Source: SPEC §2.3-2.4, SERVICE-FACTS §5.
    """
    VersionName.parse(identifier.name)
    check_identity(identifier, request, "galleryImageVersion")
    check_tags(request.tags)
    location = settled_location(
        request.location or "",
        stored.location if stored else None,
        described=identifier.path,
        resource_type=TYPE,
        group=identifier.resource_group,
    )
    home = regions.require(location, TYPE)
    before = stored.properties if stored else VersionProperties()
    asked = request.properties
    safety = _safety(asked.safety_profile, before.safety_profile)
    if before.storage_profile is None:
        if source is not None:
            _check_replicated_to(source, source_plan, home, now)
        copied = source.properties.storage_profile if source else None
        if origin is None:
            storage = storage_profile.created(asked.storage_profile, copied)
        else:
            storage = storage_profile.created(origin.sized(asked.storage_profile), copied or origin.whole_image())
            origin.check(home, identifier.subscription)
    else:
        storage = storage_profile.updated(asked.storage_profile, before.storage_profile)
    version = ImageVersion(
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=TYPE,
        location=home.name,
        tags=request.tags,
        properties=VersionProperties(
            publishing_profile=publishing.published(
                asked.publishing_profile,
                before.publishing_profile,
                home,
                profile,
                now,
                may_remove_regions=safety is None or safety.allow_deletion_of_replicated_locations is not False,
            ),
            storage_profile=storage,
            safety_profile=safety,
        ),
    )
    if is_encrypted(version) or (stored is not None and is_encrypted(stored)):
        _check_encryption(version, stored, identifier.subscription)
    return version


def says_nothing(request: ImageVersion) -> bool:
    """Whether ``request`` has no properties: of a soft-deleted version it asks for that one. Source: DECISIONS 10."""
    return request.properties == VersionProperties()


def replication_failure(version: ImageVersion, profile: Profile) -> str | None:
    """Why no copy of the version can be made: a disk is too large. Source: SPEC R066, DECISIONS 6."""
    size = storage_profile.largest_size(version.properties.storage_profile)
    limit = profile.max_shallow_disk_gb if is_shallow(version) else profile.max_disk_gb
    if size <= limit:
        return None
    return f"The GalleryImageVersion source resource size {size} exceeds the max size {limit} supported."


def copied_gb(version: ImageVersion) -> int:
    """GB of all disks whose size is known."""
    return storage_profile.total_size(version.properties.storage_profile)


def is_shallow(version: ImageVersion) -> bool:
    """Whether the version is made without copies of its disks. Source: SPEC §5.2."""
    published = version.properties.publishing_profile
    return published is not None and published.replication_mode is ReplicationMode.SHALLOW


def target_region_names(version: ImageVersion) -> list[str]:
    """The display names of the regions the version is published to, in the order given."""
    profile = version.properties.publishing_profile or PublishingProfile()
    return [target.name or "" for target in profile.target_regions or ()]


def is_encrypted(version: ImageVersion) -> bool:
    """Whether a replica is encrypted with a customer's key, kept in a disk encryption set."""
    profile = version.properties.publishing_profile or PublishingProfile()
    regional = [target.encryption for target in profile.target_regions or ()]
    in_zones = [zone.encryption for zone in profile.target_extended_locations or ()]
    return any(map(publishing.encryption_sets, [*regional, *in_zones]))


def check_encrypted_in(gallery: Gallery) -> None:
    """Raises unless an encrypted version may be in ``gallery``: not where others share it. Source: SPEC R069a."""
    sharing = gallery.properties.sharing_profile
    if sharing is not None and sharing.permissions in (Permissions.GROUPS, Permissions.COMMUNITY):
        raise OperationNotAllowed(
            f"Gallery '{gallery.name}' is shared by permissions '{sharing.permissions}': a version encrypted with a "
            "disk encryption set cannot be in it.",
            target="galleryImageVersion.properties.publishingProfile.targetRegions.encryption",
            hint="Use a private gallery and share it with RBAC, or leave the encryption out.",
            rule="R069a",
        )


def check_deletable(version: ImageVersion, now: datetime) -> None:
    """Raises while the version blocks deletion and its end of life has not come. Source: SPEC R091."""
    safety, profile = version.properties.safety_profile, version.properties.publishing_profile
    end = profile.end_of_life_date if profile else None
    if not (safety and safety.block_deletion_before_end_of_life and end):
        return
    if from_text(end, target="endOfLifeDate") > now:
        raise DeletionBlockedBeforeEndOfLife(
            "Deletion of Gallery image version is not allowed because the image is enabled for "
            f"blockDeletionBeforeEndOfLife and its endOfLifeDate has not reached yet: '{end}'.",
            target="galleryImageVersion.properties.safetyProfile.blockDeletionBeforeEndOfLife",
            hint="Lift it with: sig image-version update … --block-deletion-before-end-of-life false.",
            rule="R091",
        )


def _check_replicated_to(source: ImageVersion, plan: Sequence[RegionPlan], home: regions.Region, now: datetime) -> None:
    """A version can be copied only from a region that it is in. Source: SPEC R055, §5.2."""
    replicas = latest.replica_states(encode(source), plan, now)
    if replicas.get(home.name) == latest.COMPLETED:
        return
    states = {name: replicas[regions.canonical(name)] for name in target_region_names(source)}
    there = [name if state == latest.COMPLETED else f"{name} ({state})" for name, state in states.items()]
    raise ResourceNotFound(
        f"Source '{source.id}' is not found in '{home.display_name}'. Check that the source exists and has a "
        "replica in the region of the gallery image version being created.",
        target="galleryImageVersion.properties.storageProfile.source.id",
        hint=f"Its regions are: {', '.join(there)}.",
        rule="R055",
    )


def _check_encryption(version: ImageVersion, stored: ImageVersion | None, subscription: str) -> None:
    """Source: SPEC R056, R069; what depends on other documents is left to the service."""
    from sig.domain import encryption

    published = version.properties.publishing_profile or PublishingProfile()
    storage = version.properties.storage_profile or StorageProfile()
    before = stored.properties.publishing_profile if stored else None
    if before is None:
        encryption.check_sources(storage)
    else:
        encryption.check_unchanged(published, before)
    encryption.check(published, storage, subscription)


def _safety(asked: SafetyProfile | None, stored: SafetyProfile | None) -> SafetyProfile | None:
    if asked is None or stored is None:
        return asked or stored
    allow, block = asked.allow_deletion_of_replicated_locations, asked.block_deletion_before_end_of_life
    return replace(
        stored,
        allow_deletion_of_replicated_locations=stored.allow_deletion_of_replicated_locations
        if allow is None
        else allow,
        block_deletion_before_end_of_life=stored.block_deletion_before_end_of_life if block is None else block,
    )
