"""Shared and community galleries on the wire, as their consumers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain.resource_id import view_id
from sig.domain.shared_views import COMMUNITY, SHARED
from sig.server.exchange import Answer
from sig.server.resources import listing
from sig.server.routing import LOCATION_PATH, route
from sig.service import shared_views

if TYPE_CHECKING:
    from sig.domain.resource_id import ResourceId
    from sig.server.exchange import Call
    from sig.service.paging import Listing

_SHARED_PATH = f"{LOCATION_PATH}/{SHARED}"
_COMMUNITY_PATH = f"{LOCATION_PATH}/{COMMUNITY}"
_BELOW = "/{gallery}/images/{image}/versions/{version}"
_TENANT = "tenant"


@route(
    "GET",
    _SHARED_PATH,
    operation="SharedGalleries_List",
    verb="gallery list-shared",
    summary="The galleries shared with the subscription, or with its tenant: sharedTo=tenant.",
)
def list_shared(call: Call) -> Answer:
    return _listed(
        call, shared_views.list_shared(call.context, call["location"], call.page(), to_tenant=_to_tenant(call))
    )


@route(
    "GET",
    f"{_SHARED_PATH}/{{gallery}}",
    operation="SharedGalleries_Get",
    verb="gallery show-shared",
    summary="A shared gallery.",
)
def show_shared(call: Call) -> Answer:
    return _shown(call, SHARED)


@route(
    "GET",
    f"{_SHARED_PATH}/{{gallery}}/images",
    operation="SharedGalleryImages_List",
    verb="image-definition list-shared",
    summary="The image definitions of a shared gallery.",
)
def list_shared_definitions(call: Call) -> Answer:
    return _definitions(call, SHARED)


@route(
    "GET",
    f"{_SHARED_PATH}/{{gallery}}/images/{{image}}",
    operation="SharedGalleryImages_Get",
    verb="image-definition show-shared",
    summary="An image definition of a shared gallery.",
)
def show_shared_definition(call: Call) -> Answer:
    return _shown(call, SHARED)


@route(
    "GET",
    f"{_SHARED_PATH}/{{gallery}}/images/{{image}}/versions",
    operation="SharedGalleryImageVersions_List",
    verb="image-version list-shared",
    summary="The versions of an image definition in a shared gallery.",
)
def list_shared_versions(call: Call) -> Answer:
    return _versions(call, SHARED)


@route(
    "GET",
    f"{_SHARED_PATH}{_BELOW}",
    operation="SharedGalleryImageVersions_Get",
    verb="image-version show-shared",
    summary="A version in a shared gallery.",
)
def show_shared_version(call: Call) -> Answer:
    return _shown(call, SHARED)


@route(
    "GET",
    f"{_COMMUNITY_PATH}/{{gallery}}",
    operation="CommunityGalleries_Get",
    verb="gallery show-community",
    summary="A community gallery.",
)
def show_community(call: Call) -> Answer:
    return _shown(call, COMMUNITY)


@route(
    "GET",
    f"{_COMMUNITY_PATH}/{{gallery}}/images",
    operation="CommunityGalleryImages_List",
    verb="image-definition list-community",
    summary="The image definitions of a community gallery.",
)
def list_community_definitions(call: Call) -> Answer:
    return _definitions(call, COMMUNITY)


@route(
    "GET",
    f"{_COMMUNITY_PATH}/{{gallery}}/images/{{image}}",
    operation="CommunityGalleryImages_Get",
    verb="image-definition show-community",
    summary="An image definition of a community gallery.",
)
def show_community_definition(call: Call) -> Answer:
    return _shown(call, COMMUNITY)


@route(
    "GET",
    f"{_COMMUNITY_PATH}/{{gallery}}/images/{{image}}/versions",
    operation="CommunityGalleryImageVersions_List",
    verb="image-version list-community",
    summary="The latest version of an image definition in a community gallery.",
)
def list_community_versions(call: Call) -> Answer:
    return _versions(call, COMMUNITY)


@route(
    "GET",
    f"{_COMMUNITY_PATH}{_BELOW}",
    operation="CommunityGalleryImageVersions_Get",
    verb="image-version show-community",
    summary="A version in a community gallery.",
)
def show_community_version(call: Call) -> Answer:
    return _shown(call, COMMUNITY)


def _shown(call: Call, kind: str) -> Answer:
    return Answer(body=shared_views.show(call.context, _named(call, kind)))


def _definitions(call: Call, kind: str) -> Answer:
    found = shared_views.list_definitions(call.context, _named(call, kind), call.page(), to_tenant=_to_tenant(call))
    return _listed(call, found)


def _versions(call: Call, kind: str) -> Answer:
    found = shared_views.list_versions(call.context, _named(call, kind), call.page(), to_tenant=_to_tenant(call))
    return _listed(call, found)


def _listed(call: Call, found: Listing) -> Answer:
    return listing(call, found, lambda item: item)


def _named(call: Call, kind: str) -> ResourceId:
    """The ID under which the subscription of ``call`` sees what its path names."""
    names = [call.parameters[name] for name in ("gallery", "image", "version") if name in call.parameters]
    return view_id(call.context.subscription, call["location"], kind, *names)


def _to_tenant(call: Call) -> bool:
    return call.choice("sharedTo", _TENANT) is not None
