"""Galleries on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import response
from sig.domain.gallery import Gallery
from sig.server import long_running, resources
from sig.server.exchange import Answer
from sig.server.long_running import Work
from sig.server.routing import GALLERIES_PATH, GALLERY_PATH, route
from sig.service import galleries
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call
    from sig.service.paging import Listing

_KIND = "galleries"
_ROOT = "gallery"
_NO_CONTENT = 204


@route(
    "PUT",
    GALLERY_PATH,
    operation="Galleries_CreateOrUpdate",
    verb="gallery create",
    summary="Create or replace a gallery.",
    limits=("CreateUpdateGallery", 50, 300),
    body=Gallery,
)
def put(call: Call) -> Answer:
    return _put(call, galleries.put(call.context, call.gallery, call.resource(Gallery, _ROOT, call.gallery)))


@route(
    "PATCH",
    GALLERY_PATH,
    operation="Galleries_Update",
    verb="gallery update",
    summary="Change some members of a gallery.",
    limits=("CreateUpdateGallery", 50, 300),
    body=Gallery,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, Gallery, _ROOT)
    return _put(call, Written(galleries.update(call.context, call.gallery, change), is_new=False))


@route(
    "GET",
    GALLERY_PATH,
    operation="Galleries_Get",
    verb="gallery show",
    summary="A gallery; its sharing groups with $select=Permissions or $expand=SharingProfile/Groups.",
    limits=("GetGallery", 350, 3500),
    is_quick=True,
)
def show(call: Call) -> Answer:
    selected = call.choice("$select", "Permissions")
    expanded = call.choice("$expand", "SharingProfile/Groups")
    body = galleries.show(call.context, call.gallery, with_sharing=bool(selected or expanded))
    return Answer(body=resources.shown(call, body, _KIND))


@route(
    "DELETE",
    GALLERY_PATH,
    operation="Galleries_Delete",
    verb="gallery delete",
    summary="Delete an empty gallery.",
    limits=("DeleteGallery", 50, 300),
)
def delete(call: Call) -> Answer:
    location = galleries.delete(call.context, call.gallery)
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.gallery, location)


@route(
    "GET",
    GALLERIES_PATH,
    operation="Galleries_ListByResourceGroup",
    verb="gallery list",
    summary="The galleries of a resource group.",
    limits=("ListGalleryInResourceGroup", 300, 1500),
)
def list_in_group(call: Call) -> Answer:
    return _listed(call, galleries.listed(call.context, call["group"], call.page()))


@route(
    "GET",
    "/subscriptions/{subscription}/providers/Microsoft.Compute/galleries",
    operation="Galleries_List",
    verb="gallery list",
    summary="The galleries of the subscription.",
    limits=("ListGalleryInSubscription", 300, 1500),
)
def list_in_subscription(call: Call) -> Answer:
    return _listed(call, galleries.listed(call.context, None, call.page()))


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.gallery, written, resources.shown(call, body, _KIND))


def _listed(call: Call, found: Listing) -> Answer:
    return resources.listing(call, found, lambda body: _listed_gallery(call, body))


def _listed_gallery(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    """Lists of galleries, and no others, spell the group in capitals. Source: SERVICE-FACTS §3, DECISIONS 12."""
    group = body["id"].split("/")[4].upper()
    return resources.shown(call, body, _KIND, group=group)
