"""``sig ad sp credential list``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import credentials, service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    identifier: opt.ServicePrincipalId,
    tenant: opt.DirectoryTenant = None,
) -> list[dict[str, Any]]:
    """List what is known of the secrets of a service principal, not the secrets themselves.

    Examples:
        sig ad sp credential list --id api://contoso-images -o table
        sig ad sp credential list --id api://contoso-images --query "[].keyId" -o tsv
    """
    return credentials.listed(context(), tenant, identifier, service_principals.required)
