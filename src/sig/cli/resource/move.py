"""``sig resource move``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.grammar import UsageError
from sig.cli.session import context
from sig.domain.resource_id import ResourceId, group_id
from sig.service import moves
from sig.service.accounts import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    ids: opt.MovedIds,
    destination_group: opt.DestinationGroup,
    destination_subscription_id: opt.DestinationSubscription = None,
) -> None:
    r"""Refuse to move resources to another group or subscription, and say what to do instead, as Azure does.

    Examples:
        sig resource move --ids $(sig show -g images -r Contoso --query id -o tsv) --destination-group spare
        sig resource move --ids $(sig show -g images -r Contoso --query id -o tsv) --destination-group images \
            --destination-subscription-id 22222222-2222-2222-2222-222222222222
    """
    around = context()
    moved = [ResourceId.parse(text, target="resources") for text in targets.spread(ids)]
    if not moved:
        raise UsageError("InvalidArgumentValue: --ids names no resource.", hint="Give one or more resource IDs.")
    subscription = destination_subscription_id or around.subscription
    destination = group_id(named(around, subscription), destination_group)
    moves.move(around, moved, destination)
