"""``sig image-version diff``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, prose
from sig.cli.session import context
from sig.output import cell
from sig.service import comparisons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId


def command(
    one: opt.OneVersion,
    other: opt.OtherVersion,
    resource_group_name: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_name: opt.DefinitionOnlyOrIds = None,
) -> Result:
    """Show what differs between two image versions, property by property.

    Examples:
        sig image-version diff 1.0.0 1.1.0 -g images -r Contoso -i ubuntu
        sig image-version diff 1.0.0 1.1.0 -g images -r Contoso -i ubuntu -o table
    """
    place = (resource_group_name, gallery_name, gallery_image_name)
    found = comparisons.of_versions(context(), _version(one, *place), _version(other, *place))
    return Result(found, table=_rows, text=prose(_lines, found))


def _version(word: str, group: str | None, gallery: str | None, definition: str | None) -> ResourceId:
    ids = [word] if word.startswith("/") else None
    return targets.versions(ids, *((None,) * 3 if ids else (group, gallery, definition)), None if ids else word)[0]


def _rows(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"Property": change["path"], "A": cell(change["a"]), "B": cell(change["b"])} for change in changes]


def _lines(changes: list[dict[str, Any]]) -> str:
    lines = []
    for change in changes:
        if change["a"] is not None:
            lines.append(f"- {change['path']}: {cell(change['a'])}")
        if change["b"] is not None:
            lines.append(f"+ {change['path']}: {cell(change['b'])}")
    return "".join(f"{line}\n" for line in lines)
