"""``sig role definition update``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.role import shape
from sig.cli.role.definition import reading
from sig.cli.session import context
from sig.service import role_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(role_definition: opt.RoleDefinitionText) -> Result:
    """Put another definition in place of that of a custom role, found by its id or else its name.

    Examples:
        sig role definition update --role-definition '{"Name": "Image Auditor", \
            "Actions": ["Microsoft.Compute/*/read"], \
            "AssignableScopes": ["/subscriptions/00000000-0000-0000-0000-000000000000"]}'
        sig role definition update --role-definition "$(sig role definition list --name "Image Auditor" --query [0])"
    """
    changed = role_definitions.update(context(), reading.given(role_definition))
    return Result(shape.role(changed), shape.role_table)
