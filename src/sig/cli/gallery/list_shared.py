"""``sig gallery list-shared``"""

from __future__ import annotations

from sig.cli.printing import Result, view_listing
from sig.cli.session import context
from sig.service import shared_views
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeen,
    shared_to: opt.SharedTo = None,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
) -> Result:
    """List the galleries that others share with the subscription, or with its tenant.

    Examples:
        sig list-shared -l westus -o table
        sig list-shared -l westus --shared-to tenant
    """
    page = Page(limit=max_items, token=next_token)
    return view_listing(shared_views.list_shared(context(), location, page, to_tenant=shared_to == "tenant"))
