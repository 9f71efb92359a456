"""``sig gallery-application delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.asking import confirm
from sig.cli.session import context
from sig.service import gallery_applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationOrIds = None,
    ids: opt.Ids = None,
    yes: opt.Yes = False,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete a VM application that has no versions.

    Examples:
        sig gallery-application delete -g images -r Contoso -n unused --yes
        sig gallery-application delete -g images -r Contoso -n unused -y --no-wait
    """
    _ = no_wait
    confirm("Are you sure you want to perform this operation?", yes=yes)
    chosen = targets.applications(ids, resource_group, gallery_name, gallery_application_name)
    for target in chosen:
        gallery_applications.delete(context(), target)
