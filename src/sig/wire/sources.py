"""What ``az vm|image|disk|snapshot|disk-encryption-set show -o json`` prints, read into a source."""

import json
from dataclasses import replace
from typing import Any

from sig.domain.arm import ArmObject, arm
from sig.domain.choices import Architecture, HostCaching, HyperVGeneration, OsState, OsType
from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.image_definition import PurchasePlan
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId
from sig.domain.source import TYPES, Source, SourceKind, SourceProperties, kind_of_type
from sig.domain.storage_profile import DataDiskImage
from sig.wire import documents

_ULTRA = "ultrassd_lrs"
_GENERALIZED = "osstate/generalized"
# Members that commands of az spell differently, by how they are read here.
_SPELLINGS = {"disksizegb": "diskSizeGb", "hypervgeneration": "hyperVGeneration"}


@arm
class _Reference(ArmObject):
    id: str | None = None


@arm
class _ManagedDisk(ArmObject):
    storage_account_type: str | None = None
    disk_encryption_set: _Reference | None = None


@arm
class _Vhd(ArmObject):
    uri: str | None = None


@arm
class _DiffDiskSettings(ArmObject):
    option: str | None = None


@arm
class _Disk(ArmObject):
    """An OS or data disk of a VM or managed image."""

    lun: int | None = None
    os_type: OsType | None = None
    os_state: OsState | None = None
    disk_size_gb: int | None = None
    caching: HostCaching | None = None
    managed_disk: _ManagedDisk | None = None
    disk_encryption_set: _Reference | None = None
    diff_disk_settings: _DiffDiskSettings | None = None
    vhd: _Vhd | None = None


@arm
class _StorageProfile(ArmObject):
    os_disk: _Disk | None = None
    data_disks: tuple[_Disk, ...] | None = None


@arm
class _Status(ArmObject):
    code: str | None = None


@arm
class _InstanceView(ArmObject):
    hyper_v_generation: HyperVGeneration | None = None
    statuses: tuple[_Status, ...] | None = None


@arm
class _Encryption(ArmObject):
    disk_encryption_set_id: str | None = None


@arm
class _Capabilities(ArmObject):
    architecture: Architecture | None = None


@arm
class _Shown(ArmObject):
    """The members of all five kinds that matter to a version."""

    id: str | None = None
    name: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    # VMs and managed images
    storage_profile: _StorageProfile | None = None
    plan: PurchasePlan | None = None
    instance_view: _InstanceView | None = None
    # managed images, disks and snapshots
    hyper_v_generation: HyperVGeneration | None = None
    # disks and snapshots
    os_type: OsType | None = None
    disk_size_gb: int | None = None
    purchase_plan: PurchasePlan | None = None
    encryption: _Encryption | None = None
    supported_capabilities: _Capabilities | None = None


def read(text: str, kind: SourceKind | None = None) -> Source:
    """The source that the JSON ``text`` describes; ``kind`` is what it is where it does not say so itself.

    Raises InvalidParameter, with the property path where a member does not fit.
    """
    document = _document(text)
    found = _kind(document) or kind
    if found is None:
        raise _refusal("It has no 'type' and no 'id' of a resource.", "Say what it is with --type.")
    if kind is not None and found is not kind:
        raise _refusal(f"It describes a {TYPES[found]}, and --type says {kind}.", "Leave --type out.")
    body = documents.read(_Shown, document, root=found)
    return Source(
        name=body.name,
        id=body.id,
        type=TYPES[found],
        location=body.location,
        tags=body.tags,
        properties=_of_image(found, body) if found in (SourceKind.VM, SourceKind.IMAGE) else _of_disk(found, body),
    )


def _document(text: str) -> dict[str, Any]:
    try:
        content = _spelled(json.loads(text))
    except (ValueError, RecursionError) as failure:
        raise _refusal(f"It is not JSON: {failure}.") from None
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if not isinstance(content, dict):
        raise _refusal("It is not one JSON object.")
    properties = content.get("properties")
    return {**properties, **content} if isinstance(properties, dict) else content


