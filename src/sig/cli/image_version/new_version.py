"""What the options of ``create`` say, as a request for a new version."""

from __future__ import annotations

from sig.cli import publishing_words, words
from sig.cli.image_version.request import Sources, safety_profile, storage_profile
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol, TypeVar

    from sig.cli import options as opt
    from sig.domain.storage_profile import StorageProfile

    T = TypeVar("T")


if TYPE_CHECKING:

    class Attempt(Protocol):
        """How a part of the request is read: what it makes of a refusal is its own matter; None stands for no part."""

        def __call__(self, read: Callable[..., T], /, *arguments: Any) -> T | None: ...


class Given(NamedTuple):
    """The options, as given; the names of the version itself are not among them. ``check`` takes them too."""

    location: opt.Location = None
    target_regions: opt.TargetRegions = None
    replica_count: opt.ReplicaCount = None
    storage_account_type: opt.StorageType = None
    replication_mode: opt.ReplicationModeOption = None
    exclude_from_latest: opt.ExcludeFromLatest = None
    end_of_life_date: opt.EndOfLifeDate = None
    managed_image: opt.ManagedImage = None
    virtual_machine: opt.VirtualMachine = None
    image_version: opt.SourceVersion = None
    os_snapshot: opt.OsSnapshot = None
    data_snapshots: opt.DataSnapshots = None
    data_snapshot_luns: opt.DataSnapshotLuns = None
    os_vhd_uri: opt.OsVhdUri = None
    os_vhd_storage_account: opt.OsVhdStorageAccount = None
    data_vhds_uris: opt.DataVhdsUris = None
    data_vhds_storage_accounts: opt.DataVhdsStorageAccounts = None
    data_vhds_luns: opt.DataVhdsLuns = None
    target_region_encryption: opt.TargetRegionEncryption = None
    target_region_cvm_encryption: opt.TargetRegionCvmEncryption = None
    target_edge_zones: opt.TargetEdgeZones = None
    target_zone_encryption: opt.TargetZoneEncryption = None
    allow_replicated_location_deletion: opt.AllowLocationDeletion = None
    block_deletion_before_end_of_life: opt.BlockDeletion = None
    tags: opt.Tags = None


def plainly(read: Callable[..., T], /, *arguments: Any) -> T | None:
    """The part itself, or its refusal."""
    return read(*arguments)


def request(given: Given, subscription: str, group: str, attempt: Attempt = plainly) -> ImageVersion:
    """The request; bare names are resources of ``group``. Raises UsageError as ``attempt`` lets it."""
    place = (subscription, group)
    regions = tuple(_region(word, attempt) for word in given.target_regions or () if word) or None
    encrypted = (given.target_region_encryption, given.target_region_cvm_encryption)
    zones = attempt(publishing_words.target_edge_zones, given.target_edge_zones)
    return ImageVersion(
        location=given.location,
        tags=words.tags(given.tags),
        properties=VersionProperties(
            publishing_profile=PublishingProfile(
                target_regions=attempt(publishing_words.encrypted, regions, *encrypted, *place) or regions,
                target_extended_locations=attempt(
                    publishing_words.encrypted_zones, zones, given.target_zone_encryption, *place
                ),
                replica_count=given.replica_count,
                storage_account_type=given.storage_account_type,
                replication_mode=given.replication_mode,
                exclude_from_latest=given.exclude_from_latest,
                end_of_life_date=attempt(words.end_of_life, given.end_of_life_date),
            ),
            storage_profile=attempt(_storage, given, place, attempt),
            safety_profile=safety_profile(
                given.allow_replicated_location_deletion, given.block_deletion_before_end_of_life
            ),
        ),
    )


def _region(word: str, attempt: Attempt) -> TargetRegion:
    """The region; of a word that is refused, its name."""
    return attempt(publishing_words.target_region, word) or TargetRegion(name=word.partition("=")[0])


def _storage(given: Given, place: tuple[str, str], attempt: Attempt) -> StorageProfile:
    sources = Sources(
        managed_image=given.managed_image,
        virtual_machine=given.virtual_machine,
        image_version=given.image_version,
        os_snapshot=given.os_snapshot,
        data_snapshots=given.data_snapshots,
        data_snapshot_luns=attempt(words.luns, given.data_snapshot_luns, "--data-snapshot-luns"),
        os_vhd_uri=given.os_vhd_uri,
        os_vhd_storage_account=given.os_vhd_storage_account,
        data_vhds_uris=given.data_vhds_uris,
        data_vhds_storage_accounts=given.data_vhds_storage_accounts,
        data_vhds_luns=attempt(words.luns, given.data_vhds_luns, "--data-vhds-luns"),
    )
    return storage_profile(sources, *place)
