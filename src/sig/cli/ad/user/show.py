"""``sig ad user show``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.cli.session import context
from sig.service import directory_users

if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    upn_or_object_id: opt.UserId,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, Any]:
    """Show a user.

    Examples:
        sig ad user show --id alice@contoso.com
        sig ad user show --id alice@contoso.com --query id -o tsv
    """
    return directory_users.show(context(), tenant, upn_or_object_id)
