"""``sig ad user show``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
