"""``sig usage list``"""

from __future__ import annotations

from sig.cli import everywhere
from sig.cli.printing import Result
from sig.cli.session import context
from sig.output import usage_table
from sig.service import limits
from sig.service.paging import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(location: opt.RegionSeenFilter = None, all_subscriptions: opt.AllSubscriptions = False) -> Result:
    """List how much of each limit is in use: of one region, or of each that something is in.

    Examples:
        sig usage list -o table
        sig usage list -l westus --query "[?headRoom<`10`].localName" -o tsv
    """
    if all_subscriptions:
        return Result(everywhere.listed(lambda around: Listing(limits.usages(around, location))).items, usage_table)
    return Result(limits.usages(context(), location), usage_table)
