"""``sig gallery tree``"""

from __future__ import annotations

from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.service import inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(resource_group_name: opt.ResourceGroupFilter = None, gallery_name: opt.GalleryFilter = None) -> Result:
    """Show galleries with all that is in them and its versions: the latest, replicas and states marked.

    Examples:
        sig gallery tree -g images
        sig gallery tree -g images -r Contoso -o json
    """
    found = inventory.tree(context(), resource_group_name, gallery_name)
    return Result(found, table=_rows, text=prose(_drawn, found))


def _rows(galleries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return (
        [
            {
                "Gallery": gallery["name"],
                "Definition": definition["name"],
                "Version": version["name"],
                "Latest": "yes" if version["isLatest"] else None,
                "State": version["state"],
                "Regions": _places(version),
            }
            for gallery in galleries
            for definition in gallery["definitions"]
            for version in definition["versions"]
        ]
        + [
            {
                "Gallery": gallery["name"],
                "Application": application["name"],
                "Version": version["name"],
                "State": version["state"],
                "Regions": _places(version),
            }
            for gallery in galleries
            for application in gallery["applications"]
            for version in application["versions"]
        ]
        + [
            {
                "Gallery": gallery["name"],
                "Profile": profile["name"],
                "Version": version["name"],
                "State": version["state"],
                "Regions": _places(version),
            }
            for gallery in galleries
            for profile in gallery["inVMAccessControlProfiles"]
            for version in profile["versions"]
        ]
    )


def _drawn(galleries: list[dict[str, Any]]) -> str:
    from sig.output.trees import Node, tree_text

    return tree_text(
        [
            Node(
                f"{gallery['name']} ({gallery['resourceGroup']}, {gallery['location']})",
                [
                    Node(
                        f"{definition['name']} ({definition['osType']}, {definition['osState']})",
                        [Node(_leaf(version)) for version in definition["versions"]],
                    )
                    for definition in gallery["definitions"]
                ]
                + [
                    Node(
                        f"{application['name']} (application, {application['supportedOSType']})",
                        [Node(_leaf(version)) for version in application["versions"]],
                    )
                    for application in gallery["applications"]
                ]
                + [
                    Node(
                        f"{profile['name']} (profile, {profile['osType']}, {profile['applicableHostEndpoint']})",
                        [Node(_leaf(version)) for version in profile["versions"]],
                    )
                    for profile in gallery["inVMAccessControlProfiles"]
                ],
            )
            for gallery in galleries
        ]
    )


def _leaf(version: dict[str, Any]) -> str:
    marks = ["latest"] if version.get("isLatest") else []
    if version.get("isRevoked"):
        marks.append("revoked")
    elif version["excludeFromLatest"]:
        marks.append("excluded")
    if version["state"] != "Succeeded":
        marks.append(version["state"])
    marked = f" [{', '.join(marks)}]" if marks else ""
    return f"{version['name']}{marked}  {_places(version)}"


def _places(version: dict[str, Any]) -> str:
    """``West US=2``: the region and its replicas, if it has a number, and the state of a copy that is not complete."""
    return ", ".join(
        region["name"]
        + (f"={region['replicas']}" if "replicas" in region else "")
        + (f" ({region['state']})" if region["state"] not in ("Completed", version["state"]) else "")
        for region in version["regions"]
    )
