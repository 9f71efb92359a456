"""``sig ad group list``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    display_name: opt.DisplayNameBegin = None,
    query_filter: opt.DirectoryFilter = None,
    tenant: opt.DirectoryTenant = None,
) -> list[dict[str, Any]]:
    """List the groups of the tenant.

    Examples:
        sig ad group list -o table
        sig ad group list --filter "displayName eq 'Image readers'" --query "[0].id" -o tsv
    """
    return directory_groups.listed(context(), tenant, display_name=display_name, query=query_filter)
