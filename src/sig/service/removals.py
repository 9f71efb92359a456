"""Deleting a gallery with all that is in it, in one go or not at all."""

from __future__ import annotations

from sig.domain import consumers as consumer_rules
from sig.domain import removal, soft_delete
from sig.domain.errors import SigError
from sig.domain.removal import Step
from sig.service import consumers, documents, faults, role_assignments, soft_deleted
from sig.service.image_versions import in_order
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sig.domain.consumers import Consumer
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import View

_DEFINITION_TYPE, _VERSION_TYPE = "images", "versions"
_OTHER_TYPES = ("applications", "inVMAccessControlProfiles")


def preview(
    context: Context, gallery: ResourceId, *, bypass_soft_delete: bool = False, force: bool = False
) -> list[dict[str, Any]]:
    """What would be removed, children first, and what stands in the way. Raises ResourceNotFound."""
    _check_rights(context, gallery)
    with context.store.reading() as view:
        documents.require(view, gallery)
        return removal.described(list(_steps(view, context, gallery, for_good=bypass_soft_delete, force=force)))


@operation("gallery delete")
def remove(
    context: Context, gallery: ResourceId, *, bypass_soft_delete: bool = False, force: bool = False
) -> list[dict[str, Any]]:
    """Delete the gallery, its definitions, applications, access control profiles and their versions; answers the steps.

    Raises ResourceNotFound, and CannotDeleteResource with all that stands in the way. A gallery that keeps deleted
    versions is one of these reasons unless ``bypass_soft_delete``, and so is a recorded consumer unless ``force``.
    """
    _check_rights(context, gallery)
    with context.store.writing() as tx:
        documents.require(tx, gallery)
        steps = list(_steps(tx, context, gallery, for_good=bypass_soft_delete, force=force))
        refusal = removal.refuse(gallery, steps)
        if refusal is not None:
            raise refusal
        for step in steps:
            faults.check_lagging(tx, context, step.resource, rule="R007")
            tx.delete(step.resource)
        role_assignments.forget(tx, gallery)
        for left in list(tx.below(gallery)):  # what is no resource: the numbers that are taken
            tx.delete(left)
        return removal.described(steps)


def _check_rights(context: Context, gallery: ResourceId) -> None:
    """Raises AuthorizationFailed unless the caller may see and delete all that can be in ``gallery``."""
    if context.caller is not None:
        from sig.domain.actions import RECURSIVE_DELETE
        from sig.service import authorization

        authorization.check(context, "gallery delete", gallery)
        authorization.demand(context, gallery, RECURSIVE_DELETE)


def _steps(view: View, context: Context, gallery: ResourceId, *, for_good: bool, force: bool) -> Iterator[Step]:
    from sig.domain import gallery as rules
    from sig.domain.gallery import Gallery

    decoded = documents.decoded(view, gallery, Gallery, documents.require(view, gallery))
    keeps_deleted = rules.soft_deletes(decoded) and not for_good
    for name in view.folders(gallery, _DEFINITION_TYPE):
        definition = gallery.child(_DEFINITION_TYPE, name)
        used = {} if force else consumers.by_version(view, definition, context.clock.now())
        for version in in_order(view, definition):
            users = used.get(version.casefold(), [])
            identifier = definition.child(_VERSION_TYPE, version)
            yield _version(view, context, identifier, users, keeps_deleted=keeps_deleted)
        if view.exists(definition):
            yield Step(definition, removal.DELETE)
    for collection in _OTHER_TYPES:
        yield from _with_versions(view, gallery, collection)
    yield from _soft_deleted(view, context, gallery, bypass_soft_delete=for_good)
    try:
        rules.check_deletable(decoded, [])
    except SigError as refusal:
        yield _blocked(context, gallery, refusal)
    else:
        yield Step(gallery, removal.DELETE)


def _version(
    view: View, context: Context, version: ResourceId, users: Sequence[Consumer], *, keeps_deleted: bool
) -> Step:
    from sig.domain import image_version as rules
    from sig.domain.image_version import ImageVersion

    decoded = documents.decoded(view, version, ImageVersion, documents.require(view, version))
    try:
        rules.check_deletable(decoded, context.clock.now())
        consumer_rules.check_unused(version, users)
    except SigError as refusal:
        return _blocked(context, version, refusal)
    if keeps_deleted:
        return removal.blocked(version, removal.refuse_kept(version))
    return Step(version, removal.DELETE)


def _with_versions(view: View, gallery: ResourceId, collection: str) -> Iterator[Step]:
    """What is in ``collection``, and the versions of each: nothing stands in their way."""
    for name in view.folders(gallery, collection):
        holder = gallery.child(collection, name)
        for version in in_order(view, holder):
            yield Step(holder.child(_VERSION_TYPE, version), removal.DELETE)
        if view.exists(holder):
            yield Step(holder, removal.DELETE)


def _blocked(context: Context, resource: ResourceId, refusal: SigError) -> Step:
    if context.caller is not None:
        from sig.service.authorization import discreet

        refusal = discreet(context, refusal)
    return removal.blocked(resource, refusal)


def _soft_deleted(view: View, context: Context, gallery: ResourceId, *, bypass_soft_delete: bool) -> Iterator[Step]:
    """What was soft-deleted before: purged where its time is over or the caller says so."""
    artifact_types = gallery.child("softDeletedArtifactTypes", soft_delete.ARTIFACT_TYPE)
    now = context.clock.now()
    for name in view.folders(artifact_types, "artifacts"):
        for artifact, document in documents.each(view, artifact_types.child("artifacts", name), "versions"):
            if bypass_soft_delete or soft_deleted.is_gone(view, artifact, document, now):
                yield Step(artifact, removal.PURGE)
            else:
                yield removal.blocked(artifact, removal.refuse_recoverable(artifact))
