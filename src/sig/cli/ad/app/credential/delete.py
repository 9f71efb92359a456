"""``sig ad app credential delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import applications, credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    identifier: opt.ApplicationId,
    key_id: opt.KeyId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete a secret of an application.

    Examples:
        sig ad app credential delete --id api://contoso-images --key-id aaaaaaaa-0000-0000-0000-000000000010
        sig ad app credential delete --id api://contoso-images --key-id aaaaaaaa-0000-0000-0000-000000000012
    """
    credentials.delete(context(), tenant, identifier, key_id, applications.required)
