"""``sig image-version create``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.following import awaited
from sig.cli.image_version import new_version
from sig.cli.printing import Result, resource
from sig.cli.session import context, warn
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group_name: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_name: opt.Definition,
    gallery_image_version: opt.NewVersion,
    location: opt.Location = None,
    target_regions: opt.TargetRegions = None,
    replica_count: opt.ReplicaCount = None,
    storage_account_type: opt.StorageType = None,
    replication_mode: opt.ReplicationModeOption = None,
    exclude_from_latest: opt.ExcludeFromLatest = None,
    end_of_life_date: opt.EndOfLifeDate = None,
    managed_image: opt.ManagedImage = None,
    virtual_machine: opt.VirtualMachine = None,
    image_version: opt.SourceVersion = None,
    os_snapshot: opt.OsSnapshot = None,
    data_snapshots: opt.DataSnapshots = None,
    data_snapshot_luns: opt.DataSnapshotLuns = None,
    os_vhd_uri: opt.OsVhdUri = None,
    os_vhd_storage_account: opt.OsVhdStorageAccount = None,
    data_vhds_uris: opt.DataVhdsUris = None,
    data_vhds_storage_accounts: opt.DataVhdsStorageAccounts = None,
    data_vhds_luns: opt.DataVhdsLuns = None,
    target_region_encryption: opt.TargetRegionEncryption = None,
    target_region_cvm_encryption: opt.TargetRegionCvmEncryption = None,
    target_edge_zones: opt.TargetEdgeZones = None,
    target_zone_encryption: opt.TargetZoneEncryption = None,
    allow_replicated_location_deletion: opt.AllowLocationDeletion = None,
    block_deletion_before_end_of_life: opt.BlockDeletion = None,
    tags: opt.Tags = None,
    no_wait: opt.NoWait = False,
) -> Result | None:
    r"""Create an image version.

    Examples:
        sig image-version create -g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web --replica-count 2
        sig image-version create -g images -r Contoso -i ubuntu -e 2.1.0 --os-snapshot os --data-snapshots data \
            --target-regions westus=2 eastus=1=standard_zrs
    """
    session = context()
    # Difference from az (image-version create --block-deletion-before-end-of-life announcement; image-version create
    # --end-of-life-date announcement; image-version update --block-deletion-before-end-of-life announcement): Warnings
    # about future defaults are printed in profile current only. az prints them on every use, also on image-version
    # update, where `sig` prints none.
    if session.profile.warns_of_future_defaults:
        warn("In the future the end of life date defaults to 6 months after publishing.")
        warn("In the future deletion before the end of life date is blocked unless said otherwise.")
    given = new_version.Given(
        location=location,
        target_regions=target_regions,
        replica_count=replica_count,
        storage_account_type=storage_account_type,
        replication_mode=replication_mode,
        exclude_from_latest=exclude_from_latest,
        end_of_life_date=end_of_life_date,
        managed_image=managed_image,
        virtual_machine=virtual_machine,
        image_version=image_version,
        os_snapshot=os_snapshot,
        data_snapshots=data_snapshots,
        data_snapshot_luns=data_snapshot_luns,
        os_vhd_uri=os_vhd_uri,
        os_vhd_storage_account=os_vhd_storage_account,
        data_vhds_uris=data_vhds_uris,
        data_vhds_storage_accounts=data_vhds_storage_accounts,
        data_vhds_luns=data_vhds_luns,
        target_region_encryption=target_region_encryption,
        target_region_cvm_encryption=target_region_cvm_encryption,
        target_edge_zones=target_edge_zones,
        target_zone_encryption=target_zone_encryption,
        allow_replicated_location_deletion=allow_replicated_location_deletion,
        block_deletion_before_end_of_life=block_deletion_before_end_of_life,
        tags=tags,
    )
    request = new_version.request(given, session.subscription, resource_group_name)
    identifier = targets.version(resource_group_name, gallery_name, gallery_image_name, gallery_image_version)
    created = image_versions.create(session, identifier, request)
    return None if no_wait else resource(awaited(session, created))
