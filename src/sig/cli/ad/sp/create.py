"""``sig ad sp create``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ApplicationId,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Create the service principal of an application, which may be of another tenant.

    Examples:
        sig ad sp create --id api://contoso-build
        sig ad sp create --id aaaaaaaa-0000-0000-0000-000000000006 --subscription partner
    """
    return service_principals.create(context(), tenant, identifier)
