"""``sig ad app show``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
