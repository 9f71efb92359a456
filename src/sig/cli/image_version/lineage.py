"""``sig image-version lineage``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context, current
from sig.domain.lineage import drawn
from sig.service import lineage

if TYPE_CHECKING:
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
    session = current()
    as_text = session.output is None and session.query is None
    return Result(lineage.nested(family), text=drawn(family) if as_text else None)


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ("relation", "distance", "resourceGroup", "gallery", "definition", "name", "exists", "revoked")
    return [{name[:1].upper() + name[1:]: row.get(name) for name in columns} for row in rows]
