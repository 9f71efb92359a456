"""``sig ad user delete``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    upn_or_object_id: opt.UserId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Delete a user; the roles that it was given stay, and are of no use.

    Examples:
        sig ad user delete --id bob@contoso.com
        sig ad user delete --id alice@contoso.com --subscription sig
    """
    directory_users.delete(context(), tenant, upn_or_object_id)