def _spelled(value: Any) -> Any:
    if isinstance(value, dict):
        return {_SPELLINGS.get(name.lower(), name): _spelled(content) for name, content in value.items()}
    return [_spelled(item) for item in value] if isinstance(value, list) else value


def _kind(document: dict[str, Any]) -> SourceKind | None:
    resource_type, identifier = document.get("type"), document.get("id")
    if isinstance(identifier, str) and not isinstance(resource_type, str):
        try:
            resource_type = ResourceId.parse(identifier).type
        except LinkedInvalidPropertyId:
            return None
    if not isinstance(resource_type, str):
        return None
    kind = kind_of_type(resource_type)
    if kind is None:
        raise _refusal(f"It describes a '{shown(resource_type)}', which is no source of image versions.")
    return kind


def _of_image(kind: SourceKind, body: _Shown) -> SourceProperties:
    storage = body.storage_profile or _StorageProfile()
    os_disk, data_disks = storage.os_disk or _Disk(), storage.data_disks or ()
    view = body.instance_view or _InstanceView()
    managed = os_disk.managed_disk or _ManagedDisk()
    encryption_set = managed.disk_encryption_set or os_disk.disk_encryption_set or _Reference()
    told = SourceProperties(
        os_type=os_disk.os_type,
        os_state=os_disk.os_state or _os_state(view),
        hyper_v_generation=body.hyper_v_generation or view.hyper_v_generation,
        size_in_gb=os_disk.disk_size_gb,
        host_caching=os_disk.caching,
        data_disks=tuple(
            DataDiskImage(lun=disk.lun, size_in_gb=disk.disk_size_gb, host_caching=disk.caching) for disk in data_disks
        )
        or None,
        purchase_plan=body.plan,
        disk_encryption_set_id=encryption_set.id,
    )
    if kind is not SourceKind.VM:
        return told
    return _of_vm(told, os_disk, data_disks)


def _of_vm(told: SourceProperties, os_disk: _Disk, data_disks: tuple[_Disk, ...]) -> SourceProperties:
    disks = (os_disk, *data_disks)
    kinds = {(disk.managed_disk.storage_account_type or "").lower() for disk in disks if disk.managed_disk}
    return replace(
        told,
        ephemeral_os_disk=True if os_disk.diff_disk_settings and os_disk.diff_disk_settings.option else None,
        ultra_disks=True if _ULTRA in kinds else None,
        unmanaged_disks=True if any(disk.vhd is not None for disk in disks) else None,
    )


def _of_disk(kind: SourceKind, body: _Shown) -> SourceProperties:
    if kind is SourceKind.DISK_ENCRYPTION_SET:
        return SourceProperties()
    return SourceProperties(
        os_type=body.os_type,
        hyper_v_generation=body.hyper_v_generation,
        architecture=body.supported_capabilities.architecture if body.supported_capabilities else None,
        size_in_gb=body.disk_size_gb,
        purchase_plan=body.purchase_plan,
        disk_encryption_set_id=body.encryption.disk_encryption_set_id if body.encryption else None,
    )


def _os_state(view: _InstanceView) -> OsState | None:
    """A VM says that it is generalized in a status of its instance view, and nothing where that is not shown."""
    if view.statuses is None:
        return None
    codes = {(status.code or "").lower() for status in view.statuses}
    return OsState.GENERALIZED if _GENERALIZED in codes else OsState.SPECIALIZED


def _refusal(fault: str, hint: str | None = None) -> InvalidParameter:
    return InvalidParameter(
        f"The document is not what az shows of a source. {fault}",
        target="fromJson",
        hint=hint or "Give what 'az vm|image|disk|snapshot|disk-encryption-set show -o json' prints.",
        rule="R152",
    )
