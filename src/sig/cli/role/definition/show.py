"""``sig role definition show``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.role import scoping, shape
from sig.cli.session import context
from sig.service import role_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(name: opt.RoleGuid = None, role_id: opt.RoleId = None, scope: opt.RoleScopeFilter = None) -> Result:
    """Show a role.

    Examples:
        sig role definition show --name acdd72a7-3385-48ef-bd42-f606fba81ae7
        sig role definition show --id $(sig role definition list --name Owner --query [0].id -o tsv)
    """
    if bool(name) == bool(role_id):
        raise UsageError("usage error: --id ID | --name GUID [--scope SCOPE]", hint="Give one of --id and --name.")
    place = scoping.of_role(role_id) if role_id else scoping.chosen(scope, None)
    return Result(shape.role(role_definitions.show(context(), place, role_id or name or "")), shape.role_table)
