"""``sig share enable-community``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
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
    """Publish a gallery that was created for the community.

    Examples:
        sig share enable-community -g images -r Community
        sig share enable-community -g images -r Community --no-wait
    """
    # az takes both lists here and sends them to a service that has no use for them.
    _ = subscription_ids, tenant_ids
    chosen = targets.galleries(ids, resource_group, gallery_name)
    answer = targets.each(chosen, lambda gallery: Result(shares.enable_community(context(), gallery)))
    return None if no_wait else answer
