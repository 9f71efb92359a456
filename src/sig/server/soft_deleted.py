"""Soft-deleted image versions on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.soft_delete import ARTIFACT_TYPE
from sig.server.exchange import Answer, refuse_value
from sig.server.resources import listing, shown
from sig.server.routing import GALLERY_PATH, route
from sig.service import image_versions

if TYPE_CHECKING:
    from sig.server.exchange import Call


@route(
    "GET",
    f"{GALLERY_PATH}/softDeletedArtifactTypes/{{artifactType}}/artifacts/{{image}}/versions",
    operation="SoftDeletedResource_ListByArtifactName",
    verb="image-version list-soft-deleted",
    summary="The soft-deleted versions of an image definition.",
)
def listed(call: Call) -> Answer:
    if call["artifactType"].casefold() != ARTIFACT_TYPE.casefold():
        raise refuse_value("artifactType", call["artifactType"], ARTIFACT_TYPE)
    found = image_versions.list_soft_deleted(call.context, call.definition, call.page())
    return listing(call, found, lambda item: shown(call, item, "artifacts"))
