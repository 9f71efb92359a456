"""``sig gallery-application list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import gallery_applications
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    """List the VM applications of a gallery.

    Examples:
        sig gallery-application list -g images -r Contoso -o table
        sig gallery-application list -g images -r Contoso --query "[?supportedOSType=='Linux'].name" -o tsv
    """
    page = Page(limit=max_items, token=next_token)
    return listing(gallery_applications.listed(context(at), targets.gallery(resource_group, gallery_name), page))
