"""``sig image-version list-shared``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view_listing
from sig.cli.session import context
from sig.domain.shared_views import SHARED
from sig.service import shared_views
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeen,
    gallery_unique_name: opt.UniqueName,
    gallery_image_definition: opt.Definition,
    shared_to: opt.SharedTo = None,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
) -> Result:
    r"""List the image versions that a shared gallery has in a region.

    Examples:
        sig image-version list-shared -l westus -i ubuntu \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED
        sig image-version list-shared -l westus -i ubuntu \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED --query "[-1].uniqueId" -o tsv
    """
    names = {"--gallery-unique-name": gallery_unique_name, "-i": gallery_image_definition}
    definition = targets.views(SHARED, None, location, names)[0]
    page = Page(limit=max_items, token=next_token)
    return view_listing(shared_views.list_versions(context(), definition, page, to_tenant=shared_to == "tenant"))
