"""Tables of sources."""

from __future__ import annotations

from sig.domain.source import kind_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def source_table(source: Any) -> Any:
    """The columns of one source, or of each of a list; takes the flattened document."""
    if isinstance(source, list):
        return [source_table(item) for item in source]
    disks = source.get("dataDisks") or ()
    return {
        "SubscriptionId": source.get("subscriptionId"),
        "Name": source.get("name"),
        "ResourceGroup": source.get("resourceGroup"),
        "Type": kind_of_type(source.get("type", "")),
        "Location": source.get("location"),
        "OsType": source.get("osType"),
        "OsState": source.get("osState"),
        "HyperVGeneration": source.get("hyperVGeneration"),
        "SizeInGB": source.get("sizeInGB"),
        "DataDisks": " ".join(f"{disk.get('lun')}={disk.get('sizeInGB', '?')}" for disk in disks) or None,
    }
