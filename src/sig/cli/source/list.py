"""``sig source list``"""

from __future__ import annotations

from sig.cli import everywhere
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.cli.source.table import source_table
from sig.domain.source import SourceKind
from sig.service import sources
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupFilter = None,
    kind: opt.SourceKindFilter = None,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    all_subscriptions: opt.AllSubscriptions = False,
) -> Result:
    """List the registered sources of a group, of the subscription, or of all subscriptions.

    Examples:
        sig source list -g images -o table
        sig source list --type vm --query "[].id" -o tsv
    """
    wanted = SourceKind(kind) if kind else None
    page = Page(max_items, next_token)
    if all_subscriptions:
        found = everywhere.listed(lambda around: sources.listed(around, resource_group, wanted), page)
    else:
        found = sources.listed(context(), resource_group, wanted, page)
    return Result(listing(found).data, source_table)
