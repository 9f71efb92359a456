"""The resource group: its document, and what may be asked of it."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.errors import InvalidResourceLocation
from sig.domain.names import check_group_name
from sig.domain.resource import check_tags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId

TYPE = "Microsoft.Resources/resourceGroups"


def put(
    identifier: ResourceId, location: str, tags: dict[str, str] | None, stored: dict[str, Any] | None
) -> dict[str, Any]:
    """The body of the group after a PUT; its location is fixed once it exists.

    Raises InvalidParameter for its name or tags, LocationNotAvailable, InvalidResourceLocation.
    """
    check_group_name(identifier.name)
    check_tags(tags)
    region = regions.require(location, TYPE)
    if stored is not None and stored["location"] != region.name:
        raise InvalidResourceLocation(
            f"Invalid resource group location '{region.name}'. The Resource group already exists in location "
            f"'{stored['location']}'.",
            target="location",
            hint=f"Leave group '{identifier.name}' where it is, or delete it first.",
            rule="R006",
        )
    body = {
        "id": stored["id"] if stored else str(identifier),
        "location": region.name,
        "name": stored["name"] if stored else identifier.name,
        "properties": {"provisioningState": "Succeeded"},
        "type": TYPE,
    }
    return body if tags is None else {**body, "tags": tags}


def shown(body: dict[str, Any]) -> dict[str, Any]:
    """The body as a GET answers it: what is unset stands there as null."""
    return {"managedBy": None, "tags": None, **body}
