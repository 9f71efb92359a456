"""In-VM access control profiles on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain import response
from sig.domain.in_vm_access_control_profile import AccessControlProfile
from sig.server import long_running, resources
from sig.server.exchange import Answer
from sig.server.long_running import Work
from sig.server.routing import GALLERY_PATH, route
from sig.service import in_vm_access_control_profiles
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call

_KIND = "accessControlProfiles"
_ROOT = "galleryInVMAccessControlProfile"
_NO_CONTENT = 204
PROFILES_PATH = f"{GALLERY_PATH}/inVMAccessControlProfiles"
PROFILE_PATH = f"{PROFILES_PATH}/{{profile}}"


@route(
    "PUT",
    PROFILE_PATH,
    operation="GalleryInVMAccessControlProfiles_CreateOrUpdate",
    verb="in-vm-access-control-profile create",
    summary="Create or replace an in-VM access control profile.",
    limits=("CreateUpdateGalleryInVMAccessControlProfile", 150, 750),
    body=AccessControlProfile,
)
def put(call: Call) -> Answer:
    request = call.read(AccessControlProfile, _ROOT)
    return _put(call, in_vm_access_control_profiles.put(call.context, call.access_profile, request))


@route(
    "PATCH",
    PROFILE_PATH,
    operation="GalleryInVMAccessControlProfiles_Update",
    verb="in-vm-access-control-profile update",
    summary="Change some members of an in-VM access control profile.",
    limits=("CreateUpdateGalleryInVMAccessControlProfile", 150, 750),
    body=AccessControlProfile,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, AccessControlProfile, _ROOT)
    return _put(
        call, Written(in_vm_access_control_profiles.update(call.context, call.access_profile, change), is_new=False)
    )


@route(
    "GET",
    PROFILE_PATH,
    operation="GalleryInVMAccessControlProfiles_Get",
    verb="in-vm-access-control-profile show",
    summary="An in-VM access control profile.",
    limits=("GetGalleryInVMAccessControlProfile", 600, 3000),
    is_quick=True,
)
def show(call: Call) -> Answer:
    return Answer(
        body=resources.shown(call, in_vm_access_control_profiles.show(call.context, call.access_profile), _KIND)
    )


@route(
    "DELETE",
    PROFILE_PATH,
    operation="GalleryInVMAccessControlProfiles_Delete",
    verb="in-vm-access-control-profile delete",
    summary="Delete an in-VM access control profile that has no versions.",
    limits=("DeleteGalleryInVMAccessControlProfile", 150, 750),
)
def delete(call: Call) -> Answer:
    location = in_vm_access_control_profiles.delete(call.context, call.access_profile)
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.access_profile, location)


@route(
    "GET",
    PROFILES_PATH,
    operation="GalleryInVMAccessControlProfiles_ListByGallery",
    verb="in-vm-access-control-profile list",
    summary="The in-VM access control profiles of a gallery.",
    limits=("ListGalleryInVMAccessControlProfilesInGallery", 300, 1500),
)
def listed(call: Call) -> Answer:
    found = in_vm_access_control_profiles.listed(call.context, call.gallery, call.page())
    return resources.listing(call, found, lambda body: resources.shown(call, body, _KIND))


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.access_profile, written, resources.shown(call, body, _KIND))
