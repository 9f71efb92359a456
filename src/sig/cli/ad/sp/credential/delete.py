"""``sig ad sp credential delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import credentials, service_principals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ServicePrincipalId,
    key_id: opt.KeyId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete a secret of a service principal.

    Examples:
        sig ad sp credential delete --id api://contoso-images --key-id aaaaaaaa-0000-0000-0000-000000000011
        sig ad sp credential delete --id api://contoso-images --key-id aaaaaaaa-0000-0000-0000-000000000013
    """
    credentials.delete(context(), tenant, identifier, key_id, service_principals.required)
