"""``sig consumer remove``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.consumer import naming
from sig.cli.session import context
from sig.service import consumers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupFilter = None,
    vm: opt.Vm = None,
    vmss: opt.VmScaleSet = None,
    ids: opt.Ids = None,
) -> None:
    """Forget a VM or scale set that uses images no more.

    Examples:
        sig consumer remove -g images --vm web-1
        sig consumer remove --ids $(sig consumer list -g images --query "[].id" -o tsv)
    """
    targets.each(naming.chosen(ids, resource_group, vm, vmss), lambda user: consumers.remove(context(), user))
