"""``sig resource show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain.resource_id import ResourceId
from sig.service import resources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

# What az shows of a resource of any type, in its order; what the resource has not is null.
_GENERIC = (
    *("extendedLocation", "id", "identity", "kind", "location", "managedBy", "name", "plan"),
    *("properties", "resourceGroup", "sku", "tags", "type"),
)


def command(ids: opt.ResourceIds) -> Result | None:
    """Show resources of any type by their IDs, as ARM has them: their properties stay together.

    Examples:
        sig resource show --ids $(sig show -g images -r Contoso --query id -o tsv)
        sig resource show --ids $(sig show -g images -r Contoso --query id -o tsv) --query properties
    """
    chosen = [ResourceId.parse(text, target="--ids") for text in targets.spread(ids)]
    return targets.each(chosen, lambda identifier: Result(_generic(resources.show(context(), identifier), identifier)))


def _generic(body: dict[str, Any], identifier: ResourceId) -> dict[str, Any]:
    known = {**body, "resourceGroup": identifier.resource_group}
    return {member: known.get(member) for member in _GENERIC}
