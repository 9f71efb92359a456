"""Galleries, definitions and versions with as little said about them as the services need."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from sig.domain.choices import OsState, OsType
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.storage_profile import ImageSource, StorageProfile
from sig.service import galleries, image_definitions, image_versions
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


def published(*targets: TargetRegion | str, **profile: Any) -> PublishingProfile:
    """Published to regions, each with what is its own."""
    regions = tuple(TargetRegion(name=target) if isinstance(target, str) else target for target in targets)
    return PublishingProfile(target_regions=regions or None, **profile)
