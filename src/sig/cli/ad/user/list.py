"""``sig ad user list``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    upn: opt.UpnFilter = None,
    display_name: opt.DisplayNameBegin = None,
    query_filter: opt.DirectoryFilter = None,
    tenant: opt.DirectoryTenant = None,
) -> list[dict[str, Any]]:
    """List the users of the tenant.

    Examples:
        sig ad user list --display-name Ali -o table
        sig ad user list --filter "startswith(userPrincipalName,'alice')" --query "[].id" -o tsv
    """
    return directory_users.listed(context(), tenant, upn=upn, display_name=display_name, query=query_filter)
