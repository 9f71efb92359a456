"""``sig role assignment list``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.role import scoping, shape
from sig.cli.session import context
from sig.service import role_assignments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    show_all: opt.AllAssignments = False,
    assignee: opt.Assignee = None,
    assignee_object_id: opt.AssigneeObjectId = None,
    role: opt.RoleFilter = None,
    scope: opt.RoleScopeFilter = None,
    group: opt.RoleGroup = None,
    include_inherited: opt.IncludeInherited = False,
    include_groups: opt.IncludeGroups = False,
    fill_principal_name: opt.FillPrincipalName = None,
    fill_role_definition_name: opt.FillRoleName = None,
) -> Result:
    """List role assignments: at the subscription or at one scope, or all of the subscription.

    Examples:
        sig role assignment list --all -o table
        sig role assignment list --scope $(sig show -g images -r Contoso --query id -o tsv) --include-inherited
        sig role assignment list --all --assignee alice@contoso.com --include-groups \
            --query "[].roleDefinitionName" -o tsv
    """
    if show_all and (scope or group):
        raise UsageError("group or scope are not required when --all is used", hint="Leave out --all, or the scope.")
    if assignee and assignee_object_id:
        raise UsageError("usage error: --assignee STRING | --assignee-object-id GUID", hint="Give one of the two.")
    place = None if show_all else role_assignments.at(context(), scoping.chosen(scope, group))
    wanted = role_assignments.Wanted(place, role, assignee, assignee_object_id, include_inherited, include_groups)
    rows = [shape.flat(body) for body in role_assignments.listed(context(), wanted)]
    left_out = [
        name
        for name, is_filled in (
            ("principalName", fill_principal_name),
            ("roleDefinitionName", fill_role_definition_name),
        )
        if is_filled is False
    ]
    for row in rows:
        for name in left_out:
            del row[name]
    return Result(rows, shape.assignment_table)
