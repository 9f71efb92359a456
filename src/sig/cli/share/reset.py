"""``sig share reset``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import shares

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Stop all sharing of a gallery; it is private afterwards.

    Examples:
        sig share reset -g images -r Shared
        sig share reset -g images -r Community --no-wait
    """
    chosen = targets.galleries(ids, resource_group, gallery_name)
    answer = targets.each(chosen, lambda gallery: Result(shares.reset(context(), gallery)))
    return None if no_wait else answer
