"""Rules hold whatever is asked for: what is stored keeps them, and what is refused leaves no trace."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest import mock
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sig.domain import latest, regions
from sig.domain.choices import (
    HostCaching,
    HyperVGeneration,
    OsState,
    OsType,
    Permissions,
    ReplicationMode,
    StorageAccountType,
)
from sig.domain.errors import SigError
from sig.domain.gallery import Gallery, GalleryProperties, SoftDeletePolicy
from sig.domain.image_definition import (
    DefinitionProperties,
    Disallowed,
    Feature,
    Identifier,
    ImageDefinition,
    Range,
    Recommended,
)
from sig.domain.image_version import ImageVersion, SafetyProfile, VersionProperties
from sig.domain.profile import PROFILES
from sig.domain.publishing import (
    DataDiskEncryption,
    Encryption,
    OsDiskEncryption,
    PublishingProfile,
    TargetExtendedLocation,
    TargetRegion,
)
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import ResourceId, compute_id, version_id
from sig.domain.sharing import CommunityGalleryInfo, SharingProfile
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName
from sig.service import documents, galleries, groups, image_definitions, image_versions, shares
from sig.service.clock import FixedClock
from sig.store import ROOT
from worlds import NOW, OTHER_SUB, SUB, at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sig.service.context import Context

    Call = Callable[[Context], Any]


def mostly(*usual: Any, seldom: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """One of the usual values, and now and then one that a rule forbids or doubts."""
    return st.sampled_from([*usual * (1 + 20 * len(seldom)), *seldom])


def or_none(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def compute(collection: str, name: str, subscription: str = SUB) -> str:
    return str(compute_id(subscription, "images", collection, name))


GALLERIES = mostly("Main", "Main", "main", "MAIN", "Apps", seldom=("a-b", "", "x" * 81, "end."))
DEFINITIONS = mostly("web", "web", "WEB", "db", seldom=("_web", "web_"))
NUMBERS = mostly("1.0.0", "1.2.0", "1.10.0", seldom=("1.0", "01.0.0", "2147483648.0.0"))
LOCATIONS = or_none(mostly("westus", "West US", "WESTUS", "westus", "eastus", seldom=("nowhere", "", "chinaeast")))
TAGS = or_none(mostly({}, {"team": "a"}, seldom=({"": "x"}, {f"t{n}": "" for n in range(51)})))
DATES = or_none(
    mostly("2031-05-01", "2026-02-01T12:59:59.1234Z", "9999-12-31", seldom=("2020-01-01", "2026-13-01", "soon"))
)
FLAGS = st.none() | st.booleans()
COUNTS = or_none(mostly(1, 2, 10, seldom=(0, -1, 11, 101)))
LUNS = mostly(0, 1, 2, 63, seldom=(-1, None))
SETS = or_none(
    mostly(
        compute("diskEncryptionSets", "keys"),
        seldom=(compute("disks", "keys"), "keys", compute("diskEncryptionSets", "keys", OTHER_SUB)),
    )
)
CACHING = or_none(st.sampled_from(HostCaching))
STORAGE = or_none(st.sampled_from(StorageAccountType))
PLACES = mostly("eastus", "East US 2", "UK West", seldom=("nowhere", "West US", "uk west"))

COMMUNITY = st.builds(
    CommunityGalleryInfo,
    publisher_uri=mostly("https://c.test", seldom=(None,)),
    publisher_contact=mostly("a@c.test", seldom=(None,)),
    eula=mostly("eula", seldom=(None,)),
    public_name_prefix=mostly("contoso", seldom=(None, "-")),
)
GALLERY = st.builds(
    Gallery,
    location=LOCATIONS,
    tags=TAGS,
    properties=st.builds(
        GalleryProperties,
        description=or_none(st.text(max_size=3)),
        sharing_profile=or_none(
            st.builds(
                SharingProfile,
                permissions=or_none(st.sampled_from(Permissions)),
                community_gallery_info=or_none(COMMUNITY),
            )
        ),
        soft_delete_policy=or_none(
            st.builds(
                SoftDeletePolicy,
                is_soft_delete_enabled=FLAGS,
                retention_period_in_days=or_none(mostly(7, seldom=(0, -1, 30))),
                grace_period_in_days=or_none(mostly(0, seldom=(-1, 5))),
            )
        ),
    ),
)
RANGES = or_none(st.builds(Range, min=or_none(mostly(1, 2, seldom=(9, -1))), max=or_none(mostly(2, 3, seldom=(0,)))))
DEFINITION = st.builds(
    ImageDefinition,
    location=LOCATIONS,
    tags=TAGS,
    properties=st.builds(
        DefinitionProperties,
        hyper_v_generation=or_none(st.sampled_from(HyperVGeneration)),
        os_type=mostly(*OsType, seldom=(None,)),
        os_state=mostly(*OsState, seldom=(None,)),
        end_of_life_date=DATES,
        recommended=or_none(st.builds(Recommended, v_cpus=RANGES, memory=RANGES)),
        disallowed=or_none(st.builds(Disallowed, disk_types=or_none(st.just(("Standard_LRS",))))),
        features=or_none(
            st.lists(
                st.builds(
                    Feature,
                    name=mostly("SecurityType", "IsHibernateSupported", "DiskControllerTypes", seldom=("", "Unheard")),
                    value=mostly("TrustedLaunch", "true", "SCSI, NVMe", "Standard", seldom=("", "maybe")),
                ),
                max_size=2,
            ).map(tuple)
        ),
        identifier=st.builds(
            Identifier,
            publisher=mostly("Contoso", seldom=("", "a b", "x" * 129, None)),
            offer=mostly("Web", seldom=("end.", "web")),
            sku=mostly(*"abcdefgh", seldom=("A", None)),
        ),
    ),
)
ENCRYPTION = st.builds(
    Encryption,
    os_disk_image=or_none(st.builds(OsDiskEncryption, disk_encryption_set_id=SETS)),
    data_disk_images=or_none(
        st.lists(st.builds(DataDiskEncryption, lun=LUNS, disk_encryption_set_id=SETS), max_size=2).map(tuple)
    ),
)
PUBLISHED = st.builds(
    PublishingProfile,
    target_regions=or_none(
        st.lists(
            st.builds(
                TargetRegion,
                name=PLACES,
                regional_replica_count=COUNTS,
                storage_account_type=STORAGE,
                encryption=mostly(None, None, None) | ENCRYPTION,
                exclude_from_latest=FLAGS,
            ),
            max_size=2,
        ).map(lambda targets: (TargetRegion(name="westus"), *targets))
    ),
    target_extended_locations=or_none(
        st.lists(
            st.builds(TargetExtendedLocation, name=PLACES, extended_location_replica_count=COUNTS), max_size=1
        ).map(tuple)
    ),
    replica_count=COUNTS,
    exclude_from_latest=FLAGS,
    end_of_life_date=DATES,
    storage_account_type=STORAGE,
    replication_mode=or_none(st.sampled_from(ReplicationMode)),
)
WHOLE = st.builds(
    ImageSource,
    id=mostly(
        compute("images", "web"),
        str(version_id(SUB, "images", "Main", "web", "1.0.0")),
        str(version_id(SUB, "images", "MAIN", "db", "1.2.0")),
        seldom=(None, compute("snapshots", "s"), "web", compute("images", "gone", OTHER_SUB)),
    ),
    virtual_machine_id=mostly(None, seldom=(compute("virtualMachines", "vm"), compute("images", "web"))),
)
SNAPSHOTS = st.builds(
    DiskSource,
    id=mostly(*(compute("snapshots", name) for name in "abcdef"), seldom=(None, compute("images", "web"), "s")),
)
DISKS = st.builds(
    StorageProfile,
    os_disk_image=st.builds(OsDiskImage, source=SNAPSHOTS, host_caching=CACHING),
    data_disk_images=or_none(
        st.lists(st.builds(DataDiskImage, lun=LUNS, source=SNAPSHOTS, host_caching=CACHING), max_size=2).map(tuple)
    ),
)
VERSION = st.builds(
    ImageVersion,
    location=LOCATIONS,
    tags=TAGS,
    properties=st.builds(
        VersionProperties,
        publishing_profile=or_none(PUBLISHED),
        storage_profile=st.one_of(
            mostly(StorageProfile(source=ImageSource(id=compute("images", "web"))), seldom=(None,)),
            st.builds(StorageProfile, source=WHOLE),
            DISKS,
        ),
        safety_profile=or_none(
            st.builds(
                SafetyProfile,
                block_deletion_before_end_of_life=FLAGS,
                allow_deletion_of_replicated_locations=FLAGS,
            )
        ),
    ),
)
SHARES = st.builds(
    shares.groups_of,
    st.lists(mostly(SUB, OTHER_SUB, seldom=("me",)), max_size=2),
    st.lists(mostly(OTHER_SUB, seldom=("",)), max_size=1),
)


def gallery_at(context: Context, name: str) -> ResourceId:
    return context.gallery("images", name)


def definition_at(context: Context, gallery: str, name: str) -> ResourceId:
    return gallery_at(context, gallery).child("images", name)


def version_at(context: Context, gallery: str, definition: str, name: str) -> ResourceId:
    return definition_at(context, gallery, definition).child("versions", name)


def of_gallery(verb: Callable[..., Any], *rest: st.SearchStrategy[Any]) -> st.SearchStrategy[Call]:
    """Calls of ``verb`` for some gallery."""
    return st.tuples(GALLERIES, *rest).map(
        lambda given: lambda context: verb(context, gallery_at(context, given[0]), *given[1:])
    )


def of_definition(verb: Callable[..., Any], *rest: st.SearchStrategy[Any]) -> st.SearchStrategy[Call]:
    return st.tuples(GALLERIES, DEFINITIONS, *rest).map(
        lambda given: lambda context: verb(context, definition_at(context, *given[:2]), *given[2:])
    )


def of_version(verb: Callable[..., Any], *rest: st.SearchStrategy[Any]) -> st.SearchStrategy[Call]:
    return st.tuples(GALLERIES, DEFINITIONS, NUMBERS, *rest).map(
        lambda given: lambda context: verb(context, version_at(context, *given[:3]), *given[3:])
    )


def changed(kind: st.SearchStrategy[Any]) -> st.SearchStrategy[Callable[[Any], Any]]:
    """Changes that put some members of another resource in place of those that are stored."""

    def change(other: Any, names: set[str]) -> Callable[[Any], Any]:
        def apply(stored: Any) -> Any:
            members = {name: getattr(other.properties, name) for name in names if hasattr(other.properties, name)}
            return replace(stored, tags=other.tags, properties=replace(stored.properties, **members))

        return apply

    members = "description end_of_life_date os_type features recommended sharing_profile soft_delete_policy"
    members += " publishing_profile storage_profile safety_profile"
    return st.builds(change, kind, st.sets(st.sampled_from(members.split()), max_size=3))


def delete_version(context: Context, version: ResourceId, bypass: bool) -> None:
    image_versions.delete(context, version, bypass_soft_delete=bypass)


CALLS: st.SearchStrategy[Call] = st.one_of(
    *[of_version(image_versions.create, VERSION)] * 6,
    *[of_version(image_versions.update, changed(VERSION))] * 4,
    *[of_definition(image_definitions.create, DEFINITION)] * 2,
    *[of_definition(image_definitions.update, changed(DEFINITION))] * 3,
    of_gallery(galleries.create, GALLERY),
    of_gallery(galleries.update, changed(GALLERY)),
    *[of_version(delete_version, st.booleans())] * 2,
    *[of_version(image_versions.undelete, TAGS.map(lambda tags: tags or {}))] * 2,
    of_gallery(shares.add, SHARES),
    of_gallery(shares.remove, SHARES),
    of_gallery(shares.enable_community),
    of_gallery(shares.reset),
    of_definition(image_definitions.delete),
    of_gallery(galleries.delete),
    mostly("images", "spare", seldom=("bad/name",)).map(lambda name: lambda context: groups.delete(context, name)),
)
# What a sequence stands on: without it, most calls would be about what does not exist.
WEB = ImageDefinition(
    properties=DefinitionProperties(
        os_type=OsType.LINUX,
        os_state=OsState.GENERALIZED,
        identifier=Identifier(publisher="Contoso", offer="Web", sku="web"),
        end_of_life_date="2026-03-01",
    )
)
FIRST = ImageVersion(
    properties=VersionProperties(
        publishing_profile=PublishingProfile(end_of_life_date="2026-02-01"),
        storage_profile=StorageProfile(source=ImageSource(id=compute("images", "web"))),
    )
)
KINDS = (
    GalleryProperties(),
    GalleryProperties(soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True)),
    GalleryProperties(sharing_profile=SharingProfile(permissions=Permissions.GROUPS)),
    GalleryProperties(
        sharing_profile=SharingProfile(
            permissions=Permissions.COMMUNITY,
            community_gallery_info=CommunityGalleryInfo(
                publisher_uri="u", publisher_contact="a@c.test", eula="e", public_name_prefix="contoso"
            ),
        )
    ),
)


def founded(kind: GalleryProperties, calls: list[Call]) -> list[Call]:
    """``calls`` after those that make a gallery of that kind, a definition and a version."""
    return [
        lambda context: galleries.create(
            context, gallery_at(context, "Main"), Gallery(location="westus", properties=kind)
        ),
        lambda context: image_definitions.create(context, definition_at(context, "Main", "web"), WEB),
        lambda context: image_versions.create(context, version_at(context, "Main", "web", "1.0.0"), FIRST),
        *calls,
    ]


SEQUENCES = st.builds(founded, st.sampled_from(KINDS), st.lists(CALLS, min_size=1, max_size=8))
PROFILE = st.sampled_from(list(PROFILES.values()))
UPDATES: dict[str, Callable[..., Any]] = {
    "galleries": galleries.update,
    "images": image_definitions.update,
    "versions": image_versions.update,
}


def resources(context: Context) -> dict[ResourceId, Any]:
    """Every gallery, definition and version in the store, with its body."""
    with context.store.reading() as view:
        found = [place for place in view.below(ROOT) if "softdeletedartifacttypes" not in str(place)]
        return {place: documents.body(documents.require(view, place)) for place in found if place.collection in UPDATES}


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(SEQUENCES, PROFILE, st.integers(0, 10**4))
def test_what_was_accepted_is_accepted_again_and_stays_as_it_is(calls: list[Call], profile: Any, days: int) -> None:
    context = at(f"memory:{uuid4()}")._replace(profile=profile)
    later = context._replace(clock=FixedClock(NOW + timedelta(days=days)))
    for call in calls:
        try:
            call(context)
        except SigError:
            continue
        before = resources(context)
        for resource in before:
            UPDATES[resource.collection](later, resource, lambda stored: stored)
        assert resources(context) == before


# -- what is refused leaves no trace --------------------------------------------------------------


@contextmanager
def file_store(profile: Any) -> Iterator[tuple[Path, Context]]:
    """A store in a folder of its own, written without waiting for the disk."""
    with TemporaryDirectory() as folder, mock.patch("os.fsync"):
        yield Path(folder), at(folder)._replace(profile=profile)


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the lock and who holds it, which are no state; the notes are none either, and count here."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(SEQUENCES, PROFILE, st.sampled_from([1, 1, 2, 100]))
def test_a_refused_call_leaves_every_byte_as_it_was(calls: list[Call], profile: Any, limit: int) -> None:
    limited = profile._replace(max_galleries=limit, max_definitions=limit, max_versions=limit)
    with file_store(limited) as (folder, context):
        before = files(folder)
        for call in calls:
            try:
                call(context)
            except SigError:
                assert files(folder) == before
            else:
                before = files(folder)


# -- latest ---------------------------------------------------------------------------------------

REGIONS = ("westus", "eastus", "uksouth")
TARGET = st.fixed_dictionaries({"name": st.sampled_from(REGIONS)}, optional={"excludeFromLatest": st.booleans()})
TARGETS = st.lists(TARGET, max_size=3, unique_by=lambda target: str(target["name"]))
PARTS = st.integers(0, 3) | st.integers(9, 11) | st.integers(0, 2**31 - 1)
RELEASES = st.dictionaries(
    st.builds(VersionName, PARTS, PARTS, PARTS),
    st.tuples(
        FLAGS,
        TARGETS,
        st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 2), max_size=3),
        st.sampled_from(["Creating", "Updating"]),
    ),
    max_size=6,
)


def released(flag: bool | None, targets: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a version, its regions as the service writes them."""
    shown = [{**target, "name": regions.require(target["name"], "any").display_name} for target in targets]
    own = {} if flag is None else {"excludeFromLatest": flag}
    return {"properties": {"publishingProfile": {"targetRegions": shown, **own}}}


