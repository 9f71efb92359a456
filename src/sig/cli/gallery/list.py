"""``sig gallery list``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import galleries
from sig.service.paging import Page

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupFilter = None,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    """List the galleries of a resource group, or of the subscription.

    Examples:
        sig list -o table
        sig list -g images --query "[].{name:name, location:location}"
    """
    return listing(galleries.listed(context(at), resource_group, Page(limit=max_items, token=next_token)))
