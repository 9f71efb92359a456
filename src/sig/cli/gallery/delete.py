"""``sig gallery delete``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.cli import targets
from sig.cli.session import context
from sig.service import galleries

if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete an empty gallery.

    Examples:
        sig delete -g images -r Empty
        sig gallery delete --ids $(sig show -g images -r Empty --query id -o tsv)
    """
    _ = no_wait
    targets.each(
        targets.galleries(ids, resource_group, gallery_name),
        lambda gallery: galleries.delete(context(), gallery),
    )
