"""``sig ad app credential list``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import applications, credentials

if TYPE_CHECKING:
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
