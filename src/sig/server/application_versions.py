"""Versions of VM applications on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain import response
from sig.domain.gallery_application_version import GalleryApplicationVersion
from sig.server import long_running, resources
from sig.server.applications import APPLICATION_PATH
from sig.server.exchange import Answer
from sig.server.long_running import Work
from sig.server.routing import route
from sig.service import gallery_application_versions
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call

_KIND = "applicationVersions"
_ROOT = "galleryApplicationVersion"
_NO_CONTENT = 204
VERSIONS_PATH = f"{APPLICATION_PATH}/versions"
VERSION_PATH = f"{VERSIONS_PATH}/{{version}}"


@route(
    "PUT",
    VERSION_PATH,
    operation="GalleryApplicationVersions_CreateOrUpdate",
    verb="gallery-application version create",
    summary="Create or replace a version of a VM application.",
    limits=("CreateUpdateGalleryApplicationVersion", 240, 1200),
    body=GalleryApplicationVersion,
)
def put(call: Call) -> Answer:
    request = call.read(GalleryApplicationVersion, _ROOT)
    return _put(call, gallery_application_versions.put(call.context, call.application_version, request))


@route(
    "PATCH",
    VERSION_PATH,
    operation="GalleryApplicationVersions_Update",
    verb="gallery-application version update",
    summary="Change some members of a version of a VM application.",
    limits=("CreateUpdateGalleryApplicationVersion", 240, 1200),
    body=GalleryApplicationVersion,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, GalleryApplicationVersion, _ROOT)
    return _put(
        call, Written(gallery_application_versions.update(call.context, call.application_version, change), is_new=False)
    )


@route(
    "GET",
    VERSION_PATH,
    operation="GalleryApplicationVersions_Get",
    verb="gallery-application version show",
    summary="A version of a VM application; how far its copies are with $expand=ReplicationStatus.",
    limits=("GetGalleryApplicationVersion", 1500, 7500),
    is_quick=True,
)
def show(call: Call) -> Answer:
    expanded = call.choice("$expand", "ReplicationStatus") is not None
    found = gallery_application_versions.show(call.context, call.application_version, with_replication_status=expanded)
    return Answer(body=resources.shown(call, found, _KIND))


@route(
    "DELETE",
    VERSION_PATH,
    operation="GalleryApplicationVersions_Delete",
    verb="gallery-application version delete",
    summary="Delete a version of a VM application.",
    limits=("DeleteGalleryApplicationVersion", 240, 1200),
)
def delete(call: Call) -> Answer:
    location = gallery_application_versions.delete(call.context, call.application_version)
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.application_version, location)


@route(
    "GET",
    VERSIONS_PATH,
    operation="GalleryApplicationVersions_ListByGalleryApplication",
    verb="gallery-application version list",
    summary="The versions of a VM application, lowest number first.",
    limits=("ListGalleryApplicationVersionsInGalleryApplication", 300, 1500),
)
def listed(call: Call) -> Answer:
    found = gallery_application_versions.listed(call.context, call.application, call.page())
    return resources.listing(call, found, lambda body: resources.shown(call, body, _KIND))


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.application_version, written, resources.shown(call, body, _KIND))
