"""``sig gallery show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    select: opt.Select = None,
    sharing_groups: opt.SharingGroups = None,
    at: opt.At = None,
) -> Result | None:
    """Show a gallery. Whom it is shared with, and how far that is, shows with --sharing-groups or --select Permissions.

    Examples:
        sig show -g images -r Contoso
        sig show -g images -r Contoso --select Permissions --query sharingProfile
    """
    with_sharing = select is not None or bool(sharing_groups)
    chosen = targets.galleries(ids, resource_group, gallery_name)
    then = context(at)
    return targets.each(chosen, lambda gallery: resource(galleries.show(then, gallery, with_sharing=with_sharing)))
