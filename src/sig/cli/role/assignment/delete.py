"""``sig role assignment delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.asking import confirm
from sig.cli.role import scoping
from sig.cli.session import context, warn
from sig.domain.role_assignments import parse_id
from sig.service import role_assignments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    ids: opt.AssignmentIds = None,
    assignee: opt.Assignee = None,
    assignee_object_id: opt.AssigneeObjectId = None,
    role: opt.RoleFilter = None,
    scope: opt.RoleScopeFilter = None,
    group: opt.RoleGroup = None,
    include_inherited: opt.IncludeInherited = False,
    yes: opt.Yes = False,
) -> None:
    """Delete role assignments: by their IDs, or those of a principal, of a role, at a scope.

    Examples:
        sig role assignment delete --assignee alice@contoso.com --role Reader \
            --scope $(sig show -g images -r Contoso --query id -o tsv)
        sig role assignment delete \
            --ids $(sig role assignment list --all --assignee alice@contoso.com --query "[].id" -o tsv)
    """
    named = {
        "--assignee": assignee,
        "--assignee-object-id": assignee_object_id,
        "--role": role,
        "--scope": scope,
        "--resource-group": group,
        "--include-inherited": include_inherited,
    }
    if ids:
        for option in (option for option, value in named.items() if value):
            warn(f"option '{option}' will be ignored due to use of '--ids'.")
        for identifier in [parse_id(text) for text in targets.spread(ids)]:
            role_assignments.delete(context(), identifier)
        return
    if all(value in (None, False) for value in named.values()):  # an empty text is no wish for all of them
        confirm("This will delete all role assignments under the subscription. Are you sure?", yes=yes)
    place = role_assignments.at(context(), scoping.chosen(scope, group))
    wanted = role_assignments.Wanted(place, role, assignee, assignee_object_id, include_inherited)
    role_assignments.delete_matching(context(), wanted)
