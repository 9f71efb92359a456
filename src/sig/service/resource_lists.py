"""Resources of every kind in one list, as ARM's own list of a group or a subscription has them."""

from __future__ import annotations

from sig.domain.resource_id import ResourceId
from sig.service import documents, galleries, groups, image_versions, sources
from sig.service.operations import operation
from sig.service.paging import Listing, Page, selected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.list_filter import Filter
    from sig.service.context import Context
    from sig.store import Document, View


_VERSIONED = ("images", "applications", "inVMAccessControlProfiles")


# Difference from Azure: The list of resources holds galleries, image definitions, VM applications, in-VM access control
# profiles, the versions of all three, and registered sources; there are no others.
@operation("source list")
def listed(
    context: Context, group: str | None = None, wanted: Filter | None = None, page: Page | None = None
) -> Listing:
    """The resources of a group, or of the whole subscription, that ``wanted`` accepts, in order of their IDs.

    Each with its id, name, type, location and tags; a nested one is named with those above it, ``Main/web``.
    Raises ResourceGroupNotFound for a group that is neither registered nor holds anything.
    """
    with context.store.reading() as view:
        if group is not None:
            groups.require(view, context, group)
        items = [_item(documents.body(document)) for _, document in _each(view, context, group)]
        found = {item["id"].casefold(): item for item in items if wanted is None or wanted.accepts(item)}
        keys, token = selected(sorted(found), page)
        return Listing([found[key] for key in keys], token)


def _each(view: View, context: Context, group: str | None) -> Iterator[tuple[ResourceId, Document]]:
    for identifier in galleries.identifiers(view, context, group):
        yield from _one(view, identifier)
        for collection in _VERSIONED:
            for holder, document in documents.each(view, identifier, collection):
                yield holder, document
                yield from image_versions.each(view, holder)
    for identifier in sources.identifiers(view, context, group):
        yield from _one(view, identifier)


def _one(view: View, identifier: ResourceId) -> Iterator[tuple[ResourceId, Document]]:
    document = documents.get(view, identifier)
    if document is not None:  # it may have been removed by hand since it was listed
        yield identifier, document


def _item(body: dict[str, Any]) -> dict[str, Any]:
    identifier = ResourceId.parse(body["id"])
    envelope = {"id": body["id"], "name": identifier.path, "type": identifier.type, "location": body["location"]}
    return envelope | ({"tags": body["tags"]} if body.get("tags") is not None else {})
