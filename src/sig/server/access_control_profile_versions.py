"""Versions of in-VM access control profiles on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.domain import response
from sig.domain.in_vm_access_control_profile_version import AccessControlProfileVersion
from sig.server import long_running, resources
from sig.server.access_control_profiles import PROFILE_PATH
from sig.server.exchange import Answer
from sig.server.long_running import Work
from sig.server.routing import route
from sig.service import in_vm_access_control_profile_versions
from sig.service.documents import Written

if TYPE_CHECKING:
    from sig.server.exchange import Call

_KIND = "accessControlProfileVersions"
_ROOT = "galleryInVMAccessControlProfileVersion"
_NO_CONTENT = 204
VERSIONS_PATH = f"{PROFILE_PATH}/versions"
VERSION_PATH = f"{VERSIONS_PATH}/{{version}}"


@route(
    "PUT",
    VERSION_PATH,
    operation="GalleryInVMAccessControlProfileVersions_CreateOrUpdate",
    verb="in-vm-access-control-profile-version create",
    summary="Create or replace a version of an in-VM access control profile.",
    limits=("CreateUpdateGalleryInVMAccessControlProfileVersion", 240, 1200),
    body=AccessControlProfileVersion,
)
def put(call: Call) -> Answer:
    request = call.read(AccessControlProfileVersion, _ROOT)
    return _put(call, in_vm_access_control_profile_versions.put(call.context, call.access_profile_version, request))


@route(
    "PATCH",
    VERSION_PATH,
    operation="GalleryInVMAccessControlProfileVersions_Update",
    verb="in-vm-access-control-profile-version update",
    summary="Change some members of a version of an in-VM access control profile.",
    limits=("CreateUpdateGalleryInVMAccessControlProfileVersion", 240, 1200),
    body=AccessControlProfileVersion,
)
def patch(call: Call) -> Answer:
    change = resources.merging(call, AccessControlProfileVersion, _ROOT)
    return _put(
        call,
        Written(
            in_vm_access_control_profile_versions.update(call.context, call.access_profile_version, change),
            is_new=False,
        ),
    )


@route(
    "GET",
    VERSION_PATH,
    operation="GalleryInVMAccessControlProfileVersions_Get",
    verb="in-vm-access-control-profile-version show",
    summary="A version of an in-VM access control profile, with how far its copies are.",
    limits=("GetGalleryInVMAccessControlProfileVersion", 1500, 7500),
    is_quick=True,
)
def show(call: Call) -> Answer:
    return Answer(
        body=resources.shown(
            call, in_vm_access_control_profile_versions.show(call.context, call.access_profile_version), _KIND
        )
    )


@route(
    "DELETE",
    VERSION_PATH,
    operation="GalleryInVMAccessControlProfileVersions_Delete",
    verb="in-vm-access-control-profile-version delete",
    summary="Delete a version of an in-VM access control profile.",
    limits=("DeleteGalleryInVMAccessControlProfileVersion", 240, 1200),
)
def delete(call: Call) -> Answer:
    location = in_vm_access_control_profile_versions.delete(call.context, call.access_profile_version)
    if location is None:
        return Answer(_NO_CONTENT)
    return long_running.accepted(call, Work.DELETE, call.access_profile_version, location)


@route(
    "GET",
    VERSIONS_PATH,
    operation="GalleryInVMAccessControlProfileVersions_ListByGalleryInVMAccessControlProfile",
    verb="in-vm-access-control-profile-version list",
    summary="The versions of an in-VM access control profile, lowest number first.",
    limits=("ListGalleryInVMAccessControlProfileVersionsInProfile", 300, 1500),
)
def listed(call: Call) -> Answer:
    found = in_vm_access_control_profile_versions.listed(call.context, call.access_profile, call.page())
    return resources.listing(call, found, lambda body: resources.shown(call, body, _KIND))


def _put(call: Call, written: Written) -> Answer:
    body = response.begun(written.body, is_new=written.is_new)
    return long_running.put(call, call.access_profile_version, written, resources.shown(call, body, _KIND))
