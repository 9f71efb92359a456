"""A request for a new version taken apart, so that each thing that is wrong with it can be refused by itself.

No rule stands here. The service refuses a request for the first thing that is wrong; asked again without it, it
refuses it for the next.
"""

from __future__ import annotations

from sig.domain import regions
from sig.domain.arm import fields, replace
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.records import NamedTuple
from sig.domain.source import Source, SourceProperties
from sig.domain.storage_profile import OsDiskImage, StorageProfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sig.domain.regions import Region

    Accepts = Callable[[ImageVersion], bool]

ERROR, WARNING, NOTE = "error", "warning", "note"


class Finding(NamedTuple):
    """Something to know before a version is created; an ``error`` is what would refuse it.

    ``rule`` is the number of a rule (``R042``) or practice (``L001``), None for a bad command line.
    """

    level: str
    rule: str | None
    code: str
    message: str
    target: str | None
    hint: str | None


def plain(location: str, source: StorageProfile) -> ImageVersion:
    """A request with nothing in it that could be refused, as far as ``location`` and ``source`` are good."""
    properties = VersionProperties(publishing_profile=PublishingProfile(), storage_profile=source)
    return ImageVersion(location=location, properties=properties)


def assembled(request: ImageVersion, base: ImageVersion, spare: OsDiskImage, accepts: Accepts) -> ImageVersion:
    """As much of ``request`` as is accepted, put piece by piece in place of what ``base`` has.

    ``spare`` is an OS disk for data disks whose own is refused. ``accepts`` says of a whole request whether it would
    be taken, and notes for itself why not.
    """
    draft = base
    if request.location:
        draft = _first(draft, [replace(draft, location=request.location)], accepts)
    draft = _tagged(request, draft, accepts)
    asked = request.properties.publishing_profile or PublishingProfile()
    for name in ("replica_count", "replication_mode", "exclude_from_latest", "end_of_life_date"):
        value = getattr(asked, name)
        if value is not None:
            draft = _first(draft, [_publishing(draft, **{name: value})], accepts)
    if request.properties.safety_profile is not None:
        safe = replace(draft.properties, safety_profile=request.properties.safety_profile)
        draft = _first(draft, [replace(draft, properties=safe)], accepts)
    draft = _replicated(asked, draft, accepts)
    for name in ("storage_account_type", "storage_account_strategy"):
        value = getattr(asked, name)
        if value is not None:
            draft = _first(draft, [_publishing(draft, **{name: value})], accepts)
    draft = _in_edge_zones(asked, draft, accepts)
    draft = _sourced(request.properties.storage_profile, draft, spare, accepts)
    return _encrypted(asked, draft, accepts)


def as_latest(version: dict[str, Any]) -> dict[str, Any]:
    """The body of ``version`` without the flags that leave it out when latest is asked for."""
    properties = version["properties"]
    profile = {**properties["publishingProfile"], "excludeFromLatest": False}
    profile["targetRegions"] = [
        {name: value for name, value in target.items() if name != "excludeFromLatest"}
        for target in profile["targetRegions"]
    ]
    return {**version, "properties": {**properties, "publishingProfile": profile}}


def facets(source: Source, home: Region) -> Iterator[Source]:
    """``source`` once where it is and otherwise unknown, then in ``home`` with one thing known of it at a time."""
    yield replace(source, properties=SourceProperties())
    for name in fields(SourceProperties):
        value = getattr(source.properties, name)
        if value is not None:
            known: dict[str, Any] = {name: value}
            yield replace(source, location=home.name, properties=SourceProperties(**known))


def _first(draft: ImageVersion, candidates: list[ImageVersion], accepts: Accepts) -> ImageVersion:
    return next((candidate for candidate in candidates if accepts(candidate)), draft)


def _publishing(version: ImageVersion, **changes: Any) -> ImageVersion:
    profile = replace(version.properties.publishing_profile or PublishingProfile(), **changes)
    return replace(version, properties=replace(version.properties, publishing_profile=profile))


