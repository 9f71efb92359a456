"""``sig gallery delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    no_wait: opt.NoWaitTristate = None,
    recursive: opt.Recursive = False,
    yes: opt.Yes = False,
    bypass_soft_delete: opt.ForGood = None,
    force: opt.ForceWhole = False,
) -> Result | None:
    """Delete an empty gallery, or one with all that is in it.

    Examples:
        sig delete -g images -r Empty
        sig gallery delete --ids $(sig show -g images -r Empty --query id -o tsv)
        sig gallery delete -g images -r Contoso --recursive --yes --force
    """
    _ = no_wait
    chosen = targets.galleries(ids, resource_group, gallery_name)
    if recursive:
        from sig.cli.gallery.removal import removed

        for_good = bool(bypass_soft_delete)
        return targets.each(chosen, lambda gallery: removed(gallery, yes=yes, for_good=for_good, force=force))
    for gallery in chosen:
        galleries.delete(context(), gallery)
    return None
