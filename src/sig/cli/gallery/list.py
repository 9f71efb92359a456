"""``sig gallery list``"""

from __future__ import annotations

from sig.cli import everywhere
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import galleries
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupFilter = None,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
    all_subscriptions: opt.AllSubscriptions = False,
) -> Result:
    """List the galleries of a resource group, of the subscription, or of all subscriptions.

    Examples:
        sig list -o table
        sig list -g images --query "[].{name:name, location:location}"
        sig list --all-subscriptions --query "[].{name:name, subscription:subscriptionId}" -o table
    """
    page = Page(limit=max_items, token=next_token)
    if all_subscriptions:
        return listing(everywhere.listed(lambda around: galleries.listed(around, resource_group), page, at=at))
    return listing(galleries.listed(context(at), resource_group, page))
