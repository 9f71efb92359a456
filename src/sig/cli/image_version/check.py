"""``sig image-version check``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.exit_codes import REFUSED
from sig.cli.image_version import new_version
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.domain.preflight import ERROR
from sig.service import preflight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.preflight import Finding


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    gallery_image_version: opt.CheckedVersion = None,
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
    from_packer: opt.FromPacker = None,
    var: opt.PackerVariables = None,
) -> Result:
    r"""Say all that speaks against a new image version, without creating it; exit code 1 if create would refuse it.

    Examples:
        sig image-version check -g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web --replica-count 2
        sig image-version check -g images -r Contoso -i ubuntu -e 2.1.0 --os-snapshot os \
            --target-regions westus=2 eastus=1=standard_zrs -o table
    """
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
    if from_packer is not None:
        from sig.cli.image_version import packer_check

        names = packer_check.Names(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
        return _result(packer_check.findings(from_packer, var or (), names, given))
    packer_variables_need_a_template(var)
    refusals = preflight.Refusals()
    identifier = targets.versions(None, resource_group, gallery_name, gallery_image_definition, gallery_image_version)[
        0
    ]
    around = context()
    request = new_version.request(given, around.subscription, resource_group or "", refusals.attempt)
    return _result([("", found) for found in preflight.check(around, identifier, request, refusals)])


def packer_variables_need_a_template(var: Sequence[str] | None) -> None:
    """Raises UsageError for variables of no template."""
    if var:
        from sig.cli.grammar import UsageError

        raise UsageError("usage error: --var goes with --from-packer.", hint="Name the template: --from-packer FILE.")


def _result(found: Sequence[tuple[str, Finding]]) -> Result:
    """The findings, each with the builder that it is about, if there is one."""
    data = [{**({"builder": builder} if builder else {}), **finding._asdict()} for builder, finding in found]
    is_refused = any(finding.level == ERROR for _, finding in found)
    return Result(data, _rows, REFUSED if is_refused else 0, prose(_text, found))


def _rows(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ("builder", "level", "rule", "code", "message")
    return [{name: finding[name] for name in columns if name in finding} for finding in findings]


def _text(found: Sequence[tuple[str, Finding]]) -> str:
    lines = []
    for builder, finding in found:
        place = f"{builder}: " if builder else ""
        rule = f" {finding.rule}" if finding.rule else ""
        lines.append(f"{finding.level}{rule} {place}{finding.message.strip()}")
        if finding.hint:
            lines.append(f"    {finding.hint}")
    errors = sum(finding.level == ERROR for _, finding in found)
    verdict = f"It would be refused: {errors} error{'' if errors == 1 else 's'}." if errors else "It would be created."
    return "\n".join([*lines, verdict, ""])
