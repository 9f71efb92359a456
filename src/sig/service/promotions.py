"""Promoting a version: another gallery gets a copy of it, made as Azure makes one."""

from __future__ import annotations

from sig.domain import revocation
from sig.domain.arm import replace
from sig.domain.image_definition import ImageDefinition
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.records import NamedTuple
from sig.domain.storage_profile import ImageSource, StorageProfile, source_version
from sig.service import documents, image_definitions, image_versions, revocations
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.store import Transaction, View


class Promotion(NamedTuple):
    """What is wanted. ``regions`` None are those of the source; ``exclude_from_latest`` is that of the copy."""

    source: ResourceId
    target: ResourceId
    regions: tuple[TargetRegion, ...] | None = None
    create_definition: bool = False
    exclude_from_latest: bool = False


class Promoted(NamedTuple):
    """The copy, as a PUT answers it, and whether it was there before, made from the same version."""

    version: dict[str, Any]
    is_unchanged: bool = False


# Difference from az (image-version promote extra): A copy takes the tags, the end of life and the regions of the
# version it is made from. `sig image-version promote` sends them; whether the copy is left out of latest is decided
# anew, and what guards the original from deletion stays behind.
@operation("image-version promote", lambda _, wanted: wanted.target)
def promote(context: Context, wanted: Promotion) -> Promoted:
    """Create ``wanted.target`` with ``wanted.source`` as its source.

    A version that was made from the same one before is left as it is. Raises ResourceNotFound for a source that does
    not exist, OperationNotAllowed for a revoked one, and whatever the creation of a version can be refused with.
    """
    if context.caller is not None:
        _check_rights(context, wanted)
    around = context._replace(subscription=wanted.target.subscription)
    with context.store.writing() as tx:
        document = documents.require(tx, wanted.source)
        source = documents.decoded(tx, wanted.source, ImageVersion, document)
        if _came_from(tx, wanted.target, wanted.source):
            stands = documents.require(tx, wanted.target)
            return Promoted(image_versions.shown(context, stands), is_unchanged=True)
        revoked = revocations.of(tx, wanted.source, document)
        if revoked is not None:
            raise revocation.refuse_revoked(wanted.source, revoked, "be promoted")
        if wanted.create_definition and not tx.exists(wanted.target.parent):
            _copy_definition(tx, around, wanted.source.parent, wanted.target.parent)
        request = replace(_request(source, wanted), location=_location(tx, wanted.target.top))
        return Promoted(image_versions.create_in(tx, around, wanted.target, request))


def _check_rights(context: Context, wanted: Promotion) -> None:
    """Raises unless the caller may read what is copied, and create the definition where that is asked for."""
    from sig.service import authorization

    authorization.check_linked(context, "image-version promote", wanted.target, [wanted.source])
    if wanted.create_definition:
        authorization.check(context, "image-definition show", wanted.source.parent)
        authorization.check(context, "image-definition create", wanted.target.parent)


def _came_from(view: View, target: ResourceId, source: ResourceId) -> bool:
    document = documents.get(view, target)
    if document is None:
        return False
    stored = documents.decoded(view, target, ImageVersion, document)
    return source_version(stored.properties.storage_profile) == source


def _copy_definition(tx: Transaction, context: Context, source: ResourceId, target: ResourceId) -> None:
    """The same definition under the name of ``target``, where that gallery is; channels stay behind."""
    from sig.domain.channels import TAG_PREFIX

    found = documents.decoded(tx, source, ImageDefinition, documents.require(tx, source))
    tags = {name: text for name, text in (found.tags or {}).items() if not name.lower().startswith(TAG_PREFIX)}
    request = ImageDefinition(tags=tags, location=_location(tx, target.parent), properties=found.properties)
    image_definitions.create_in(tx, context, target, request)


def _location(view: View, gallery: ResourceId) -> str | None:
    document = documents.get(view, gallery)
    return None if document is None else str(documents.body(document)["location"])


def _request(source: ImageVersion, wanted: Promotion) -> ImageVersion:
    profile = source.properties.publishing_profile or PublishingProfile()
    inherited = tuple(replace(target, exclude_from_latest=None) for target in profile.target_regions or ())
    tags = {name: text for name, text in (source.tags or {}).items() if name not in revocation.TAGS}
    return ImageVersion(
        tags=tags,
        properties=VersionProperties(
            publishing_profile=PublishingProfile(
                target_regions=wanted.regions or inherited or None,
                end_of_life_date=profile.end_of_life_date,
                exclude_from_latest=wanted.exclude_from_latest,
            ),
            storage_profile=StorageProfile(source=ImageSource(id=source.id or str(wanted.source))),
        ),
    )
