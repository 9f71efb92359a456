"""The question which version latest stands for, answered to a person: with the version, or with every reason."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.records import NamedTuple
from sig.service import documents, image_versions, latest
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.latest import PassedOver
    from sig.domain.regions import Region
    from sig.domain.resource_id import ResourceId
    from sig.domain.version_name import VersionName
    from sig.domain.version_range import VersionRange
    from sig.service.context import Context
    from sig.store import View

_TYPE = "Microsoft.Compute/galleries/images/versions"


class Answer(NamedTuple):
    """The latest version as a GET answers it, None if there is none, and every higher one with why it is not."""

    region: Region
    version: dict[str, Any] | None
    passed_over: tuple[tuple[VersionName, PassedOver], ...]


@operation("image-version latest")
def ask(context: Context, definition: ResourceId, region: str | None, wanted: VersionRange | None) -> Answer:
    """Which of the versions that are ``wanted`` is the latest in ``region``, by default that of the definition.

    Raises ResourceNotFound without the definition, LocationNotAvailable for no region.
    """
    now = context.clock.now()
    with context.store.reading() as view:
        place = _region(view, definition, region)
        found = latest.find(view, definition, place, now, wanted)
    shown = None if found.version is None else image_versions.show(context, found.version)
    return Answer(place, shown, found.passed_over)


def require(context: Context, definition: ResourceId, answer: Answer, wanted: VersionRange | None) -> dict[str, Any]:
    """The version of ``answer``. Raises GalleryImageNotFound with the reasons where there is none."""
    if answer.version is not None:
        return answer.version
    from sig.domain import deployment, version_choice

    if answer.passed_over or wanted is None:
        raise deployment.refuse_latest(str(definition), answer.passed_over, answer.region)
    with context.store.reading() as view:
        raise version_choice.refuse_range(definition, wanted, len(view.names(definition, "versions")))


def _region(view: View, definition: ResourceId, region: str | None) -> Region:
    if region is not None:
        documents.require(view, definition)
        return regions.require(region, _TYPE, target="region")
    return regions.require(documents.body(documents.require(view, definition))["location"], _TYPE)
