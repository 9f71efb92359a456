"""``sig gallery show-shared``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view
from sig.cli.session import context
from sig.domain.shared_views import SHARED
from sig.service import shared_views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeenOrIds = None,
    gallery_unique_name: opt.SharedGalleryOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    r"""Show a shared gallery as its consumers see it.

    Examples:
        sig show-shared -l westus -n 00000000-0000-0000-0000-000000000000-SHARED
        sig show-shared -l westus \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED --query uniqueId -o tsv
    """
    chosen = targets.views(SHARED, ids, location, {"-n": gallery_unique_name})
    return targets.each(chosen, lambda target: view(shared_views.show(context(), target)))
