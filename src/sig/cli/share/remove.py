"""``sig share remove``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.cli.share.request import asked_groups
from sig.service import shares

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    subscription_ids: opt.SubscriptionIds = None,
    tenant_ids: opt.TenantIds = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Stop sharing a gallery with subscriptions or tenants.

    Examples:
        sig share remove -g images -r Shared --subscription-ids 22222222-2222-2222-2222-222222222222
        sig share remove -g images -r Shared --tenant-ids 33333333-3333-3333-3333-333333333333
    """
    groups = asked_groups(subscription_ids, tenant_ids)
    chosen = targets.galleries(ids, resource_group, gallery_name)
    answer = targets.each(chosen, lambda gallery: Result(shares.remove(context(), gallery, groups)))
    return None if no_wait else answer
