"""``sig ad group member list``"""

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
) -> list[dict[str, Any]]:
    """List the members of a group, each with its kind.

    Examples:
        sig ad group member list --group "Image readers" --query "[].displayName" -o tsv
        sig ad group member list -g "Image readers"
    """
    return directory_groups.members(context(), tenant, group)
