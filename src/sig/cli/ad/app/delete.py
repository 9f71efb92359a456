"""``sig ad app delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ApplicationId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete an application registration, and its service principal in the same tenant.

    Examples:
        sig ad app delete --id api://contoso-images
        sig ad app delete --id aaaaaaaa-0000-0000-0000-000000000008
    """
    applications.delete(context(), tenant, identifier)
