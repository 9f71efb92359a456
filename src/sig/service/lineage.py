"""Lineage: recorded when a version is copied, and told of all versions in the store."""

from __future__ import annotations

from sig.domain import lineage as rules
from sig.domain import revocation
from sig.domain.errors import LinkedInvalidPropertyId
from sig.domain.lineage import Family, Node, Relative
from sig.domain.resource_id import ResourceId
from sig.service import documents, galleries
from sig.service.operations import operation
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.image_version import ImageVersion
    from sig.service.context import Context
    from sig.store import Document, View


@operation("image-version lineage")
def of(context: Context, identifier: ResourceId) -> list[Relative]:
    """The ancestors and descendants of a version over all galleries of the store, as ``Family.of`` orders them.

    Also of one that was deleted, while others come from it. Raises ResourceNotFound.
    """
    with context.whole.reading() as view:
        family = read(view, context)
        if not family.knows(identifier):
            raise documents.not_found(view, identifier)
        return family.of(identifier)


def rows(family: list[Relative]) -> list[dict[str, Any]]:
    """Each relative flat: what it is to the version asked about, and from which it was copied."""
    return [_row(one) for one in family]


def nested(family: list[Relative]) -> dict[str, Any]:
    """The eldest as an object, with those copied from it as its ``children``, and so on down."""
    top: dict[str, Any] = {}
    line: list[dict[str, Any]] = []
    for one in family:
        entry = {**_row(one), "children": []}
        depth = one.distance - family[0].distance
        del line[depth:]
        if line:
            line[-1]["children"].append(entry)
        else:
            top = entry
        line.append(entry)
    return top


def read(view: View, context: Context) -> Family:
    """All versions of the store, whatever their subscription, with what each comes from.

    Those that a caller may not read are left out, as if the others had been copied past them. ``view`` shows the store
    whole.
    """
    if context.caller is None:
        return Family(_nodes(view, context))
    from sig.service.authorization import may_read

    reads = may_read(context, view)
    return Family(
        node._replace(ancestors=tuple(filter(reads, node.ancestors)))
        for node in _nodes(view, context)
        if reads(node.version)
    )


def record(view: View, version: ImageVersion, document: Document) -> None:
    """Note in the ``document`` of a new ``version``, made from another one, all that it comes from."""
    from sig.domain.storage_profile import source_version

    source = source_version(version.properties.storage_profile)
    before = documents.get(view, source) if source is not None else None
    if source is not None and before is not None:
        document[rules.ENVELOPE_KEY] = [str(place) for place in (source, *ancestors(view, source, before))]


def ancestors(view: View, version: ResourceId, document: Document) -> tuple[ResourceId, ...]:
    """The versions that ``version`` comes from, the nearest first. Raises StoreCorrupt."""
    try:
        return rules.ancestors(documents.body(document), document.get(rules.ENVELOPE_KEY))
    except (AttributeError, KeyError, TypeError, LinkedInvalidPropertyId) as error:
        raise documents.corrupt(view, version, "does not say from which versions it comes") from error


def _nodes(view: View, context: Context) -> Iterator[Node]:
    for subscription in view.folders(ROOT, "subscriptions"):
        for gallery in galleries.identifiers(view, context._replace(subscription=subscription), None):
            for definition in view.names(gallery, "images"):
                for version, document in documents.each(view, gallery.child("images", definition), "versions"):
                    found = documents.read_off(
                        view, version, revocation.Revocation.read, document.get(revocation.ENVELOPE_KEY)
                    )
                    spelled = ResourceId.parse(documents.body(document)["id"])
                    yield Node(spelled, ancestors(view, version, document), found.reason if found else None)


def _row(one: Relative) -> dict[str, Any]:
    version = one.version
    (_, gallery), (_, definition), (_, name) = version.resources
    row = {
        "relation": "ancestor" if one.distance < 0 else "descendant" if one.distance else "self",
        "distance": abs(one.distance),
        "id": str(version),
        "gallery": gallery,
        "definition": definition,
        "name": name,
        "resourceGroup": version.resource_group,
        "parentId": str(one.parent) if one.parent else None,
        "exists": one.exists,
        "revoked": one.reason,
    }
    return {member: value for member, value in row.items() if value is not None}
