"""The in-VM access control profile: which metadata endpoint its versions guard, in machines of which system."""

from __future__ import annotations

from sig.domain.arm import ArmObject, arm, replace
from sig.domain.choices import EndpointType, OsType
from sig.domain.errors import InvalidParameter
from sig.domain.names import check_access_profile_name
from sig.domain.resource import check_identity, check_tags, refuse_change, settled_location

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.resource_id import ResourceId

TYPE = "Microsoft.Compute/galleries/inVMAccessControlProfiles"
_ROOT = "galleryInVMAccessControlProfile.properties"


@arm
class AccessControlProfileProperties(ArmObject):
    """Source: SPEC §1.8; the order of the fields is the service's."""

    description: str | None = None
    os_type: OsType | None = None
    applicable_host_endpoint: EndpointType | None = None


@arm
class AccessControlProfile(ArmObject):
    """An in-VM access control profile in ARM shape; ``None`` is absent."""

    name: str | None = None
    id: str | None = None
    type: str | None = None
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: AccessControlProfileProperties = AccessControlProfileProperties()


def put(
    identifier: ResourceId, request: AccessControlProfile, stored: AccessControlProfile | None
) -> AccessControlProfile:
    """The profile that a PUT of ``request`` leaves behind: what the request does not name is dropped.

    Source: SPEC §1.8, R020, R104.
    """
    check_access_profile_name(identifier.name)
    check_identity(identifier, request, "galleryInVMAccessControlProfile")
    check_tags(request.tags)
    _check_os(request.properties.os_type, stored.properties.os_type if stored else None)
    if request.properties.applicable_host_endpoint is None:
        raise InvalidParameter(
            "Required parameter 'applicableHostEndpoint' is missing (null).",
            target=f"{_ROOT}.applicableHostEndpoint",
            hint="Give IMDS or WireServer: --applicable-host-endpoint.",
            rule="R483",
        )
    return replace(
        request,
        name=stored.name if stored else identifier.name,
        id=stored.id if stored else str(identifier),
        type=TYPE,
        location=settled_location(
            request.location or "",
            stored.location if stored else None,
            described=identifier.path,
            resource_type=TYPE,
            group=identifier.resource_group,
        ),
    )


def _check_os(asked: OsType | None, stored: OsType | None) -> None:
    """The operating system is required, and fixed: az has no option to change it. Source: SPEC §1.8, §3.10."""
    if stored is not None and asked is not stored:
        raise refuse_change(f"{_ROOT}.osType", rule="R482")
    if asked is None:
        raise InvalidParameter(
            "Required parameter 'osType' of the access control profile is missing (null).",
            target=f"{_ROOT}.osType",
            hint="Give Linux or Windows: --os-type.",
            rule="R482",
        )
