"""Registered sources as Microsoft.Compute shows them: VMs, images, disks, snapshots and disk encryption sets."""

from __future__ import annotations

from sig.domain.source import SourceKind, kind_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STATUSES = {"Generalized": "OSState/generalized", "Specialized": "OSState/specialized"}


# Difference from Azure: Of a source, the server shows what is registered of it. VMs, images, disks, snapshots and disk
# encryption sets can be read and listed, so that clients find them; they are made with sig source add, and sizes of
# VMs, network and the like are not there.
def as_compute(source: dict[str, Any], *, with_instance_view: bool = False) -> dict[str, Any]:
    """The document of a registered ``source`` as its own type has it; what is not known of it is left out."""
    kind = kind_of_type(source["type"])
    told = source.get("properties", {})
    if kind in (SourceKind.VM, SourceKind.IMAGE):
        properties, plan = _of_image(kind, told, with_instance_view=with_instance_view), told.get("purchasePlan")
    else:
        properties, plan = _of_disk(kind, told), None
    envelope = {name: source.get(name) for name in ("name", "id", "type", "location", "tags")}
    return _known({**envelope, "plan": plan, "properties": {**properties, "provisioningState": "Succeeded"}})


def _of_image(kind: SourceKind | None, told: dict[str, Any], *, with_instance_view: bool) -> dict[str, Any]:
    encryption_set = _reference(told.get("diskEncryptionSetId"))
    is_image = kind is SourceKind.IMAGE
    os_disk = _known(
        {
            "osType": told.get("osType"),
            "osState": told.get("osState") if is_image else None,
            "diskSizeGB": told.get("sizeInGB"),
            "caching": told.get("hostCaching"),
            "diskEncryptionSet": encryption_set if is_image else None,
            "managedDisk": {"diskEncryptionSet": encryption_set} if encryption_set and not is_image else None,
            "diffDiskSettings": {"option": "Local"} if told.get("ephemeralOsDisk") else None,
        }
    )
    data_disks = [
        _known({"lun": disk.get("lun"), "diskSizeGB": disk.get("sizeInGB"), "caching": disk.get("hostCaching")})
        for disk in told.get("dataDisks", ())
    ]
    state = _STATUSES.get(told.get("osState", ""))
    view = {
        "hyperVGeneration": told.get("hyperVGeneration"),
        "statuses": [{"code": state, "level": "Info"}] if state else [],
    }
    return _known(
        {
            "storageProfile": {"osDisk": os_disk, "dataDisks": data_disks},
            "hyperVGeneration": told.get("hyperVGeneration") if is_image else None,
            "additionalCapabilities": {"ultraSSDEnabled": True} if told.get("ultraDisks") else None,
            "instanceView": _known(view) if with_instance_view and not is_image else None,
        }
    )


def _of_disk(kind: SourceKind | None, told: dict[str, Any]) -> dict[str, Any]:
    if kind is SourceKind.DISK_ENCRYPTION_SET:
        return {}
    architecture, encryption_set = told.get("architecture"), told.get("diskEncryptionSetId")
    return _known(
        {
            "osType": told.get("osType"),
            "hyperVGeneration": told.get("hyperVGeneration"),
            "diskSizeGB": told.get("sizeInGB"),
            "purchasePlan": told.get("purchasePlan"),
            "supportedCapabilities": {"architecture": architecture} if architecture else None,
            "encryption": {"type": "EncryptionAtRestWithCustomerKey", "diskEncryptionSetId": encryption_set}
            if encryption_set
            else None,
        }
    )


def _reference(identifier: str | None) -> dict[str, str] | None:
    return {"id": identifier} if identifier else None


def _known(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
