"""Moving resources to another group or subscription, which what is in a gallery never does."""

from __future__ import annotations

from sig.domain.errors import LinkedInvalidPropertyId
from sig.domain.names import shown
from sig.domain.resource import refuse_move
from sig.domain.resource_id import ResourceId
from sig.service import documents
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

    from sig.service.context import Context


def _group_of(_: Context, moved: Any) -> ResourceId:
    """The group that the first of the resources is in: Azure asks who may move things out of it."""
    return ResourceId(moved[0].pairs[:2])


@operation("resource move", _group_of)
def move(context: Context, moved: Sequence[ResourceId], destination: ResourceId) -> NoReturn:
    """Refuse to move the resources, at least one, to the group ``destination``.

    Raises LinkedInvalidPropertyId for the ID of no resource, ResourceNotFound for one that does not exist, else
    ResourceMoveNotSupported. Source: SPEC R100.
    """
    for identifier in moved:
        if not identifier.resources:
            raise LinkedInvalidPropertyId(
                f"'{shown(str(identifier))}' is not the ID of a resource.",
                target="resources",
                hint="Give the IDs of galleries or sources; a group or subscription is not moved.",
                rule="R052",
            )
    with context.store.reading() as view:
        for identifier in moved:
            documents.require(view, identifier)
    raise refuse_move(moved, target=str(destination))
