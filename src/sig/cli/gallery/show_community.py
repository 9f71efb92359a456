"""``sig gallery show-community``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view
from sig.cli.session import context
from sig.domain.shared_views import COMMUNITY
from sig.service import shared_views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeenOrIds = None,
    public_gallery_name: opt.CommunityGalleryOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    r"""Show a community gallery as its consumers see it.

    Examples:
        sig show-community -l westus -n contoso-44444444-4444-4444-4444-444444444444
        sig show-community -l westus \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444 --query uniqueId -o tsv
    """
    chosen = targets.views(COMMUNITY, ids, location, {"-n": public_gallery_name})
    return targets.each(chosen, lambda target: view(shared_views.show(context(), target)))
