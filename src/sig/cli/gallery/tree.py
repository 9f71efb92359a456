"""``sig gallery tree``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.service import inventory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.cli import options as opt


def command(resource_group_name: opt.ResourceGroupFilter = None, gallery_name: opt.GalleryFilter = None) -> Result:
    """Show galleries with their definitions and versions: the latest, replicas and states marked.

    Examples:
        sig gallery tree -g images
        sig gallery tree -g images -r Contoso -o json
    """
    found = inventory.tree(context(), resource_group_name, gallery_name)
    session = current()
    as_text = session.output is None and session.query is None
    return Result(found, table=_rows, text=_drawn(found) if as_text else None)


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
    lines = []
    for gallery in galleries:
        lines.append(f"{gallery['name']} ({gallery['resourceGroup']}, {gallery['location']})")
        lines += _branches(
            [
                (
                    f"{definition['name']} ({definition['osType']}, {definition['osState']})",
                    [(_leaf(version), []) for version in definition["versions"]],
                )
                for definition in gallery["definitions"]
            ]
        )
    return "".join(f"{line}\n" for line in lines)


def _branches(nodes: list[tuple[str, list[Any]]]) -> Iterator[str]:
    for position, (label, below) in enumerate(nodes, start=1):
        is_last = position == len(nodes)
        yield ("└── " if is_last else "├── ") + label
        for line in _branches(below):
            yield ("    " if is_last else "│   ") + line


def _leaf(version: dict[str, Any]) -> str:
    marks = [
        mark for mark, holds in (("latest", version["isLatest"]), ("excluded", version["excludeFromLatest"])) if holds
    ]
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
