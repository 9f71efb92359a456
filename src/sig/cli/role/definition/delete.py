"""``sig role definition delete``"""

from __future__ import annotations

from sig.cli.role import scoping
from sig.cli.session import context
from sig.service import role_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    name: opt.RoleName,
    custom_role_only: opt.CustomRoleOnly = None,
    scope: opt.RoleScopeFilter = None,
    group: opt.RoleGroup = None,
) -> None:
    """Delete a custom role that nobody has.

    Examples:
        sig role definition delete --name "Image Auditor"
        sig role definition delete --name "Image Auditor" --scope /subscriptions/00000000-0000-0000-0000-000000000000
    """
    place = scoping.chosen(scope, group)
    role_definitions.delete(context(), place, name, custom_only=bool(custom_role_only))
