"""``sig role assignment create``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.role import shape
from sig.cli.session import context
from sig.service import role_assignments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    role: opt.Role,
    scope: opt.RoleScope,
    assignee: opt.Assignee = None,
    assignee_object_id: opt.AssigneeObjectId = None,
    assignee_principal_type: opt.AssigneePrincipalType = None,
    name: opt.AssignmentName = None,
    description: opt.AssignmentDescription = None,
) -> Result:
    """Give a user, group or service principal a role at a scope and everything below it.

    Where the principal has the role there already, that assignment is shown.

    Examples:
        sig role assignment create --assignee bob@contoso.com --role Reader \
            --scope $(sig show -g images -r Contoso --query id -o tsv)
        sig role assignment create --assignee-object-id 66666666-6666-6666-6666-666666666666 \
            --assignee-principal-type Group --role Contributor --scope $(sig group show -n images --query id -o tsv)
    """
    if bool(assignee) == bool(assignee_object_id):
        raise UsageError("usage error: --assignee STRING | --assignee-object-id GUID", hint="Give one of the two.")
    if assignee_principal_type and not assignee_object_id:
        raise UsageError(
            "usage error: --assignee-object-id GUID --assignee-principal-type TYPE",
            hint="With --assignee the type is looked up.",
        )
    found: dict[str, Any] = {"assignee_object_id": assignee_object_id, "assignee_type": assignee_principal_type}
    if assignee:
        principal = role_assignments.assignee(context(), scope, assignee)
        found = {"assignee_object_id": principal.object_id, "assignee_type": None}
    made = role_assignments.ensure(context(), scope, role=role, name=name, description=description, **found)
    return Result(shape.flat(made), shape.assignment_table)
