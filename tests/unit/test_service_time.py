"""Versions under a clock and a simulation: what they show while they are copied, and what can be done with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain import simulation
from sig.domain.errors import ResourceNotFound
from sig.domain.pruning import Policy
from sig.domain.publishing import PublishingProfile, TargetRegion
from sig.domain.regions import find
from sig.domain.storage_profile import DiskSource, ImageSource, OsDiskImage, StorageProfile
from sig.service import channels, clock, clocks, documents, image_versions, inventory, latest, pruning
from sig.service.clock import FixedClock, StoppedClock, SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.image_version import ImageVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context

SOURCE = "galleryImageVersion.properties.storageProfile.source.id"


def under(context: Context, text: str) -> Context:
    return context._replace(simulation=simulation.parse(text))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return under(worlds.in_memory(tmp_path), "regions:westus=2m,eastus=10m")


@pytest.fixture
def version(context: Context) -> ResourceId:
    definition = worlds.definition(context, worlds.gallery(context))
    return worlds.version(context, definition, publishing_profile=worlds.published("westus", "eastus"))


def pass_time(context: Context, minutes: float) -> None:
    context.clock.sleep(minutes * 60)


def state(context: Context, version: ResourceId) -> str:
    found: str = image_versions.show(context, version)["properties"]["provisioningState"]
    return found


def replication_status(context: Context, version: ResourceId) -> Any:
    return image_versions.show(context, version, with_replication_status=True)["properties"]["replicationStatus"]


def published_to(*names: str) -> Any:
    targets = tuple(TargetRegion(name=name) for name in names)

    def change(stored: ImageVersion) -> ImageVersion:
        profile = replace(stored.properties.publishing_profile or PublishingProfile(), target_regions=targets)
        return replace(stored, properties=replace(stored.properties, publishing_profile=profile))

    return change


def latest_in(context: Context, version: ResourceId, region: str) -> ResourceId | None:
    found = find(region)
    assert found is not None
    with context.store.reading() as view:
        return latest.find(view, version.parent, found, context.clock.now()).version


def test_a_version_is_creating_until_its_last_region_is_reached(context: Context, version: ResourceId) -> None:
    seen = []
    for minutes in (0, 2, 7.9, 0.1):
        pass_time(context, minutes)
        seen.append(state(context, version))
    assert seen == ["Creating", "Creating", "Creating", "Succeeded"]


def test_each_region_goes_at_its_own_pace(context: Context, version: ResourceId) -> None:
    pass_time(context, 1)
    assert replication_status(context, version) == {
        "aggregatedState": "InProgress",
        "summary": [
            {"region": "West US", "state": "Replicating", "details": "", "progress": 50},
            {"region": "East US", "state": "Replicating", "details": "", "progress": 10},
        ],
    }
    pass_time(context, 1)
    assert [row["state"] for row in replication_status(context, version)["summary"]] == ["Completed", "Replicating"]


def test_two_readers_at_one_instant_agree(context: Context, version: ResourceId) -> None:
    pass_time(context, 3)
    other = context._replace(clock=FixedClock(context.clock.now()), simulation=None)
    assert replication_status(context, version) == replication_status(other, version)


def test_a_version_from_a_whole_image_shows_only_its_source_while_it_is_created(
    context: Context, version: ResourceId
) -> None:
    def storage() -> Any:
        return image_versions.show(context, version)["properties"]["storageProfile"]

    assert storage() == {"source": {"id": worlds.IMAGE}}
    pass_time(context, 10)
    assert {"source", "osDiskImage"} <= storage().keys()


def test_a_version_from_a_disk_shows_no_sizes_while_it_is_created(context: Context) -> None:
    uri, account = "https://a.blob.core.windows.net/vhds/web.vhd", worlds.IMAGE.replace("images/web", "x")
    account = account.replace("Microsoft.Compute/images/web", "Microsoft.Storage/storageAccounts/a")
    disk = OsDiskImage(size_in_gb=30, source=DiskSource(uri=uri, storage_account_id=account))
    definition = worlds.definition(context, worlds.gallery(context))
    made = worlds.version(context, definition, storage_profile=StorageProfile(os_disk_image=disk))
    during = image_versions.show(context, made)["properties"]["storageProfile"]["osDiskImage"]
    pass_time(context, 10)
    after = image_versions.show(context, made)["properties"]["storageProfile"]["osDiskImage"]
    assert "sizeInGB" not in during
    assert {**during, "sizeInGB": after.get("sizeInGB")} == {"sizeInGB": None, **after}


def test_a_version_has_one_state_wherever_it_is_shown(context: Context, version: ResourceId) -> None:
    pass_time(context, 10)
    context = under(context, "5m")
    image_versions.update(context, version, published_to("westus", "eastus", "uksouth"))
    channel = channels.point(context, version.parent, "stable", version.name)
    (gallery,) = inventory.tree(context)
    (shown,) = gallery["definitions"][0]["versions"]
    (decision,) = pruning.rows(pruning.decided(context, version.parent, Policy(keep=0)))
    assert (state(context, version), channel["provisioningState"], shown["state"]) == ("Updating",) * 3
    assert "is not finished: its state is Updating" in decision["reasons"]


def test_adding_a_region_is_an_update_that_takes_the_time_of_that_region(context: Context, version: ResourceId) -> None:
    pass_time(context, 10)
    context = under(context, "5m")
    before = image_versions.show(context, version)
    changed = image_versions.update(context, version, published_to("westus", "eastus", "uksouth"))
    assert changed["properties"]["provisioningState"] == "Updating"
    assert changed["properties"]["storageProfile"] == before["properties"]["storageProfile"], "sizes stay"
    assert [row["progress"] for row in replication_status(context, version)["summary"]] == [100, 100, 0]
    pass_time(context, 5)
    assert state(context, version) == "Succeeded"


def test_an_update_of_a_version_that_is_being_created_leaves_it_creating(context: Context, version: ResourceId) -> None:
    pass_time(context, 1)
    changed = image_versions.update(context, version, published_to("westus"))
    assert changed["properties"]["provisioningState"] == "Creating"
    assert [row["progress"] for row in replication_status(context, version)["summary"]] == [50]


def test_a_version_put_again_goes_on_as_it_was_planned(context: Context, version: ResourceId) -> None:
    pass_time(context, 5)
    image_versions.update(context, version, lambda stored: stored)
    pass_time(context, 5)
    assert state(context, version) == "Succeeded"


def test_a_version_is_the_latest_once_it_succeeded_and_can_be_copied_from_where_it_already_is(
    context: Context, version: ResourceId
) -> None:
    pass_time(context, 2)
    assert latest_in(context, version, "westus") is None
    copied = StorageProfile(source=ImageSource(id=str(version)))
    worlds.version(context, version.parent, "2.0.0", location="westus", storage_profile=copied)
    with refused(ResourceNotFound, "'East US'", "West US, East US (Replicating)", rule="R055", target=SOURCE):
        worlds.version(context, version.parent, "3.0.0", location="eastus", storage_profile=copied)
    pass_time(context, 8)
    assert latest_in(context, version, "eastus") == version


def test_with_polls_the_nth_read_finds_it_done(context: Context) -> None:
    context = under(context, "polls:3")
    made = worlds.version(context, worlds.definition(context, worlds.gallery(context)))
    assert [state(context, made) for _ in range(4)] == ["Creating", "Creating", "Succeeded", "Succeeded"]


def test_a_list_is_no_read_of_its_versions(context: Context) -> None:
    context = under(context, "polls:2")
    made = worlds.version(context, worlds.definition(context, worlds.gallery(context)))
    for _ in range(5):
        (item,) = image_versions.listed(context, made.parent).items
        assert item["properties"]["provisioningState"] == "Creating"


def test_the_immediate_simulation_leaves_no_plan_behind(context: Context) -> None:
    context = context._replace(simulation=None)
    made = worlds.version(context, worlds.definition(context, worlds.gallery(context)))
    with context.store.reading() as view:
        assert documents.require(view, made).keys() == {"created_at", "changed_at", "resource"}


def test_a_faster_simulation_is_planned_in_the_seconds_of_the_clock(context: Context) -> None:
    context = context._replace(clock=SystemClock(speed=60))
    made = worlds.version(context, worlds.definition(context, worlds.gallery(context)))
    with context.store.reading() as view:
        assert [entry.seconds for entry in documents.plan(documents.require(view, made))] == [2]


# The clock of the store


def kept(context: Context) -> Context:
    """The context of the next command."""
    return context._replace(clock=clock.chosen(context.store))


@pytest.fixture
def store_clock(context: Context) -> Context:
    context = context._replace(clock=SystemClock())
    clocks.set_to(context, worlds.NOW)
    return kept(context)


def test_a_clock_that_is_set_stands_still_for_everybody(store_clock: Context) -> None:
    assert store_clock.clock.now() == worlds.NOW
    assert clocks.show(store_clock) == {"mode": "stopped", "now": "2026-01-07T05:56:46+00:00"}


def test_who_waits_moves_a_stopped_clock_for_everybody(store_clock: Context) -> None:
    other = kept(store_clock)
    store_clock.clock.sleep(90)
    other.clock.sleep(30)
    assert kept(store_clock).clock.now() == worlds.NOW + timedelta(seconds=90), "waits side by side overlap"


def test_advancing_moves_a_stopped_clock_on(store_clock: Context) -> None:
    clocks.advance(store_clock, 60)
    assert clocks.advance(kept(store_clock), 60)["now"] == "2026-01-07T05:58:46+00:00"


def test_a_clock_can_run_from_where_it_is_set(context: Context) -> None:
    context = context._replace(clock=SystemClock())
    assert clocks.set_to(context, worlds.NOW, running=True)["mode"] == "running"
    ahead = kept(context).clock.now() - worlds.NOW
    assert timedelta() <= ahead < timedelta(minutes=1)


def test_advancing_the_clock_of_the_machine_runs_ahead_of_it(context: Context) -> None:
    context = context._replace(clock=SystemClock())
    clocks.advance(context, 3600)
    ahead = kept(context).clock.now() - SystemClock().now()
    assert timedelta(minutes=59) < ahead < timedelta(minutes=61)


def test_a_clock_that_is_reset_is_that_of_the_machine(store_clock: Context) -> None:
    assert clocks.reset(store_clock)["mode"] == "machine"
    assert isinstance(kept(store_clock).clock, SystemClock)


def test_a_clock_that_was_reset_meanwhile_is_not_moved(store_clock: Context) -> None:
    clocks.reset(store_clock)
    store_clock.clock.sleep(90)
    assert isinstance(store_clock.clock, StoppedClock)
    assert isinstance(kept(store_clock).clock, SystemClock)
