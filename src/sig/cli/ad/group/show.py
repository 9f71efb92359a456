"""``sig ad group show``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    group: opt.DirectoryGroup,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Show a group.

    Examples:
        sig ad group show --group "Image readers"
        sig ad group show -g "Image readers" --query id -o tsv
    """
    return directory_groups.show(context(), tenant, group)
