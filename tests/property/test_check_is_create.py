"""``check`` finds an error exactly where ``create`` refuses, and finds what ``create`` says among them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sig.domain.choices import OsType, ReplicationMode, StorageAccountStrategy, StorageAccountType
from sig.domain.errors import SigError
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.preflight import ERROR
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.resource_id import compute_id
from sig.domain.source import Source, SourceProperties
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.service import image_versions, preflight, sources
from worlds import IMAGE, SUB, definition, gallery, in_memory, version

if TYPE_CHECKING:
    from pathlib import Path

SNAPSHOTS = [str(compute_id(SUB, "images", "snapshots", name)) for name in ("a", "b")]
REGISTERED = compute_id(SUB, "images", "images", "registered")
places = count()


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


COUNTS = maybe(0, 1, 10, 11)
TYPES = maybe(*StorageAccountType)
TARGETS = st.builds(
    TargetRegion,
    name=st.sampled_from(["westus", "West US", "eastus", "ukwest", "mars", "chinaeast"]),
    regional_replica_count=COUNTS,
    storage_account_type=TYPES,
)
DISKS = st.builds(
    DataDiskImage,
    lun=st.sampled_from([-1, 0, 1]),
    source=st.builds(DiskSource, id=st.sampled_from([*SNAPSHOTS, IMAGE, "x"])),
)
STORAGE = st.one_of(
    st.builds(StorageProfile, source=st.builds(ImageSource, id=maybe(IMAGE, str(REGISTERED), SNAPSHOTS[0], "x"))),
    st.builds(
        StorageProfile,
        os_disk_image=maybe(OsDiskImage(source=DiskSource(id=SNAPSHOTS[0])), OsDiskImage(source=DiskSource(id="x"))),
        data_disk_images=st.lists(DISKS, max_size=3).map(tuple),
    ),
)
REQUESTS = st.builds(
    ImageVersion,
    location=maybe("westus", "East US", "mars"),
    tags=maybe({"": ""}, {"k": "v"}, {"k": "v" * 257, "l": ""}),
    properties=st.builds(
        VersionProperties,
        publishing_profile=st.builds(
            PublishingProfile,
            target_regions=st.lists(TARGETS, max_size=4).map(lambda found: tuple(found) or None),
            replica_count=COUNTS,
            storage_account_type=TYPES,
            storage_account_strategy=maybe(*StorageAccountStrategy),
            replication_mode=maybe(*ReplicationMode),
            end_of_life_date=maybe("2020-01-01", "2040-01-01", "soon"),
        ),
        storage_profile=STORAGE,
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    request=REQUESTS,
    number=st.sampled_from(["1.0.0", "2.0.0", "01.0.0", "x"]),
    name=st.sampled_from(["web", "web", "web", "none"]),
    strict=st.booleans(),
)
def test_check_and_create_agree(tmp_path: Path, request: ImageVersion, number: str, name: str, strict: bool) -> None:
    context = in_memory(tmp_path / str(next(places)))
    web = definition(context, gallery(context))
    version(context, web, "1.0.0")
    known = SourceProperties(os_type=OsType.WINDOWS, size_in_gb=2000)
    sources.add(context, REGISTERED, Source(location="eastus", properties=known))
    context = context._replace(strict=strict)
    identifier = web.parent.child("images", name).child("versions", number)
    errors = {
        (found.rule, found.message) for found in preflight.check(context, identifier, request) if found.level == ERROR
    }
    said: tuple[str | None, str] | None = None
    try:
        image_versions.create(context, identifier, request)
        image_versions.finished(context, identifier)
    except SigError as refusal:
        said = (refusal.rule, refusal.message)
    assert (said in errors) if said else not errors
