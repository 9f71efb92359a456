"""What galleries hold, from top to bottom: definitions, versions, which is the latest, where the copies are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import regions, revocation
from sig.domain.resource_id import ResourceId
from sig.service import documents, image_versions, latest
from sig.service.galleries import named
from sig.service.operations import of_gallery, operation

if TYPE_CHECKING:
    from sig.service.context import Context
    from sig.store import Document, View


@operation("gallery tree", scope=of_gallery)
def tree(context: Context, group: str | None = None, gallery: str | None = None) -> list[dict[str, Any]]:
    """Galleries with their definitions and versions: all, those of a group, or one of them.

    Of a version: its ``state``, its ``regions`` with replicas, whether it ``isLatest`` in the location of its
    definition, whether it is excluded from latest or revoked, its end of life. Raises ResourceNotFound for a gallery
    that is not there.
    """
    with context.store.reading() as view:
        return [_gallery(view, context, identifier) for identifier in named(view, context, group, gallery)]


def _gallery(view: View, context: Context, gallery: ResourceId) -> dict[str, Any]:
    body = documents.body(documents.require(view, gallery))
    return {
        "name": body["name"],
        "resourceGroup": ResourceId.parse(body["id"]).resource_group,
        "location": body["location"],
        "permissions": body.get("properties", {}).get("sharingProfile", {}).get("permissions"),
        "definitions": [
            _definition(view, context, definition, documents.body(document))
            for definition, document in documents.each(view, gallery, "images")
        ],
    }


def _definition(view: View, context: Context, definition: ResourceId, body: dict[str, Any]) -> dict[str, Any]:
    home = regions.find(body["location"])
    newest = latest.find(view, definition, home, context.clock.now()).version if home is not None else None
    found = []
    for version, document in image_versions.each(view, definition):
        found.append(documents.read_off(view, version, _version, context, document, version == newest))
    properties = body.get("properties", {})
    return {
        "name": body["name"],
        "location": body["location"],
        "osType": properties.get("osType"),
        "osState": properties.get("osState"),
        "latest": newest.name if newest is not None else None,
        "versions": found,
    }


def _version(context: Context, document: Document, is_latest: bool) -> dict[str, Any]:
    body = documents.body(document)
    shown = image_versions.shown(context, document, with_replication_status=True)["properties"]
    published = shown.get("publishingProfile", {})
    states = {row["region"]: row["state"] for row in shown["replicationStatus"]["summary"]}
    return {
        "name": body["name"],
        "state": shown["provisioningState"],
        "isLatest": is_latest,
        "excludeFromLatest": bool(published.get("excludeFromLatest")),
        "isRevoked": revocation.TAG in (body.get("tags") or {}),
        "endOfLifeDate": published.get("endOfLifeDate"),
        "regions": [
            {
                "name": target["name"],
                "replicas": target.get("regionalReplicaCount"),
                "storageAccountType": target.get("storageAccountType"),
                "state": states[target["name"]],
            }
            for target in published.get("targetRegions", [])
        ],
    }
