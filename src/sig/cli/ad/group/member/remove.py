"""``sig ad group member remove``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import directory_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    group: opt.DirectoryGroup,
    member_id: opt.MemberId,
    tenant: opt.DirectoryTenant = None,
) -> None:
    """Take a member out of a group.

    Examples:
        sig ad group member remove -g "Image readers" --member-id aaaaaaaa-0000-0000-0000-000000000001
        sig ad group member remove -g "Image builders" --member-id aaaaaaaa-0000-0000-0000-000000000002
    """
    directory_groups.remove_member(context(), tenant, group, member_id)
