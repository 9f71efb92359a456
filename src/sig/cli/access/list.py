"""``sig access list``"""

from __future__ import annotations

from sig.cli.access import questions
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain.resource_id import ResourceId
from sig.service import access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    ids: opt.AskedGalleryIds = None,
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.AskedDefinition = None,
    gallery_image_version: opt.AskedVersion = None,
) -> Result:
    """List everybody who can reach a gallery, or something in it, and how: role, direct share or community.

    VM applications, in-VM access control profiles and their versions are named by --id. The lists of several IDs
    follow one another.

    Examples:
        sig access list -g images -r Contoso -o table
        sig access list -g images -r Contoso -i ubuntu --query "[?inherited].principalName" -o tsv
        sig access list --id $(sig show -g images -r Contoso --query id -o tsv)
    """
    chosen = questions.in_galleries(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return Result([row for resource in chosen for row in access.listed(context(), resource)], _table)


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