def planned(waits: dict[str, int]) -> list[RegionPlan]:
    """How long each copy takes: one that takes 1 minute is complete at the time of the question, one of 2 is not."""
    return [
        RegionPlan(region=regions.require(name, "any").display_name, started_at=to_text(NOW), seconds=60 * minutes)
        for name, minutes in waits.items()
    ]


def eligible(
    region: str, flag: bool | None, targets: list[dict[str, Any]], waits: dict[str, int], operation: str
) -> bool:
    """Whether a version counts, as a reader of the documentation would work it out."""
    own = [target for target in targets if target["name"] == region]
    is_there = waits.get(region, 0) < 2 and (operation == "Updating" or all(minutes < 2 for minutes in waits.values()))
    return bool(own) and is_there and not own[0].get("excludeFromLatest", flag)


@given(RELEASES, st.sampled_from(REGIONS))
def test_latest_is_the_highest_of_those_that_count(releases: dict[VersionName, Any], region: str) -> None:
    place = regions.require(region, "any")
    now = NOW + timedelta(seconds=60)

    def judge(number: VersionName) -> latest.PassedOver | None:
        flag, targets, waits, operation = releases[number]
        return latest.verdict(released(flag, targets), planned(waits), place, now, operation)

    found = latest.latest(releases, judge)
    assert found.version == max((number for number in releases if eligible(region, *releases[number])), default=None)
    above = sorted((number for number in releases if found.version is None or number > found.version), reverse=True)
    assert [number for number, _ in found.passed_over] == above
