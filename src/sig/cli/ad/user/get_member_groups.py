"""``sig ad user get-member-groups``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_users

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(
    upn_or_object_id: opt.UserId,
    security_enabled_only: opt.SecurityEnabledOnly = None,
    tenant: opt.DirectoryTenant = None,
) -> list[dict[str, Any]]:
    """List the groups that a user is in, also through other groups.

    Examples:
        sig ad user get-member-groups --id alice@contoso.com -o table
        sig ad user get-member-groups --id alice@contoso.com --query "[].displayName" -o tsv
    """
    _ = security_enabled_only
    return directory_users.member_groups(context(), tenant, upn_or_object_id)
