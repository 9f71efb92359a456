"""``sig ad sp delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ServicePrincipalId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete a service principal; its application stays.

    Examples:
        sig ad sp delete --id api://contoso-images
        sig ad sp delete --id aaaaaaaa-0000-0000-0000-000000000009
    """
    service_principals.delete(context(), tenant, identifier)
