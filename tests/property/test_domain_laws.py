"""Laws of the domain: documents come back as they went in, and what is put back changes nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args, get_origin
from uuid import UUID, uuid5

import orjson
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sig.domain import gallery, gallery_identity, image_definition, image_version, publishing, regions
from sig.domain.arm import ArmObject
from sig.domain.choices import (
    Architecture,
    EdgeZoneStorageAccountType,
    HostCaching,
    HyperVGeneration,
    OsState,
    OsType,
    ReplicationMode,
    StorageAccountType,
)
from sig.domain.codec import arm_name, decode, encode, is_record, members
from sig.domain.errors import InvalidParameter, SigError
from sig.domain.profile import PROFILES
from sig.domain.publishing import PublishingProfile, TargetExtendedLocation, TargetRegion
from sig.domain.resource_id import definition_id, gallery_id, version_id
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.domain.timestamps import from_text, to_text
from sig.domain.version_name import VersionName

if TYPE_CHECKING:
    from collections.abc import Iterable

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
PROFILE = st.sampled_from(list(PROFILES.values()))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LARGEST_PART = 2**31 - 1


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field of that type."""
    if is_record(hint):
        return st.builds(hint, **{name: optional(name, inner) for name, _, inner in members(hint)})
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(TEXT, of(get_args(hint)[1]), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {str: TEXT, int: st.integers(-(2**63), 2**63 - 1), bool: st.booleans()}[hint]


def optional(name: str, hint: Any) -> st.SearchStrategy[Any]:
    return of(hint) if name == "properties" else st.none() | of(hint)


RESOURCES: list[Any] = [gallery.Gallery, image_definition.ImageDefinition, image_version.ImageVersion]
ANY_RESOURCE = st.sampled_from(RESOURCES).flatmap(of)


def document_names(resource: Any) -> set[str]:
    kind: Any = type(resource)
    return {arm for _, arm, _ in members(kind)}


# -- documents ------------------------------------------------------------------------------------


@given(ANY_RESOURCE)
def test_decode_undoes_encode(resource: Any) -> None:
    assert decode(type(resource), orjson.loads(orjson.dumps(encode(resource)))) == resource


@given(ANY_RESOURCE)
def test_a_document_has_no_null(resource: Any) -> None:
    assert "null" not in re.sub(r'"(\\.|[^"\\])*"', "", orjson.dumps(encode(resource)).decode())


@given(ANY_RESOURCE, TEXT, TEXT)
def test_a_member_of_a_newer_release_is_left_out(resource: Any, name: str, content: str) -> None:
    document = encode(resource)
    assume(name not in document_names(resource))
    assert decode(type(resource), {**document, name: content}) == resource


@given(ANY_RESOURCE, st.sampled_from([0, 1.5, True, "x", [], {}, [0], {"x": 0}]))
def test_a_member_of_another_type_is_refused_or_comes_back(resource: Any, content: Any) -> None:
    for name in ("location", "tags", "properties"):
        document = {**encode(resource), name: content}
        try:
            decoded = decode(type(resource), document)
        except ValueError:
            continue
        assert encode(decoded)[name] == content or name == "properties"


def arm_objects(kind: Any) -> list[Any]:
    return [kind, *(below for child in kind.__subclasses__() for below in arm_objects(child))]


def test_every_field_has_an_arm_name_of_its_own() -> None:
    for kind in arm_objects(ArmObject)[1:]:
        names = [arm for _, arm, _ in members(kind)]
        assert len({name.casefold() for name in names}) == len(names)
        assert all(re.fullmatch(r"[a-z][A-Za-z]*", name) for name in names), names


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=5), min_size=1, max_size=4))
def test_an_arm_name_says_the_words_of_its_field(words: list[str]) -> None:
    assert arm_name("_".join(words)).casefold() == "".join(words)


# -- what is put back changes nothing -------------------------------------------------------------

LOCATIONS = st.sampled_from(["westus", "West US", "EastUS"])
TAGS = st.none() | st.dictionaries(st.text("ab", min_size=1, max_size=3), TEXT, max_size=2)
LATER = st.integers(0, 10**5).map(lambda days: NOW + timedelta(days=days))
DATES = st.none() | st.sampled_from(["2031-05-01", "2031-05-01T12:59:59.123400Z", "2031-05-01T12:59:59+02:00"])
RANGES = st.builds(
    lambda least, more: image_definition.Range(min=least, max=None if more is None else (least or 0) + more),
    st.none() | st.integers(0, 64),
    st.none() | st.integers(0, 64),
)


