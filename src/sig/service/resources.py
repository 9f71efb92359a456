"""Any resource by its ID alone: show and delete, by what its type is."""

from __future__ import annotations

from sig.domain import source as source_rules
from sig.service import (
    galleries,
    gallery_application_versions,
    gallery_applications,
    image_definitions,
    image_versions,
    in_vm_access_control_profile_versions,
    in_vm_access_control_profiles,
    sources,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

    Services = tuple[Callable[[Context, ResourceId], dict[str, Any]], Callable[[Context, ResourceId], object]]

# type, case-folded -> what shows and what deletes it
_SERVICES: dict[str, Services] = {
    "microsoft.compute/galleries": (galleries.show, galleries.delete),
    "microsoft.compute/galleries/images": (image_definitions.show, image_definitions.delete),
    "microsoft.compute/galleries/images/versions": (image_versions.show, image_versions.delete),
    "microsoft.compute/galleries/applications": (gallery_applications.show, gallery_applications.delete),
    "microsoft.compute/galleries/applications/versions": (
        gallery_application_versions.show,
        gallery_application_versions.delete,
    ),
    "microsoft.compute/galleries/invmaccesscontrolprofiles": (
        in_vm_access_control_profiles.show,
        in_vm_access_control_profiles.delete,
    ),
    "microsoft.compute/galleries/invmaccesscontrolprofiles/versions": (
        in_vm_access_control_profile_versions.show,
        in_vm_access_control_profile_versions.delete,
    ),
}


def show(context: Context, identifier: ResourceId) -> dict[str, Any]:
    """The ARM body of a gallery, definition, version or registered source. Raises ResourceNotFound."""
    return _services(identifier)[0](context, identifier)


def delete(context: Context, identifier: ResourceId) -> None:
    """As the command of its noun deletes it; a registered source is forgotten."""
    _services(identifier)[1](context, identifier)


def _services(identifier: ResourceId) -> Services:
    found = _SERVICES.get(identifier.type.casefold())
    if found is not None:
        return found
    source_rules.kind_of(identifier)  # refuses what is none
    return sources.show, sources.remove
