"""``sig access list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain.resource_id import ResourceId
from sig.service import access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.AskedDefinition = None,
    gallery_image_version: opt.AskedVersion = None,
) -> Result:
    """List everybody who can reach a gallery, definition or version, and how: role, direct share or community.

    Examples:
        sig access list -g images -r Contoso -o table
        sig access list -g images -r Contoso -i ubuntu --query "[?inherited].principalName" -o tsv
    """
    if gallery_image_definition or gallery_image_version:
        chosen = targets.images(None, resource_group, gallery_name, gallery_image_definition, gallery_image_version)[0]
    else:
        chosen = targets.gallery(resource_group, gallery_name)
    return Result(access.listed(context(), chosen), _table)


def _table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "How": row["kind"],
            "Who": row["principalName"] or row["principalId"],
            "Role": row["role"],
            "Reaches": ResourceId.parse(row["reaches"]).path,
            "Inherited": row["inherited"],
            "Can": row["can"],
        }
        for row in rows
    ]
