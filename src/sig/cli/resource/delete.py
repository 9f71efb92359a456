"""``sig resource delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.domain.resource_id import ResourceId
from sig.service import resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(ids: opt.ResourceIds, no_wait: opt.NoWaitTristate = None) -> None:
    """Delete resources of any type by their IDs, what is nested before what holds it.

    Examples:
        sig resource delete --ids $(sig show -g images -r Empty --query id -o tsv)
        sig resource delete --ids $(sig list -g images --query "[?name=='Empty'].id" -o tsv) --dry-run
    """
    _ = no_wait
    chosen = [ResourceId.parse(text, target="--ids") for text in targets.spread(ids)]
    for identifier in sorted(chosen, key=lambda one: len(one.pairs), reverse=True):
        resources.delete(context(), identifier)
