"""``sig group exists``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(name: opt.GroupName) -> bool:
    """Say whether a resource group is registered or holds anything.

    Examples:
        sig group exists -n images
        sig group exists -n nowhere
    """
    return groups.exists(context(), name)
