"""``sig group show``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(name: opt.GroupName) -> dict[str, Any]:
    """Show a resource group.

    Examples:
        sig group show -n images
        sig group show -n images --query location -o tsv
    """
    return groups.show(context(), name)
