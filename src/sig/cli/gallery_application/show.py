"""``sig gallery-application show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import gallery_applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationOrIds = None,
    ids: opt.Ids = None,
    at: opt.At = None,
) -> Result | None:
    """Show a VM application.

    Examples:
        sig gallery-application show -g images -r Contoso -n agent
        sig gallery-application show -g images -r Contoso -n agent --query supportedOSType -o tsv
    """
    chosen = targets.applications(ids, resource_group, gallery_name, gallery_application_name)
    then = context(at)
    return targets.each(chosen, lambda target: resource(gallery_applications.show(then, target)))
