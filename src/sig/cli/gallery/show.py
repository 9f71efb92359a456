"""``sig gallery show``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import galleries

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
    """Show a gallery.

    Examples:
        sig show -g images -r Contoso
        sig show -g images -r Contoso --select Permissions --query sharingProfile
    """
    # Difference from az: A gallery shows its sharing groups without being asked. Azure leaves them out unless --select
    # Permissions or --sharing-groups asks for them; here the options change nothing.
    #
    # The store answers every part of a gallery at once, so neither option changes the answer.
    _ = select, sharing_groups
    chosen = targets.galleries(ids, resource_group, gallery_name)
    then = context(at)
    return targets.each(chosen, lambda gallery: resource(galleries.show(then, gallery)))
