"""``sig share wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    created: opt.Created = False,
    updated: opt.Updated = False,
    deleted: opt.Deleted = False,
    exists: opt.Exists = False,
    custom: opt.Custom = None,
    interval: opt.Interval = 30,
    timeout: opt.Timeout = 3600,
) -> Result | None:
    """Wait until a condition of the sharing of a gallery holds.

    Examples:
        sig share wait -g images -r Shared --updated
        sig share wait -g images -r Shared --custom "sharingProfile.permissions=='Groups'"
    """
    conditions = Conditions(
        created=created,
        updated=updated,
        deleted=deleted,
        exists=exists,
        custom=custom,
        interval=interval,
        timeout=timeout,
    )
    chosen = targets.galleries(ids, resource_group, gallery_name)
    return targets.each(
        chosen,
        lambda target: wait(lambda: galleries.show(context(), target, with_sharing=True), conditions, context().clock),
    )
