"""``sig account add``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import accounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    name: opt.SubscriptionName, subscription_id: opt.SubscriptionId = None, tenant: opt.TenantId = None
) -> dict[str, Any]:
    """Register a subscription in the store.

    Examples:
        sig account add --name production
        sig account add --name staging --id 44444444-4444-4444-4444-444444444444
    """
    return accounts.add(context(), name, subscription_id, tenant)
