"""``sig ad group member check``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    group: opt.DirectoryGroup,
    member_id: opt.MemberId,
    tenant: opt.DirectoryTenant = None,
) -> dict[str, bool]:
    """Say whether a user, group or service principal is in a group, also through other groups.

    Examples:
        sig ad group member check -g "Image readers" --member-id aaaaaaaa-0000-0000-0000-000000000001
        sig ad group member check -g "Image builders" --member-id aaaaaaaa-0000-0000-0000-000000000001
    """
    return directory_groups.has_member(context(), tenant, group, member_id)
