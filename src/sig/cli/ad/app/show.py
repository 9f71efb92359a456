"""``sig ad app show``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import applications

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    identifier: opt.ApplicationId,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Show an application registration.

    Examples:
        sig ad app show --id api://contoso-images
        sig ad app show --id api://contoso-images --query appId -o tsv
    """
    return applications.show(context(), tenant, identifier)
