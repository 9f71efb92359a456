"""``sig role definition create``"""

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
    """Create a custom role from JSON.

    Examples:
        sig role definition create --role-definition '{"Name": "Image Lister", \
            "Actions": ["Microsoft.Compute/galleries/images/read"], \
            "AssignableScopes": ["/subscriptions/00000000-0000-0000-0000-000000000000"]}'
        sig role definition create --role-definition '{"Name": "Gallery Keeper", \
            "Actions": ["Microsoft.Compute/galleries/*"], \
            "AssignableScopes": ["/subscriptions/00000000-0000-0000-0000-000000000000"]}' --query name -o tsv
    """
    made = role_definitions.create(context(), reading.given(role_definition))
    return Result(shape.role(made), shape.role_table)
