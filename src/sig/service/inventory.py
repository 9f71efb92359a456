"""What galleries hold, from top to bottom: definitions, applications, profiles, their versions, where copies are."""

from __future__ import annotations

from sig.domain import regions, revocation
from sig.domain.resource_id import ResourceId
from sig.service import (
    documents,
    gallery_application_versions,
    image_versions,
    in_vm_access_control_profile_versions,
    latest,
)
from sig.service.galleries import named
from sig.service.operations import of_gallery, operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.service.context import Context
    from sig.store import Document, View


@operation("gallery tree", scope=of_gallery)
def tree(context: Context, group: str | None = None, gallery: str | None = None) -> list[dict[str, Any]]:
    """Galleries with definitions, applications, access control profiles and versions: all, of a group, or one of them.

    Of an image version: its ``state``, its ``regions`` with replicas, whether it ``isLatest`` in the location of its
    definition, whether it is excluded from latest or revoked, its end of life; of a version of an application the same
    but for the two that only images have, of one of an access control profile what it has of them. Raises
    ResourceNotFound for a gallery that is not there.
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
        "applications": [
            _application(view, context, application, documents.body(document))
            for application, document in documents.each(view, gallery, "applications")
        ],
        "inVMAccessControlProfiles": [
            _access_control_profile(view, context, profile, documents.body(document))
            for profile, document in documents.each(view, gallery, "inVMAccessControlProfiles")
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


def _application(view: View, context: Context, application: ResourceId, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": body["name"],
        "location": body["location"],
        "supportedOSType": body.get("properties", {}).get("supportedOSType"),
        "versions": [
            documents.read_off(view, version, _application_version, context, document)
            for version, document in image_versions.each(view, application)
        ],
    }


def _application_version(context: Context, document: Document) -> dict[str, Any]:
    shown = gallery_application_versions.shown(context, document, with_replication_status=True)
    return _published(shown)


def _access_control_profile(view: View, context: Context, profile: ResourceId, body: dict[str, Any]) -> dict[str, Any]:
    properties = body.get("properties", {})
    return {
        "name": body["name"],
        "location": body["location"],
        "osType": properties.get("osType"),
        "applicableHostEndpoint": properties.get("applicableHostEndpoint"),
        "versions": [
            documents.read_off(view, version, _access_control_profile_version, view, context, version, document)
            for version, document in image_versions.each(view, profile)
        ],
    }


def _access_control_profile_version(
    view: View, context: Context, version: ResourceId, document: Document
) -> dict[str, Any]:
    shown = in_vm_access_control_profile_versions.shown(view, context, version, document)
    properties = shown["properties"]
    return {
        "name": shown["name"],
        "state": properties["provisioningState"],
        "mode": properties.get("mode"),
        "defaultAccess": properties.get("defaultAccess"),
        "excludeFromLatest": bool(properties.get("excludeFromLatest")),
        "regions": [
            {"name": row["region"], "state": row["state"]} for row in properties["replicationStatus"]["summary"]
        ],
    }


def _version(context: Context, document: Document, is_latest: bool) -> dict[str, Any]:
    shown = image_versions.shown(context, document, with_replication_status=True)
    is_revoked = revocation.TAG in (shown.get("tags") or {})
    return {**_published(shown), "isLatest": is_latest, "isRevoked": is_revoked}


def _published(version: dict[str, Any]) -> dict[str, Any]:
    """What there is to say of every version that is copied to regions."""
    properties = version["properties"]
    published = properties.get("publishingProfile", {})
    states = {row["region"]: row["state"] for row in properties["replicationStatus"]["summary"]}
    return {
        "name": version["name"],
        "state": properties["provisioningState"],
        "excludeFromLatest": bool(published.get("excludeFromLatest")),
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
