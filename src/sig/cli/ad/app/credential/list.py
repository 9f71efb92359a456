"""``sig ad app credential list``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import applications, credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    identifier: opt.ApplicationId,
    tenant: opt.DirectoryTenant = None,
) -> list[dict[str, Any]]:
    """List what is known of the secrets of an application, not the secrets themselves.

    Examples:
        sig ad app credential list --id api://contoso-images -o table
        sig ad app credential list --id api://contoso-images --query "[].keyId" -o tsv
    """
    return credentials.listed(context(), tenant, identifier, applications.required)