def _tagged(request: ImageVersion, draft: ImageVersion, accepts: Accepts) -> ImageVersion:
    tags = request.tags or {}
    if not tags or accepts(replace(draft, tags=tags)):
        return replace(draft, tags=request.tags)
    for name, value in tags.items():
        draft = _first(draft, [replace(draft, tags={**(draft.tags or {}), name: value})], accepts)
    return draft


def _replicated(asked: PublishingProfile, draft: ImageVersion, accepts: Accepts) -> ImageVersion:
    """The regions one after the other, without their encryption, each beside the home region."""
    home = regions.canonical(draft.location or "")
    taken: list[TargetRegion] = []
    for target in asked.target_regions or ():
        typed = replace(
            target, encryption=None, storage_account_type=target.storage_account_type or asked.storage_account_type
        )
        candidate = _publishing(draft, target_regions=_with_home([*taken, typed], home))
        if accepts(candidate):
            taken.append(typed)
            draft = candidate
    known = {regions.canonical(target.name or ""): target for target in asked.target_regions or ()}
    if known and home not in known:
        names = tuple(TargetRegion(name=target.name) for name, target in known.items() if regions.find(name))
        if names:
            accepts(_publishing(draft, target_regions=names))
    named = [TargetRegion(name=target.name) for target in asked.target_regions or () if regions.find(target.name or "")]
    if len(named) > len({regions.canonical(target.name or "") for target in named}):
        accepts(_publishing(draft, target_regions=_with_home(named, home)))  # one of the two was refused before
    return draft


def _with_home(targets: list[TargetRegion], home: str) -> tuple[TargetRegion, ...]:
    is_there = any(regions.canonical(target.name or "") == home for target in targets)
    return tuple(targets if is_there else [TargetRegion(name=home), *targets])


def _in_edge_zones(asked: PublishingProfile, draft: ImageVersion, accepts: Accepts) -> ImageVersion:
    for zone in asked.target_extended_locations or ():
        taken = (draft.properties.publishing_profile or PublishingProfile()).target_extended_locations or ()
        bare = replace(zone, encryption=None)
        draft = _first(draft, [_publishing(draft, target_extended_locations=(*taken, bare))], accepts)
    return draft


def _sourced(storage: StorageProfile | None, draft: ImageVersion, spare: OsDiskImage, accepts: Accepts) -> ImageVersion:
    """The sources; where they are refused, the disks one after the other."""
    if storage is None or accepts(_stored(draft, storage)):
        return draft if storage is None else _stored(draft, storage)
    if storage.source is not None or storage.os_disk_image is None:
        return draft
    taken = StorageProfile(os_disk_image=storage.os_disk_image)
    if not accepts(_stored(draft, taken)):
        taken = StorageProfile(os_disk_image=spare)
    draft = _stored(draft, taken)
    for disk in storage.data_disk_images or ():
        wider = replace(taken, data_disk_images=(*(taken.data_disk_images or ()), disk))
        if accepts(_stored(draft, wider)):
            taken, draft = wider, _stored(draft, wider)
    return draft


def _stored(version: ImageVersion, storage: StorageProfile) -> ImageVersion:
    return replace(version, properties=replace(version.properties, storage_profile=storage))


def _encrypted(asked: PublishingProfile, draft: ImageVersion, accepts: Accepts) -> ImageVersion:
    """The encryption of each region, where it is the only one, and then of all: they depend on each other."""
    with_sets = {
        regions.canonical(target.name or ""): target.encryption
        for target in asked.target_regions or ()
        if target.encryption is not None
    }
    if not with_sets:
        return draft
    for name, encryption in with_sets.items():
        alone = (TargetRegion(name=name, encryption=encryption),)
        if regions.find(name):
            accepts(replace(_publishing(draft, target_regions=alone, target_extended_locations=None), location=name))
    taken = (draft.properties.publishing_profile or PublishingProfile()).target_regions or ()
    whole = tuple(replace(target, encryption=with_sets.get(regions.canonical(target.name or ""))) for target in taken)
    return _first(draft, [_publishing(draft, target_regions=whole)], accepts)
