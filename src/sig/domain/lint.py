"""Best practices for galleries, and where what is stored does not follow them."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from sig.domain import latest, regions, response
from sig.domain.records import NamedTuple
from sig.domain.timestamps import from_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from sig.domain.profile import Profile
    from sig.domain.replication import RegionPlan
    from sig.domain.resource_id import ResourceId
    from sig.domain.version_name import VersionName

Body = dict[str, "Any"]
WARNING, NOTE = "warning", "note"
SOON = timedelta(days=30)
_MANY_REGIONS = 1  # what older versions are kept in, by the advice of the docs


class Practice(NamedTuple):
    """One best practice: its number, what is good, why, and how grave it is not to follow it."""

    number: str
    title: str
    why: str
    level: str


PRACTICES = {
    practice.number: practice
    for practice in (
        Practice(
            "L001",
            "A version has an end of life",
            "Without one nobody knows when to stop deploying it, and nothing cleans it up.",
            NOTE,
        ),
        Practice(
            "L002",
            "A region has as many replicas as production needs",
            "One replica is a single point of failure and is throttled when many VMs start at once.",
            WARNING,
        ),
        Practice(
            "L003",
            "Replicas in a region with zones are zone-redundant",
            "Standard_ZRS survives the loss of a zone; Standard_LRS does not.",
            NOTE,
        ),
        Practice(
            "L004",
            "Gallery, definition and version are in one location",
            "An outage of any of their locations stops changes to the version.",
            WARNING,
        ),
        Practice(
            "L005",
            "A definition has a version that latest stands for",
            "Deployments that name the definition fail when every version is excluded or failed.",
            WARNING,
        ),
        Practice(
            "L006",
            "The latest version has not reached its end of life",
            "The end of life blocks no deployment: latest goes on being taken.",
            WARNING,
        ),
        Practice(
            "L007",
            "A version that failed is removed or mended",
            "It costs storage in the regions it did reach, and its number cannot be used.",
            WARNING,
        ),
        Practice(
            "L008",
            "Older versions are kept in one region",
            "The newest belongs everywhere; replicas of older ones are paid for and rarely used.",
            NOTE,
        ),
        Practice(
            "L009",
            "The latest version has full copies",
            "Shallow replication is for tests: it does not carry many deployments.",
            WARNING,
        ),
        Practice(
            "L010",
            "The latest version does not end its life within 30 days",
            "The next one should be there before.",
            NOTE,
        ),
    )
}


class Finding(NamedTuple):
    """Where a practice is not followed, and what to do."""

    number: str
    resource: ResourceId
    message: str
    advice: str


class Stored(NamedTuple):
    """A version as it is stored: its number, ID and body, how it is copied, and what that plan is for."""

    number: VersionName
    identifier: ResourceId
    body: Body
    plan: Sequence[RegionPlan]
    state: str


def of_definition(
    gallery: Body, definition: ResourceId, body: Body, versions: Sequence[Stored], profile: Profile, now: datetime
) -> Iterator[Finding]:
    """What is to be said of a definition and its ``versions``, in the order of their numbers."""

    @cache
    def newest_in(region: str) -> Stored | None:
        return _latest(region, versions, now)

    newest = newest_in(body["location"])
    if body["location"] != gallery["location"]:
        yield Finding(
            "L004",
            definition,
            f"It is in {body['location']}, its gallery in {gallery['location']}.",
            "Create both in one.",
        )
    if versions and newest is None:
        yield Finding(
            "L005",
            definition,
            f"None of its {len(versions)} versions can be the latest in {body['location']}.",
            "See why: sig image-version latest --explain.",
        )
    for version in versions:
        yield from _of_version(version, body, profile, is_latest=version is newest, now=now)
        if version is not newest and version.state != response.FAILED:
            yield from _of_regions(version, [target["name"] for target in _targets(version)], newest_in)


def _of_version(
    version: Stored, definition: Body, profile: Profile, *, is_latest: bool, now: datetime
) -> Iterator[Finding]:
    published = version.body.get("properties", {}).get("publishingProfile", {})
    targets = _targets(version)
    if version.body["location"] != definition["location"]:
        yield Finding(
            "L004",
            version.identifier,
            f"It is in {version.body['location']}, its definition in {definition['location']}.",
            "Create versions in the location of their definition.",
        )
    if version.state == response.FAILED:
        yield Finding(
            "L007",
            version.identifier,
            "Its provisioningState is Failed.",
            "Update it without the failed regions and again with them, or delete it.",
        )
        return
    yield from _of_life(version.identifier, published.get("endOfLifeDate"), is_latest=is_latest, now=now)
    if is_latest:
        yield from _of_replicas(version.identifier, targets, profile)
        if published.get("replicationMode") == "Shallow":
            yield Finding(
                "L009",
                version.identifier,
                "It is replicated in mode Shallow.",
                "Publish it in mode Full before production.",
            )


def _of_regions(version: Stored, names: Sequence[str], newest_in: Callable[[str], Stored | None]) -> Iterator[Finding]:
    """What is kept in many regions; one where it is the latest needs it."""
    outdated = [name for name in names if newest_in(name) is not version]
    if len(outdated) > _MANY_REGIONS:
        yield Finding(
            "L008",
            version.identifier,
            f"It is kept in {len(outdated)} regions where it is not the latest: {', '.join(outdated)}.",
            "Keep it in its home region and where it is the latest: sig image-version update --target-regions.",
        )


def _targets(version: Stored) -> list[Body]:
    targets: list[Body] = version.body.get("properties", {}).get("publishingProfile", {}).get("targetRegions", [])
    return targets


def _of_life(identifier: ResourceId, end: str | None, *, is_latest: bool, now: datetime) -> Iterator[Finding]:
    if end is None:
        yield Finding("L001", identifier, "It has no end of life.", "Give it one: --end-of-life-date.")
        return
    left = from_text(end, target="endOfLifeDate") - now
    if is_latest and left <= timedelta():
        yield Finding(
            "L006",
            identifier,
            f"It is the latest, and its end of life has come: {end}.",
            "Publish a newer version, or exclude it from latest.",
        )
    elif is_latest and left <= SOON:
        yield Finding("L010", identifier, f"Its end of life is near: {end}.", "Publish a newer version before.")


def _of_replicas(identifier: ResourceId, targets: Iterable[Body], profile: Profile) -> Iterator[Finding]:
    advised = max(profile.advised_replicas, 2)
    for target in targets:
        name, count = target["name"], target.get("regionalReplicaCount", 1)
        if count < advised:
            yield Finding(
                "L002",
                identifier,
                f"It has {count} replica{'' if count == 1 else 's'} in {name}; {advised} or more are advised.",
                f"Raise it, and name its other regions too: --target-regions {regions.canonical(name)}={advised}.",
            )
        region = regions.find(name)
        if region is not None and region.has_zrs and target.get("storageAccountType") == "Standard_LRS":
            yield Finding(
                "L003",
                identifier,
                f"Its replicas in {name} are Standard_LRS, and the region has zones.",
                "The storage type is fixed: publish the next version with --storage-account-type Standard_ZRS.",
            )


def _latest(location: str, versions: Sequence[Stored], now: datetime) -> Stored | None:
    region = regions.find(location)
    if region is None:
        return None
    by_number = {version.number: version for version in versions}

    def judge(number: VersionName) -> latest.PassedOver | None:
        version = by_number[number]
        if version.state == response.FAILED:
            return latest.PassedOver(latest.NOT_SUCCEEDED, "is in state Failed")
        return latest.verdict(version.body, version.plan, region, now)

    found = latest.latest(by_number, judge).version
    return by_number[found] if found is not None else None
