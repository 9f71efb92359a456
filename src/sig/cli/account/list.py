"""``sig account list``"""

from __future__ import annotations

from sig.cli.session import context, current
from sig.service import accounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> list[dict[str, Any]]:
    """List the subscriptions of the store.

    Examples:
        sig account list -o table
        sig account list --query "[].id" -o tsv
    """
    return accounts.listed(context(), current().default_subscription)
