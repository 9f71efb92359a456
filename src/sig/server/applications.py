"""VM applications on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.gallery_application import GalleryApplication
from sig.server import resources
from sig.server.exchange import Answer
from sig.server.routing import GALLERY_PATH, route
from sig.service import gallery_applications
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call

_KIND = "applications"
_ROOT = "galleryApplication"
_OK, _CREATED, _NO_CONTENT = 200, 201, 204
APPLICATIONS_PATH = f"{GALLERY_PATH}/applications"
APPLICATION_PATH = f"{APPLICATIONS_PATH}/{{application}}"


@route(
    "PUT",
    APPLICATION_PATH,
    operation="GalleryApplications_CreateOrUpdate",
    verb="gallery-application create",
    summary="Create or replace a VM application.",
    limits=("CreateUpdateGalleryApplication", 150, 750),
    body=GalleryApplication,
)
def put(call: Call) -> Answer:
    request = call.read(GalleryApplication, _ROOT)
    return _put(call, gallery_applications.put(call.context, call.application, request))


@route(
    "PATCH",
    APPLICATION_PATH,
    operation="GalleryApplications_Update",
    verb="gallery-application update",
    summary="Change some members of a VM application.",
    limits=("CreateUpdateGalleryApplication", 150, 750),
    body=GalleryApplication,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, GalleryApplication, _ROOT)
    return _put(call, Written(gallery_applications.update(call.context, call.application, change), is_new=False))


@route(
    "GET",
    APPLICATION_PATH,
    operation="GalleryApplications_Get",
    verb="gallery-application show",
    summary="A VM application.",
    limits=("GetGalleryApplication", 600, 3000),
    is_quick=True,
)
def show(call: Call) -> Answer:
    return Answer(body=resources.shown(call, gallery_applications.show(call.context, call.application), _KIND))


@route(
    "DELETE",
    APPLICATION_PATH,
    operation="GalleryApplications_Delete",
    verb="gallery-application delete",
    summary="Delete a VM application that has no versions.",
    limits=("DeleteGalleryApplication", 150, 750),
)
def delete(call: Call) -> Answer:
    location = gallery_applications.delete(call.context, call.application)
    return Answer(_NO_CONTENT if location is None else _OK)


@route(
    "GET",
    APPLICATIONS_PATH,
    operation="GalleryApplications_ListByGallery",
    verb="gallery-application list",
    summary="The VM applications of a gallery.",
    limits=("ListGalleryApplicationsInGallery", 300, 1500),
)
def listed(call: Call) -> Answer:
    found = gallery_applications.listed(call.context, call.gallery, call.page())
    return resources.listing(call, found, lambda body: resources.shown(call, body, _KIND))


def _put(call: Call, written: Written) -> Answer:
    """Done at once: there is no operation to ask about. Source: SERVICE-FACTS §2, §6."""
    return Answer(_CREATED if written.is_new else _OK, resources.shown(call, written.body, _KIND))
