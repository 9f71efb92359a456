"""``sig usage list``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.cli.printing import Result
from sig.cli.session import context
from sig.output import usage_table
from sig.service import limits

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(location: opt.RegionSeenFilter = None) -> Result:
    """List how much of each limit is in use: of one region, or of each that something is in.

    Examples:
        sig usage list -o table
        sig usage list -l westus --query "[?headRoom<`10`].localName" -o tsv
    """
    return Result(limits.usages(context(), location), usage_table)
