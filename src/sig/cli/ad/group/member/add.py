"""``sig ad group member add``"""

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
    """Put a user, group or service principal into a group.

    Examples:
        sig ad group member add -g "Image readers" --member-id aaaaaaaa-0000-0000-0000-000000000002
        sig ad group member add -g "Image builders" --member-id aaaaaaaa-0000-0000-0000-000000000001
    """
    directory_groups.add_member(context(), tenant, group, member_id)
