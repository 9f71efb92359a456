"""Galleries, definitions and versions with as little said about them as the services need."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from sig.domain.choices import AccessControlMode, EndpointAccess, EndpointType, OsState, OsType
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.gallery_application import ApplicationProperties, GalleryApplication
from sig.domain.gallery_application_version import (
    ApplicationPublishing,
    ApplicationVersionProperties,
    GalleryApplicationVersion,
    ManageActions,
    PackageSource,
)
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.in_vm_access_control_profile import AccessControlProfile, AccessControlProfileProperties
from sig.domain.in_vm_access_control_profile_version import (
    AccessControlProfileVersion,
    AccessControlVersionProperties,
    TargetLocation,
)
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import (
    galleries,
    gallery_application_versions,
    gallery_applications,
    image_definitions,
    image_versions,
    in_vm_access_control_profile_versions,
    in_vm_access_control_profiles,
)
from sig.service.clock import FixedClock
from sig.service.context import Context
from sig.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

SUB = "00000000-0000-0000-0000-000000000000"
OTHER_SUB = "22222222-2222-2222-2222-222222222222"
NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
IMAGE = str(compute_id(SUB, "images", "images", "web"))


def in_memory(place: Path) -> Context:
    return at(f"memory:{place}")


def at(location: str) -> Context:
    """A context with a store at ``location``, a clock that stands still, and GUIDs that count up."""
    numbers = count(1)
    return Context(
        store=open_store(location),
        subscription=SUB,
        clock=FixedClock(NOW),
        new_guid=lambda: f"00000000-0000-0000-0000-{next(numbers):012}",
    )


def gallery(context: Context, name: str = "Main", location: str = "westus", **properties: Any) -> ResourceId:
    """A new gallery."""
    identifier = context.gallery("images", name)
    galleries.create(context, identifier, Gallery(location=location, properties=GalleryProperties(**properties)))
    return identifier


def definition(
    context: Context, of: ResourceId, name: str = "web", location: str | None = None, **properties: Any
) -> ResourceId:
    """A new definition in the gallery ``of``."""
    given = {"os_type": OsType.LINUX, "os_state": OsState.GENERALIZED, **properties}
    identifier = of.child("images", name)
    described = DefinitionProperties(identifier=Identifier(publisher="Contoso", offer="Web", sku=name), **given)
    image_definitions.create(context, identifier, ImageDefinition(location=location, properties=described))
    return identifier


def version(
    context: Context, of: ResourceId, name: str = "1.0.0", location: str | None = None, **properties: Any
) -> ResourceId:
    """A new version of the definition ``of``, made from a managed image unless ``storage_profile`` says otherwise."""
    given = {"storage_profile": StorageProfile(source=ImageSource(id=IMAGE)), **properties}
    identifier = of.child("versions", name)
    request = ImageVersion(location=location, properties=VersionProperties(**given))
    image_versions.create(context, identifier, request)
    return identifier


def application(context: Context, of: ResourceId, name: str = "agent", location: str | None = None) -> ResourceId:
    """A new VM application in the gallery ``of``."""
    identifier = of.child("applications", name)
    properties = ApplicationProperties(supported_os_type=OsType.LINUX)
    gallery_applications.create(context, identifier, GalleryApplication(location=location, properties=properties))
    return identifier


def application_version(context: Context, of: ResourceId, name: str = "1.0.0", *regions: str) -> ResourceId:
    """A new version of the application ``of``."""
    profile = ApplicationPublishing(
        source=PackageSource(media_link="https://c.blob.core.windows.net/p/a.zip"),
        manage_actions=ManageActions(install="i", remove="r"),
        target_regions=tuple(TargetRegion(name=region) for region in regions) or None,
    )
    identifier = of.child("versions", name)
    request = GalleryApplicationVersion(properties=ApplicationVersionProperties(publishing_profile=profile))
    gallery_application_versions.create(context, identifier, request)
    return identifier


def access_profile(context: Context, of: ResourceId, name: str = "imds", location: str | None = None) -> ResourceId:
    """A new in-VM access control profile in the gallery ``of``."""
    identifier = of.child(in_vm_access_control_profiles.COLLECTION, name)
    properties = AccessControlProfileProperties(os_type=OsType.LINUX, applicable_host_endpoint=EndpointType.IMDS)
    request = AccessControlProfile(location=location, properties=properties)
    in_vm_access_control_profiles.create(context, identifier, request)
    return identifier


def access_profile_version(context: Context, of: ResourceId, name: str = "1.0.0", *regions: str) -> ResourceId:
    """A new version of the access control profile ``of``."""
    properties = AccessControlVersionProperties(
        mode=AccessControlMode.AUDIT,
        default_access=EndpointAccess.ALLOW,
        target_locations=tuple(TargetLocation(name=region) for region in regions) or None,
    )
    identifier = of.child("versions", name)
    request = AccessControlProfileVersion(properties=properties)
    in_vm_access_control_profile_versions.create(context, identifier, request)
    return identifier


def published(*targets: TargetRegion | str, **profile: Any) -> PublishingProfile:
    """Published to regions, each with what is its own."""
    regions = tuple(TargetRegion(name=target) if isinstance(target, str) else target for target in targets)
    return PublishingProfile(target_regions=regions or None, **profile)
