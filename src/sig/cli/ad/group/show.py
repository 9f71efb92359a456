"""``sig ad group show``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import directory_groups

if TYPE_CHECKING:
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
