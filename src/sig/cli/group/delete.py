"""``sig group delete``"""

from __future__ import annotations

from sig.cli.asking import confirm
from sig.cli.session import context
from sig.service import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(name: opt.GroupName, yes: opt.Yes = False, no_wait: opt.NoWait = False) -> None:
    """Delete a resource group and everything in it.

    Examples:
        sig group delete -n spare --yes
        sig group delete -n spare --yes --no-wait
    """
    _ = no_wait
    confirm("Are you sure you want to perform this operation?", yes=yes)
    groups.delete(context(), name)
