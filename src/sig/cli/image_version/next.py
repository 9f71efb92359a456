"""``sig image-version next``"""

from __future__ import annotations

from datetime import timedelta

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain import durations
from sig.service import numbering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    bump: opt.Bump = "patch",
    major: opt.Major = None,
    date_format: opt.DateFormat = None,
    source: opt.NumberSource = None,
    reserve: opt.Reserve = None,
) -> Result:
    """Show the next version number that is free; with -o tsv the number alone.

    Examples:
        sig image-version next -g images -r Contoso -i ubuntu --bump minor --reserve 15m -o tsv
        sig image-version next -g images -r Contoso -i ubuntu --bump date
    """
    answer = numbering.next_number(
        context(),
        targets.definition(resource_group, gallery_name, gallery_image_definition),
        bump,
        major=major,
        date_format=date_format,
        source=source,
        reserve=None if reserve is None else timedelta(seconds=durations.parse(reserve, target="reserve")),
    )
    return Result(answer, line=lambda number: number["name"])
