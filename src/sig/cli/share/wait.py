"""``sig share wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
) -> Result | None:
    """Wait until a condition of the sharing of a gallery holds.

    Examples:
        sig share wait -g images -r Shared --updated
        sig share wait -g images -r Shared --custom "sharingProfile.permissions=='Groups'"
    """
    chosen = targets.galleries(ids, resource_group, gallery_name)
    return targets.each(
        chosen,
        lambda target: wait(lambda: galleries.show(context(), target, with_sharing=True), conditions, context().clock),
    )
