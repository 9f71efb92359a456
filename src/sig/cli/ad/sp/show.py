"""``sig ad sp show``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import service_principals

if TYPE_CHECKING:
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
