"""``sig image-version lineage``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.service import lineage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    gallery_image_version: opt.Version,
    tree: opt.AsTree = False,
) -> Result:
    """Tell which versions an image version comes from, and which were copied from it, in all galleries of the store.

    Ancestors that were deleted since are told too.

    Examples:
        sig image-version lineage -g images -r Contoso -i ubuntu -e 1.0.0 --tree
        sig image-version lineage -g images -r Contoso -i ubuntu -e 1.0.0 --query "[].id" -o tsv
    """
    version = targets.version(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    family = lineage.of(context(), version)
    if not tree:
        return Result(lineage.rows(family), _table)
    data = lineage.nested(family)
    return Result(data, text=prose(_drawn, data))


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ("relation", "distance", "resourceGroup", "gallery", "definition", "name", "exists", "revoked")
    return [{name: row.get(name) for name in columns} for row in rows]


def _drawn(eldest: dict[str, Any]) -> str:
    from sig.output.trees import Node, tree_text

    def node(version: dict[str, Any]) -> Node:
        return Node(_label(version), [node(copy) for copy in version["children"]])

    return tree_text([node(eldest)])


def _label(version: dict[str, Any]) -> str:
    """The version with what is to be said of it; the one that was asked about is marked."""
    remarks = [
        *([] if version["exists"] else ["deleted"]),
        *([f"revoked: {version['revoked']}"] if "revoked" in version else []),
    ]
    said = f" ({'; '.join(remarks)})" if remarks else ""
    mark = "  <- asked about" if version["relation"] == "self" else ""
    place = "/".join(version[name] for name in ("resourceGroup", "gallery", "definition", "name"))
    return f"{place}{said}{mark}"
