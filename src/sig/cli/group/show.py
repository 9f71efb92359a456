"""``sig group show``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import groups

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(name: opt.GroupName) -> dict[str, Any]:
    """Show a resource group.

    Examples:
        sig group show -n images
        sig group show -n images --query location -o tsv
    """
    return groups.show(context(), name)
