"""Checking a version before it is created: everything at once, and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sig.domain.choices import OsState, OsType, ReplicationMode, StorageAccountType
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import Encryption, OsDiskEncryption, TargetRegion
from sig.domain.resource_id import ResourceId, compute_id
from sig.domain.source import Source, SourceProperties
from sig.domain.storage_profile import DataDiskImage, DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.service import preflight, sources
from sig.store import ROOT, StoreCorrupt
from worlds import IMAGE, SUB, definition, gallery, in_memory, published, version

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.preflight import Finding
    from sig.service.context import Context

FROM_IMAGE = StorageProfile(source=ImageSource(id=IMAGE))
SET = str(compute_id(SUB, "images", "diskEncryptionSets", "d"))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return in_memory(tmp_path)


@pytest.fixture
def web(context: Context) -> ResourceId:
    return definition(context, gallery(context))


def check(context: Context, identifier: ResourceId, **asked: Any) -> list[Finding]:
    given = {"storage_profile": FROM_IMAGE, "publishing_profile": None, **asked}
    own = {name: given.pop(name) for name in ("location", "tags") if name in given}
    return preflight.check(context, identifier, ImageVersion(properties=VersionProperties(**given), **own))


def rules(found: list[Finding], level: str = "error") -> list[str]:
    return sorted(finding.rule or "" for finding in found if finding.level == level)


def test_a_good_version_has_no_errors_and_the_practices_it_does_not_follow(context: Context, web: ResourceId) -> None:
    found = check(context, web.child("versions", "1.0.0"), location="westus2")
    assert rules(found) == []
    assert rules(found, "warning") == ["L002", "L004"]
    assert rules(found, "note") == ["L001", "L003"]
    best = published(
        TargetRegion(name="westus", regional_replica_count=2), end_of_life_date="2030-01-01T00:00:00+00:00"
    )
    assert check(context, web.child("versions", "1.0.0"), publishing_profile=best) == []
    shallow = published(replica_count=2, replication_mode=ReplicationMode.SHALLOW, end_of_life_date="2030-01-01")
    assert rules(check(context, web.child("versions", "1.0.0"), publishing_profile=shallow), "warning") == ["L009"]


def test_everything_that_is_wrong_is_found_at_once(context: Context, web: ResourceId) -> None:
    profile = published(
        TargetRegion(name="mars"),
        TargetRegion(name="eastus", regional_replica_count=200),
        TargetRegion(name="ukwest", storage_account_type=StorageAccountType.STANDARD_ZRS),
        TargetRegion(name="eastus2"),
        TargetRegion(name="East US 2"),
        replica_count=0,
        end_of_life_date="2020-01-01",
    )
    disks = StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=IMAGE)),
        data_disk_images=(DataDiskImage(lun=0, source=DiskSource(id="x")),),
    )
    found = check(
        context,
        web.child("versions", "01.0.0"),
        publishing_profile=profile,
        storage_profile=disks,
        tags={"k": "v" * 300, "good": "1"},
    )
    assert rules(found) == [
        *("R029", "R032", "R040", "R042", "R043", "R044", "R045", "R045", "R052", "R054", "R112"),
    ]
    assert all(finding.hint for finding in found)


def test_a_region_given_twice_is_found_though_one_of_the_two_is_refused(context: Context, web: ResourceId) -> None:
    twice = (TargetRegion(name="eastus", regional_replica_count=200), TargetRegion(name="East US"))
    home = TargetRegion(name="westus")
    found = check(context, web.child("versions", "1.0.0"), publishing_profile=published(home, *twice))
    assert rules(found) == ["R043", "R045"]


def test_what_is_missing_above_hides_nothing_below(context: Context) -> None:
    nowhere = context.gallery("images", "None").child("images", "web").child("versions", "1.0.0")
    found = check(context._replace(strict=True), nowhere, publishing_profile=published("mars", replica_count=11))
    assert rules(found) == ["R008", "R041", "R044", "R045", "R055a"]


def test_each_thing_that_is_wrong_with_a_registered_source_is_found(context: Context, web: ResourceId) -> None:
    source = ResourceId.parse(IMAGE)
    properties = SourceProperties(os_type=OsType.WINDOWS, os_state=OsState.SPECIALIZED, size_in_gb=4000)
    sources.add(context, source, Source(location="eastus", properties=properties))
    found = check(context, web.child("versions", "1.0.0"))
    assert rules(found) == ["R055", "R060", "R062", "R066"]


def test_each_disk_is_looked_at(context: Context, web: ResourceId) -> None:
    snapshot = str(compute_id(SUB, "images", "snapshots", "os"))
    other = str(compute_id(SUB, "images", "snapshots", "data"))
    disks = StorageProfile(
        os_disk_image=OsDiskImage(source=DiskSource(id=snapshot)),
        data_disk_images=(
            DataDiskImage(lun=0, source=DiskSource(id=other)),
            DataDiskImage(lun=0, source=DiskSource(id=f"{other}2")),
            DataDiskImage(lun=1, source=DiskSource(id=snapshot)),
            DataDiskImage(lun=2, source=DiskSource(id=IMAGE)),
        ),
    )
    found = check(context, web.child("versions", "1.0.0"), storage_profile=disks)
    assert sorted(set(rules(found))) == ["R054", "R058", "R059"]


def test_encryption_is_looked_at_by_region_and_as_a_whole(context: Context, web: ResourceId) -> None:
    def encrypted(text: str) -> Encryption:
        return Encryption(os_disk_image=OsDiskEncryption(disk_encryption_set_id=text))

    profile = published(
        TargetRegion(name="westus", encryption=encrypted(SET)),
        TargetRegion(name="eastus", encryption=encrypted("x")),
        TargetRegion(name="ukwest", encryption=encrypted(SET.replace(SUB, SUB.replace("0", "1")))),
        replica_count=11,
    )
    found = check(context, web.child("versions", "1.0.0"), publishing_profile=profile)
    assert sorted(set(rules(found))) == ["R045", "R069.a", "R069.c"]
    partly = published(TargetRegion(name="westus", encryption=encrypted(SET)), "eastus", replica_count=11)
    assert rules(check(context, web.child("versions", "1.0.0"), publishing_profile=partly)) == ["R045", "R069.e"]


def test_r260_r261_the_number_is_looked_at(context: Context, web: ResourceId) -> None:
    version(context, web, "2.0.0")
    assert rules(check(context, version(context, web, "1.0.0")), "warning") == ["L002", "R260", "R261"]
    assert "R261" not in rules(check(context, web.child("versions", "2.0.1")), "warning")


def test_of_a_replacement_the_first_refusal_is_found(context: Context, web: ResourceId) -> None:
    there = version(context, web, "1.0.0")
    found = check(context, there, publishing_profile=published("eastus", replica_count=11))
    assert len(rules(found)) == 1


def test_nothing_is_written(context: Context, web: ResourceId) -> None:
    def content() -> dict[str, Any]:
        with context.store.reading() as view:
            return {str(found): view.get(found) for found in view.below(ROOT)}

    before = content()
    check(context, web.child("versions", "1.0.0"))
    check(context, web.child("versions", "x"), publishing_profile=published("mars"))
    assert content() == before


def test_a_damaged_store_is_no_finding(context: Context, web: ResourceId) -> None:
    with context.store.writing() as tx:
        tx.put(web.parent, {"resource": {}})
    with pytest.raises(StoreCorrupt):
        check(context, web.child("versions", "1.0.0"))
