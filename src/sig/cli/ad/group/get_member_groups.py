"""``sig ad group get-member-groups``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    group: opt.DirectoryGroup,
    security_enabled_only: opt.SecurityEnabledOnly = None,
    tenant: opt.DirectoryTenant = None,
) -> list[str]:
    """List the IDs of the groups that a group is in, also through other groups.

    Examples:
        sig ad group get-member-groups --group "Image builders"
        sig ad group get-member-groups -g "Image builders" -o tsv
    """
    _ = security_enabled_only
    return directory_groups.member_groups(context(), tenant, group)
