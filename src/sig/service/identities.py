"""Managed identities of galleries: assign, remove, show."""

from __future__ import annotations

from sig.domain import gallery_identity
from sig.domain.arm import replace
from sig.service import galleries
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

    from sig.domain.gallery_identity import Identity
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context


@operation("identity assign")
def assign(
    context: Context, identifier: ResourceId, *, system: bool = False, user: Collection[str] = ()
) -> dict[str, Any] | None:
    """Add to the identity of the gallery; answers the whole identity. Source: SPEC §3.10."""
    return _changed(context, identifier, lambda identity: gallery_identity.assigned(identity, system=system, user=user))


@operation("identity remove")
def remove(
    context: Context, identifier: ResourceId, *, system: bool = False, user: Collection[str] | None = None
) -> dict[str, Any] | None:
    """Take from the identity of the gallery; of ``user`` none, those named, or with an empty list all."""
    return _changed(context, identifier, lambda identity: gallery_identity.removed(identity, system=system, user=user))


@operation("identity show")
def show(context: Context, identifier: ResourceId) -> dict[str, Any] | None:
    """The identity of the gallery, None if it has none. Raises ResourceNotFound for no gallery."""
    return galleries.read(context, identifier).get("identity")


def _changed(
    context: Context, identifier: ResourceId, change: Callable[[Identity | None], Identity]
) -> dict[str, Any] | None:
    changed = galleries.changed(
        context, identifier, lambda gallery: replace(gallery, identity=change(gallery.identity))
    )
    return changed.get("identity")