class Guids:
    """The same sequence every time."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return str(uuid5(UUID(SUBSCRIPTION), str(self.count)))


MANAGED = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities"
IDENTITIES = st.builds(
    gallery_identity.Identity,
    principal_id=st.none() | TEXT,
    tenant_id=st.none() | TEXT,
    type=st.none() | st.sampled_from(["None", "SystemAssigned", "userassigned", "SystemAssigned,UserAssigned"]),
    user_assigned_identities=st.none()
    | st.dictionaries(
        st.sampled_from("abc").map(
            lambda name: (
                f"/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
            )
        ),
        of(gallery_identity.UserAssignedIdentity),
    ),
)


@given(
    st.builds(
        gallery.Gallery,
        location=LOCATIONS,
        tags=TAGS,
        identity=st.none() | IDENTITIES,
        properties=of(gallery.GalleryProperties),
    ),
    PROFILE,
)
def test_a_gallery_put_back_stays_as_it_is(request: gallery.Gallery, profile: Any) -> None:
    identifier, guids = gallery_id(SUBSCRIPTION, "images", "Contoso"), Guids()
    try:
        stored = gallery.put(identifier, request, None, profile, guids)
    except SigError:
        assume(False)
    assert gallery.put(identifier, stored, stored, profile, guids) == stored


DEFINITIONS = st.builds(
    image_definition.ImageDefinition,
    location=LOCATIONS,
    tags=TAGS,
    properties=st.builds(
        image_definition.DefinitionProperties,
        hyper_v_generation=st.none() | of(HyperVGeneration),
        architecture=st.none() | of(Architecture),
        features=st.none() | of(tuple[image_definition.Feature, ...]),
        os_type=of(OsType),
        os_state=of(OsState),
        description=st.none() | TEXT,
        end_of_life_date=DATES,
        recommended=st.none() | st.builds(image_definition.Recommended, v_cpus=RANGES, memory=RANGES),
        disallowed=st.none() | of(image_definition.Disallowed),
        identifier=st.just(image_definition.Identifier(publisher="Contoso", offer="Ubuntu", sku="22_04")),
    ),
)


@given(DEFINITIONS, PROFILE, LATER)
def test_a_definition_put_back_stays_as_it_is_however_late(
    request: image_definition.ImageDefinition, profile: Any, later: datetime
) -> None:
    identifier = definition_id(SUBSCRIPTION, "images", "Contoso", "ubuntu")
    request = image_definition.with_defaults(request, profile)
    stored = image_definition.put(identifier, request, None, [], profile, NOW)
    assert image_definition.put(identifier, stored, stored, [stored], profile, later) == stored


def compute(collection: str, name: str) -> str:
    return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images/providers/Microsoft.Compute/{collection}/{name}"


CACHING = st.none() | of(HostCaching)
WHOLE_IMAGES = st.builds(
    lambda source, caching: StorageProfile(source=source, os_disk_image=OsDiskImage(host_caching=caching)),
    st.sampled_from(
        [
            ImageSource(id=compute("images", "web")),
            ImageSource(virtual_machine_id=compute("virtualMachines", "web")),
        ]
    ),
    CACHING,
)
SINGLE_DISKS = st.builds(
    lambda caching, luns: StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=compute("snapshots", "os")), host_caching=caching),
        data_disk_images=tuple(
            DataDiskImage(
                lun=lun, source=DiskSource(uri=f"https://a/{lun}", storage_account_id="/x"), host_caching=caching
            )
            for lun in luns
        ),
    ),
    CACHING,
    st.lists(st.integers(0, 63), max_size=3, unique=True),
)
COUNTS = st.sampled_from([*4 * [None], 1, 2, 3, 10, 0, 11])
STORAGE = st.sampled_from(list(StorageAccountType))
TARGETS = st.lists(
    st.builds(
        TargetRegion,
        name=st.sampled_from(["West US", "eastus", "UKSouth", "west europe"]),
        regional_replica_count=COUNTS,
        storage_account_type=st.none() | STORAGE,
        exclude_from_latest=st.none() | st.booleans(),
    ),
    max_size=3,
    unique_by=lambda target: regions.canonical(target.name or ""),
).map(tuple)
ZONES = st.lists(
    st.builds(
        TargetExtendedLocation,
        name=st.just("westus"),
        extended_location_replica_count=COUNTS,
        storage_account_type=st.none() | of(EdgeZoneStorageAccountType),
    ),
    max_size=2,
).map(tuple)
PUBLISHED = st.builds(
    PublishingProfile,
    target_regions=st.none() | TARGETS,
    target_extended_locations=st.none() | ZONES,
    replica_count=COUNTS,
    exclude_from_latest=st.none() | st.booleans(),
    end_of_life_date=DATES,
    storage_account_type=st.none() | STORAGE,
    replication_mode=st.none() | of(ReplicationMode),
)
VERSIONS = st.builds(
    image_version.ImageVersion,
    location=st.sampled_from(["westus", "East US"]),
    tags=TAGS,
    properties=st.builds(
        image_version.VersionProperties,
        publishing_profile=st.none() | PUBLISHED,
        storage_profile=WHOLE_IMAGES | SINGLE_DISKS,
        safety_profile=st.none() | of(image_version.SafetyProfile),
    ),
)


@given(VERSIONS, PROFILE, LATER)
def test_a_version_put_back_stays_as_it_is_however_late(
    request: image_version.ImageVersion, profile: Any, later: datetime
) -> None:
    identifier = version_id(SUBSCRIPTION, "images", "Contoso", "ubuntu", "1.0.0")
    try:
        stored = image_version.put(identifier, request, None, None, profile, NOW)
    except SigError:
        assume(False)
    assert image_version.put(identifier, stored, stored, None, profile, later) == stored


# -- inheritance ----------------------------------------------------------------------------------


def inherited(request: PublishingProfile, home: regions.Region) -> list[tuple[str, int, str]]:
    """What each region gets, as a reader of the documentation would work it out."""
    rows = []
    for target in request.target_regions or (TargetRegion(name=home.name),):
        place = regions.find(target.name or "")
        assert place is not None
        common = 1 if request.replica_count is None else request.replica_count
        count = common if target.regional_replica_count is None else target.regional_replica_count
        kind = target.storage_account_type or request.storage_account_type or "Standard_LRS"
        rows.append((place.display_name, count, str(kind)))
    return rows


@given(PUBLISHED, st.sampled_from(["westus", "eastus"]))
def test_a_region_inherits_what_it_does_not_say(request: PublishingProfile, location: str) -> None:
    home = regions.find(location)
    assert home is not None
    expected = inherited(request, home)
    zones = {place.display_name for place in regions.public_regions() if place.has_zrs}
    zone_counts = [zone.extended_location_replica_count for zone in request.target_extended_locations or ()]
    given = [count for count in (request.replica_count, *zone_counts) if count is not None]
    counts = [*given, *(count for _, count, _ in expected)]
    fits = (
        home.display_name in [name for name, _, _ in expected]
        and all(name in zones for name, _, kind in expected if kind == "Standard_ZRS")
        and all(1 <= count <= PROFILES["2021"].max_replicas for count in counts)
    )
    try:
        published = publishing.published(request, None, home, PROFILES["2021"], NOW)
    except InvalidParameter:
        assert not fits
    else:
        assert fits
        assert expected == [
            (target.name, target.regional_replica_count, target.storage_account_type)
            for target in published.target_regions or ()
        ]


# -- regions, instants, numbers -------------------------------------------------------------------


@given(st.sampled_from(regions.public_regions()), st.data())
def test_a_region_is_found_in_any_spelling(region: regions.Region, data: st.DataObject) -> None:
    letters = [data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in region.name]
    gaps = [data.draw(st.sampled_from(["", "", " ", "  "])) for _ in letters]
    assert regions.find("".join(map("".join, zip(gaps, letters, strict=True)))) == region
    assert regions.find(region.display_name) == region


@given(TEXT)
def test_what_is_no_region_is_refused(text: str) -> None:
    assume(regions.find(text) is None)
    with pytest.raises(SigError):
        regions.require(text, "Microsoft.Compute/galleries")


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS))  # noqa: DTZ001 - Hypothesis adds it
def test_an_instant_comes_back_from_its_text(instant: datetime) -> None:
    text = to_text(instant)
    assert from_text(text, target="x") == instant
    assert to_text(from_text(text, target="x")) == text
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?\+00:00", text)


@given(st.text())
def test_a_text_is_an_instant_or_is_refused(text: str) -> None:
    try:
        instant = from_text(text, target="x")
    except InvalidParameter:
        return
    assert from_text(to_text(instant), target="x") == instant


PARTS = st.integers(0, LARGEST_PART) | st.integers(0, 12)
TRIPLES = st.tuples(PARTS, PARTS, PARTS)


def spelled(parts: Iterable[int]) -> str:
    return ".".join(map(str, parts))


@given(TRIPLES)
def test_a_version_number_comes_back_from_its_text(triple: tuple[int, int, int]) -> None:
    assert str(VersionName.parse(spelled(triple))) == spelled(triple)


@given(TRIPLES, TRIPLES)
def test_version_numbers_order_as_their_integers_do(a: tuple[int, int, int], b: tuple[int, int, int]) -> None:
    one, other = VersionName.parse(spelled(a)), VersionName.parse(spelled(b))
    assert (one < other, one == other) == (a < b, a == b)


@given(st.text("0123456789.-+ v\u0661\n") | st.lists(st.integers(), max_size=4).map(spelled))
def test_a_text_is_the_canonical_number_or_is_refused(text: str) -> None:
    try:
        number = VersionName.parse(text)
    except InvalidParameter:
        return
    assert str(number) == text
    assert all(0 <= part <= LARGEST_PART for part in map(int, text.split(".")))
