"""``sig role definition list``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.role import scoping, shape
from sig.cli.session import context
from sig.service import role_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    name: opt.RoleNameFilter = None,
    custom_role_only: opt.CustomRoleOnly = None,
    scope: opt.RoleScopeFilter = None,
    group: opt.RoleGroup = None,
) -> Result:
    """List the roles that can be assigned at a scope, with what they allow.

    Examples:
        sig role definition list -o table
        sig role definition list --name "Compute Gallery Image Reader" --query "[0].permissions[0].actions"
    """
    place = scoping.chosen(scope, group)
    found = role_definitions.listed(context(), place, name=name, custom_only=bool(custom_role_only))
    return Result([shape.role(body) for body in found], shape.role_table)
