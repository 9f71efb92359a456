"""The states of replication as functions of the plan and the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from refusals import refused
from sig.domain import replication
from sig.domain.errors import GallerySourceResourceExceedsMaxSize, ReplicationJobsFailed
from sig.domain.replication import RegionPlan
from sig.domain.resource_id import ResourceId, gallery_id
from sig.domain.timestamps import to_text

NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)


def entry(region: str = "West US", seconds: float = 100, **more: Any) -> RegionPlan:
    return RegionPlan(region=region, started_at=to_text(NOW), seconds=seconds, **more)


def version(kind: str) -> ResourceId:
    """A version of an image, application or profile: ``images/i``."""
    collection, name = kind.split("/")
    return gallery_id("s", "g", "r").child(collection, name).child("versions", "1.0.0")


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def rows(plan: list[RegionPlan], seconds: float, *regions: str) -> list[tuple[str, str, int]]:
    found = replication.status(regions or ("West US",), plan, after(seconds))
    return [(row.region, row.state, row.progress) for row in found.summary]


def test_progress_is_the_part_of_the_time_that_has_passed() -> None:
    assert [rows([entry()], seconds)[0][1:] for seconds in (0, 1, 50.5, 99.99, 100, 1e9)] == [
        ("Replicating", 0),
        ("Replicating", 1),
        ("Replicating", 50),
        ("Replicating", 99),
        ("Completed", 100),
        ("Completed", 100),
    ]


def test_before_its_start_a_copy_has_no_progress() -> None:
    assert rows([entry()], -1000) == [("West US", "Replicating", 0)]


def test_reads_count_instead_of_time() -> None:
    plan = [entry(polls=3)]
    seen = []
    for _ in range(4):
        seen.append(rows(plan, 1e9)[0][1:])
        plan = replication.polled(plan) or plan
    assert seen == [("Replicating", 0), ("Replicating", 33), ("Replicating", 66), ("Completed", 100)]
    assert replication.polled(plan) is None, "another read changes nothing"


def test_a_copy_that_fails_does_so_where_it_stops() -> None:
    plan = [entry(stops_at=40, failure="it broke", code="Broken")]
    assert [rows(plan, seconds)[0][1:] for seconds in (39, 40, 100)] == [
        ("Replicating", 39),
        ("Failed", 40),
        ("Failed", 40),
    ]
    summary = replication.status(["West US"], plan, after(40)).summary
    assert summary[0].details == "Replication failed in this region due to 'it broke'"


@pytest.mark.parametrize("seconds", [0.1, 1 / 3, 100, 480, 4388.571428571428])
@pytest.mark.parametrize("percent", [*range(1, 100), None])
def test_a_copy_ends_at_the_instant_that_is_said_and_not_before(seconds: float, percent: int | None) -> None:
    """Though 29 % of 100 s are less than 29 s in floating point: who waits for that instant would wait again."""
    failing: dict[str, Any] = {} if percent is None else {"stops_at": percent, "failure": "it broke"}
    copied = entry(seconds=seconds, **failing)
    left = replication.seconds_to_next_end([copied], NOW)
    assert left is not None
    end = after(left)
    assert replication.state(copied, end - timedelta(microseconds=1)) == "Replicating"
    assert replication.state(copied, end) == ("Completed" if percent is None else "Failed")
    assert replication.progress(copied, end) == (100 if percent is None else percent)


def test_a_copy_that_is_stuck_never_ends() -> None:
    plan = [entry(stops_at=40)]
    assert rows(plan, 1e9) == [("West US", "Replicating", 40)]
    assert replication.is_stuck(plan)
    assert replication.seconds_to_next_end(plan, NOW) is None


def test_one_that_is_stuck_at_nothing_is_told_from_one_that_runs_through() -> None:
    assert rows([entry(stops_at=0)], 1e9) == [("West US", "Replicating", 0)]


@pytest.mark.parametrize(
    ("seconds", "aggregated", "state"),
    [(0, "InProgress", "Creating"), (60, "Failed", "Creating"), (100, "Failed", "Failed")],
)
def test_the_whole_fails_with_one_region_and_the_operation_ends_with_the_last(
    seconds: float, aggregated: str, state: str
) -> None:
    plan = [entry(), entry("East US", stops_at=50, failure="it broke", code="Broken")]
    regions = ["West US", "East US"]
    assert replication.status(regions, plan, after(seconds)).aggregated_state == aggregated
    assert replication.provisioning_state(plan, "Creating", after(seconds)) == state


def test_a_version_without_a_plan_is_complete() -> None:
    assert replication.status(["West US"], [], NOW).aggregated_state == "Completed"
    assert replication.provisioning_state([], "Creating", NOW) == "Succeeded"


def test_an_update_is_of_a_version_that_was_there_once() -> None:
    assert replication.operation_of_update([entry()], "Creating", after(99)) == "Creating"
    assert replication.operation_of_update([entry()], "Creating", after(100)) == "Updating"
    assert replication.operation_of_update([entry()], "Updating", after(99)) == "Updating"


def test_a_new_plan_begins_new_regions_and_goes_on_with_the_others() -> None:
    running, gone = entry(), entry("Japan East")
    planned = replication.replanned(
        [running, gone],
        known=["West US", "Japan East", "North Europe"],
        regions=["East US", "West US", "North Europe", "UK South"],
        begin=lambda region: None if region == "UK South" else entry(region, 7),
    )
    assert planned == [entry("East US", 7), running]


def test_a_region_that_is_removed_and_added_again_is_copied_anew() -> None:
    broken = entry(stops_at=1, failure="it broke", code="Broken")
    without = replication.replanned([broken], ["West US", "East US"], ["East US"], entry)
    assert without == []
    assert replication.replanned(without, ["East US"], ["East US", "West US"], entry) == [entry("West US")]


def test_the_next_end_is_that_of_the_first_copy_still_going() -> None:
    plan = [entry(), entry("East US", 300), entry("UK South", 400, stops_at=50, failure="x", code="X"), entry(polls=2)]
    assert replication.seconds_to_next_end(plan, after(10)) == 90
    assert replication.seconds_to_next_end(plan, after(100)) == 100
    assert replication.seconds_to_next_end(plan, after(250)) == 50
    assert replication.seconds_to_next_end(plan, after(300)) is None


def test_rows_say_what_is_copied_where_and_when_it_ends() -> None:
    targets = [
        {"name": "West US", "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"},
        {"name": "East US", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
    ]
    body = {"properties": {"publishingProfile": {"targetRegions": targets}}}
    assert replication.rows(body, [entry("East US")], after(25)) == [
        {
            "region": "West US",
            "regionalReplicaCount": 2,
            "storageAccountType": "Standard_ZRS",
            "state": "Completed",
            "progress": 100,
            "eta": None,
            "details": "",
        },
        {
            "region": "East US",
            "regionalReplicaCount": 1,
            "storageAccountType": "Standard_LRS",
            "state": "Replicating",
            "progress": 25,
            "eta": "2026-01-07T05:58:26+00:00",
            "details": "",
        },
    ]


@pytest.mark.parametrize(
    ("kind", "target", "command"),
    [
        ("images/i", "galleryImageVersion.properties.publishingProfile.targetRegions", "sig image-version replication"),
        (
            "applications/a",
            "galleryApplicationVersion.properties.publishingProfile.targetRegions",
            "sig gallery-application version show",
        ),
        (
            "inVMAccessControlProfiles/p",
            "galleryInVMAccessControlProfileVersion.properties.targetLocations",
            "sig in-vm-access-control-profile-version show",
        ),
    ],
)
def test_failed_copies_are_told_as_the_service_tells_them(kind: str, target: str, command: str) -> None:
    broken = entry("North Europe", stops_at=1, failure="Failed with internal server error.", code="Broken")
    with refused(
        ReplicationJobsFailed,
        "'{region:North Europe, detail:Failed with internal server error.}'",
        "adding them back",
        command,
        rule="R157",
        target=target,
    ):
        raise replication.refuse_failed(version(kind), [broken])


def test_a_disk_that_is_too_large_is_told_as_that() -> None:
    with refused(
        GallerySourceResourceExceedsMaxSize,
        rule="R066",
        target="galleryImageVersion.properties.storageProfile",
    ):
        raise replication.refuse_failed(version("images/i"), [entry(seconds=0, failure="too large")])
