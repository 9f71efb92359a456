"""``sig group list``"""

from __future__ import annotations

from sig.cli import everywhere
from sig.cli.session import context
from sig.service import groups
from sig.service.paging import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(all_subscriptions: opt.AllSubscriptions = False) -> list[dict[str, Any]]:
    """List the registered resource groups.

    Examples:
        sig group list -o table
        sig group list --query "[].name" -o tsv
    """
    if all_subscriptions:
        return everywhere.listed(lambda around: Listing(groups.listed(around))).items
    return groups.listed(context())
