"""``sig gallery tree``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.service import inventory

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(resource_group_name: opt.ResourceGroupFilter = None, gallery_name: opt.GalleryFilter = None) -> Result:
    """Show galleries with their definitions and versions: the latest, replicas and states marked.

    Examples:
        sig gallery tree -g images
        sig gallery tree -g images -r Contoso -o json
    """
    found = inventory.tree(context(), resource_group_name, gallery_name)
    return Result(found, table=_rows, text=prose(_drawn, found))


def _rows(galleries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
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
                ],
            )
            for gallery in galleries
        ]
    )


def _leaf(version: dict[str, Any]) -> str:
    marks = ["latest"] if version["isLatest"] else []
    if version["isRevoked"]:
        marks.append("revoked")
    elif version["excludeFromLatest"]:
        marks.append("excluded")
    if version["state"] != "Succeeded":
        marks.append(version["state"])
    marked = f" [{', '.join(marks)}]" if marks else ""
    return f"{version['name']}{marked}  {_places(version)}"


def _places(version: dict[str, Any]) -> str:
    """``West US=2``: the region and its replicas, with the state of the copy where it is not complete."""
    return ", ".join(
        f"{region['name']}={region['replicas']}"
        + (f" ({region['state']})" if region["state"] not in ("Completed", version["state"]) else "")
        for region in version["regions"]
    )
