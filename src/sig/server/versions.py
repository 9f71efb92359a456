"""Image versions on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import response
from sig.domain.image_version import ImageVersion
from sig.server import long_running, resources
from sig.server.exchange import Answer
from sig.server.images import IMAGE_PATH
from sig.server.long_running import Work
from sig.server.routing import route
from sig.service import image_versions, image_versions_again
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call
    from sig.service.paging import Listing

_KIND = "versions"
_ROOT = "galleryImageVersion"
_NO_CONTENT = 204
VERSIONS_PATH = f"{IMAGE_PATH}/versions"
VERSION_PATH = f"{VERSIONS_PATH}/{{version}}"


@route(
    "PUT",
    VERSION_PATH,
    operation="GalleryImageVersions_CreateOrUpdate",
    verb="image-version create",
    summary="Create or replace an image version, or bring a soft-deleted one back.",
    limits=("CreateUpdateGalleryImageVersion", 240, 1200),
    body=ImageVersion,
)
def put(call: Call) -> Answer:
    request = call.resource(ImageVersion, _ROOT, call.version)
    return _put(call, image_versions.put(call.context, call.version, request))


@route(
    "PATCH",
    VERSION_PATH,
    operation="GalleryImageVersions_Update",
    verb="image-version update",
    summary="Change some members of an image version.",
    limits=("CreateUpdateGalleryImageVersion", 240, 1200),
    body=ImageVersion,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, ImageVersion, _ROOT)
    return _put(call, Written(image_versions.update(call.context, call.version, change), is_new=False))


@route(
    "GET",
    VERSION_PATH,
    operation="GalleryImageVersions_Get",
    verb="image-version show",
    summary="An image version; how far its copies are with $expand=ReplicationStatus.",
    limits=("GetGalleryImageVersion", 1500, 7500),
    is_quick=True,
)
def show(call: Call) -> Answer:
    expanded = call.choice("$expand", "ReplicationStatus") is not None

    def visit(seen: object | None) -> image_versions_again.Revisited[dict[str, Any]]:
        return image_versions_again.show_again(call.context, call.version, with_replication_status=expanded, seen=seen)

    return call.again(visit, lambda found: Answer(body=_shown(call, found)))


@route(
    "DELETE",
    VERSION_PATH,
    operation="GalleryImageVersions_Delete",
    verb="image-version delete",
    summary="Delete an image version, softly where its gallery says so.",
    limits=("DeleteGalleryImageVersion", 240, 1200),
)
def delete(call: Call) -> Answer:
    location = image_versions.delete(call.context, call.version, bypass_soft_delete=call.flag("bypassSoftDelete"))
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.version, location)


@route(
    "GET",
    VERSIONS_PATH,
    operation="GalleryImageVersions_ListByGalleryImage",
    verb="image-version list",
    summary="The versions of an image definition, lowest number first.",
    limits=("ListGalleryImageVersionsInGalleryImage", 300, 1500),
)
def listed(call: Call) -> Answer:
    def answered(found: Listing) -> Answer:
        return resources.listing(call, found, lambda body: _shown(call, body))

    page = call.page()
    return call.again(
        lambda seen: image_versions_again.list_again(call.context, call.definition, page, seen=seen), answered
    )


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.version, written, resources.shown(call, body, _KIND))


def _shown(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    return resources.shown(call, response.validated(body), _KIND)
