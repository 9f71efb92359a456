"""``sig gallery-application version list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import gallery_application_versions
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_application_name: opt.ApplicationAbove,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    """List the versions of a VM application, lowest number first.

    Examples:
        sig gallery-application version list -g images -r Contoso --application-name agent -o table
        sig gallery-application version list -g images -r Contoso --application-name agent --query "[-1].name" -o tsv
    """
    application = targets.application(resource_group, gallery_name, gallery_application_name)
    page = Page(limit=max_items, token=next_token)
    return listing(gallery_application_versions.listed(context(at), application, page))
