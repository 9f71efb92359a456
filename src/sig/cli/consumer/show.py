"""``sig consumer show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.consumer import naming
from sig.cli.consumer.table import consumer_table
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import consumers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupFilter = None,
    vm: opt.Vm = None,
    vmss: opt.VmScaleSet = None,
    ids: opt.Ids = None,
) -> Result | None:
    """Show what is recorded of a VM or scale set.

    Examples:
        sig consumer show -g images --vm web-1
        sig consumer show -g images --vm web-1 --query version -o tsv
    """
    chosen = naming.chosen(ids, resource_group, vm, vmss)
    return targets.each(chosen, lambda user: Result(consumers.show(context(), user), consumer_table))
