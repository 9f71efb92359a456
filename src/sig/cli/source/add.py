"""``sig source add``"""

from __future__ import annotations

from sig.cli import words
from sig.cli.grammar import UsageError
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.source import naming
from sig.cli.source.table import source_table
from sig.domain import source as rules
from sig.domain.image_definition import PurchasePlan
from sig.domain.resource_id import ResourceId
from sig.domain.source import Source, SourceKind, SourceProperties
from sig.domain.storage_profile import DataDiskImage
from sig.service import sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group_name: opt.ResourceGroupFilter = None,
    kind: opt.NewSourceKind = None,
    name: opt.NewSourceName = None,
    uri: opt.NewSourceUri = None,
    storage_account: opt.NewSourceAccount = None,
    location: opt.Location = None,
    tags: opt.Tags = None,
    from_json: opt.FromJson = None,
    vhd_file: opt.VhdFile = None,
    os_type: opt.SourceOsType = None,
    os_state: opt.SourceOsState = None,
    hyper_v_generation: opt.SourceHyperV = None,
    architecture: opt.SourceArchitecture = None,
    os_disk_size_gb: opt.OsDiskSize = None,
    os_disk_caching: opt.OsDiskCaching = None,
    data_disks: opt.DataDisks = None,
    disk_encryption_set: opt.SourceEncryptionSet = None,
    ephemeral_os_disk: opt.EphemeralOsDisk = None,
    ultra_disks: opt.UltraDisks = None,
    unmanaged_disks: opt.UnmanagedDisks = None,
    plan_name: opt.SourcePlanName = None,
    plan_publisher: opt.SourcePlanPublisher = None,
    plan_product: opt.SourcePlanProduct = None,
) -> Result:
    r"""Register a source of image versions, so that versions are checked against it and show its disks.

    Examples:
        sig source add -g images --type vm -n web -l westus --os-type Linux --os-state Generalized \
            --os-disk-size-gb 30 --data-disks 0=10 1=128
        sig source add -g images --uri https://contoso.blob.core.windows.net/vhds/web.vhd --os-type Linux --size-gb 30
    """
    plan = PurchasePlan(name=plan_name, publisher=plan_publisher, product=plan_product)
    source = Source(
        location=location,
        tags=words.tags(tags) if tags is not None else None,
        properties=SourceProperties(
            uri=uri,
            os_type=os_type,
            os_state=os_state,
            hyper_v_generation=hyper_v_generation,
            architecture=architecture,
            size_in_gb=os_disk_size_gb,
            host_caching=os_disk_caching,
            data_disks=_data_disks(data_disks),
            purchase_plan=plan if plan != PurchasePlan() else None,
            disk_encryption_set_id=_encryption_set(disk_encryption_set, resource_group_name),
            ephemeral_os_disk=ephemeral_os_disk,
            ultra_disks=ultra_disks,
            unmanaged_disks=unmanaged_disks,
        ),
    )
    if vhd_file is not None:
        source = _with_file(source, vhd_file)
    if from_json is not None:
        source = _with_json(source, from_json, kind)
    if source.id is not None and name is None:
        identifier = ResourceId.parse(source.id)
    else:
        found = rules.kind_of_type(source.type or "")
        identifier = naming.one(resource_group_name, kind or found, name, uri, storage_account)
    return resource(sources.add(context(), identifier, source), source_table)


def _with_file(source: Source, path: str) -> Source:
    from sig.cli.source import files
    from sig.domain.virtual_disk import check_uploadable

    disk = files.disk(path)
    check_uploadable(disk, context().profile)
    return rules.with_file(source, disk)


def _with_json(source: Source, path: str, kind: str | None) -> Source:
    from sig.cli.text_files import text
    from sig.wire.sources import read

    return rules.merged(read(text(path), SourceKind(kind) if kind else None), source)


def _data_disks(pairs: Sequence[str] | None) -> tuple[DataDiskImage, ...] | None:
    """``LUN=GB`` each. Raises UsageError for another word."""
    disks = []
    for word in pairs or ():
        lun, _, size = word.partition("=")
        if not (lun.isdecimal() and size.isdecimal()):
            raise UsageError(
                f"usage error: --data-disks takes LUN=GB, got '{word}'.", hint="Write --data-disks 0=32 1=64."
            )
        disks.append(DataDiskImage(lun=int(lun), size_in_gb=int(size)))
    return tuple(disks) or None


def _encryption_set(word: str | None, group: str | None) -> str | None:
    if word is None:
        return None
    bare = not word.startswith("/")
    return words.named_id(word, context().subscription, naming.in_group(group) if bare else "", "diskEncryptionSets")
