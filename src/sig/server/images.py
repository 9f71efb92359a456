"""Image definitions on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain import response
from sig.domain.image_definition import ImageDefinition
from sig.server import long_running, resources
from sig.server.exchange import Answer
from sig.server.long_running import Work
from sig.server.routing import GALLERY_PATH, route
from sig.service import image_definitions
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call

_KIND = "images"
_ROOT = "galleryImage"
_NO_CONTENT = 204
IMAGES_PATH = f"{GALLERY_PATH}/images"
IMAGE_PATH = f"{IMAGES_PATH}/{{image}}"


@route(
    "PUT",
    IMAGE_PATH,
    operation="GalleryImages_CreateOrUpdate",
    verb="image-definition create",
    summary="Create or replace an image definition.",
    limits=("CreateUpdateGalleryImage", 150, 750),
    body=ImageDefinition,
)
def put(call: Call) -> Answer:
    request = call.resource(ImageDefinition, _ROOT, call.definition)
    return _put(call, image_definitions.put(call.context, call.definition, request))


@route(
    "PATCH",
    IMAGE_PATH,
    operation="GalleryImages_Update",
    verb="image-definition update",
    summary="Change some members of an image definition.",
    limits=("CreateUpdateGalleryImage", 150, 750),
    body=ImageDefinition,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, ImageDefinition, _ROOT)
    return _put(call, Written(image_definitions.update(call.context, call.definition, change), is_new=False))


@route(
    "GET",
    IMAGE_PATH,
    operation="GalleryImages_Get",
    verb="image-definition show",
    summary="An image definition.",
    limits=("GetGalleryImage", 600, 3000),
    is_quick=True,
)
def show(call: Call) -> Answer:
    return Answer(body=resources.shown(call, image_definitions.show(call.context, call.definition), _KIND))


@route(
    "DELETE",
    IMAGE_PATH,
    operation="GalleryImages_Delete",
    verb="image-definition delete",
    summary="Delete an image definition that has no versions.",
    limits=("DeleteGalleryImage", 150, 750),
)
def delete(call: Call) -> Answer:
    location = image_definitions.delete(call.context, call.definition)
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.definition, location)


@route(
    "GET",
    IMAGES_PATH,
    operation="GalleryImages_ListByGallery",
    verb="image-definition list",
    summary="The image definitions of a gallery.",
    limits=("ListGalleryImagesInGallery", 300, 1500),
)
def listed(call: Call) -> Answer:
    found = image_definitions.listed(call.context, call.gallery, call.page())
    return resources.listing(call, found, lambda body: resources.shown(call, body, _KIND))


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.definition, written, resources.shown(call, body, _KIND))
