"""``sig ad sp show``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    identifier: opt.ServicePrincipalId,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Show a service principal.

    Examples:
        sig ad sp show --id api://contoso-images
        sig ad sp show --id api://contoso-images --query id -o tsv
    """
    return service_principals.show(context(), tenant, identifier)
