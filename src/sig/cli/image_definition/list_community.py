"""``sig image-definition list-community``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view_listing
from sig.cli.session import context
from sig.domain.shared_views import COMMUNITY
from sig.service import shared_views
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeen,
    public_gallery_name: opt.PublicName,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
) -> Result:
    r"""List the image definitions of a community gallery.

    Examples:
        sig image-definition list-community -l westus \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444
        sig image-definition list-community -l westus -o table \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444
    """
    gallery = targets.views(COMMUNITY, None, location, {"--public-gallery-name": public_gallery_name})[0]
    page = Page(limit=max_items, token=next_token)
    return view_listing(shared_views.list_definitions(context(), gallery, page))
