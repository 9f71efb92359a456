"""What differs between two image versions, apart from what must."""

from __future__ import annotations

from sig.domain.document_diff import Change, diff

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Two versions never have these in common.
_OWN = ("id", "name")
_OWN_PUBLISHING = ("publishedDate",)


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[Change]:
    """What to change in the version ``one`` to make it ``other``; both as a GET answers them.

    Target regions are told apart by their names, not by their places in the list.
    """
    return diff(_comparable(one), _comparable(other))


def _comparable(version: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in version.items() if name not in _OWN}
    properties = dict(kept.get("properties", {}))
    published = {
        name: value for name, value in properties.get("publishingProfile", {}).items() if name not in _OWN_PUBLISHING
    }
    if "targetRegions" in published:
        published["targetRegions"] = {target["name"]: target for target in published["targetRegions"]}
    properties["publishingProfile"] = published
    return {**kept, "properties": properties}
