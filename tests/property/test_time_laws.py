"""What holds of replication, whatever happens to a version and however far the clock moves in between."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import worlds
from sig.domain import replication, simulation
from sig.domain.faults import Fault, FaultKind
from sig.domain.publishing import TargetRegion
from sig.domain.timestamps import to_text
from sig.service import documents, faults, image_versions
from sig.service.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.domain.image_version import ImageVersion
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context
    from sig.service.image_versions import Replication

HOME = "westus"
DISPLAY = {"westus": "West US", "eastus": "East US", "ukwest": "UK West", "japaneast": "Japan East"}
# Fractions of which 29 % and the like are no round numbers are where a copy could end and yet not be done.
DURATIONS = ["0.1s", "7s", "100s", "8m", "1h0.3s"]
BY_CLOCK = st.sampled_from(
    ["immediate", "size", "size:7", "size:1000000", "regions:westus=2m,*=10m", "regions:ukwest=1m", *DURATIONS]
)
BY_READS = st.sampled_from(["polls:1", "polls:3", "polls:7"])
TARGETS = st.builds(
    lambda others, counts: [(name, counts[name]) for name in (HOME, *others)],
    st.lists(st.sampled_from(sorted(set(DISPLAY) - {HOME})), unique=True, max_size=3),
    st.fixed_dictionaries({name: st.sampled_from([None, 1, 3]) for name in DISPLAY}),
)
SECONDS = st.one_of(
    st.sampled_from([0.000001, 0.05, 3.5, 29.0, 48.0, 60.0, 480.0, 3600.0]),
    st.floats(min_value=0, max_value=1e7, allow_nan=False),
)
SELDOM = st.sampled_from([False, False, False, True])


@dataclass(slots=True)
class Seen:
    """What was seen of a version so far: per region (display name) the state and progress of the copy."""

    published_at: str
    regions: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts_reads: bool = False
    was_created: bool = False


def expected_aggregate(states: set[str]) -> str:
    return "Failed" if "Failed" in states else "InProgress" if "Replicating" in states else "Completed"


class Replications(RuleBasedStateMachine):
    """Versions are put, changed and looked at under a clock that moves forward; faults come and go."""

    @initialize()
    def start(self) -> None:
        self.context: Context = worlds.at(f"memory:{uuid4()}")
        self.definition = worlds.definition(self.context, worlds.gallery(self.context))
        self.numbers = (f"{number}.0.0" for number in count(1))
        self.seen: dict[ResourceId, Seen] = {}

    def under(self, text: str) -> Context:
        return self.context._replace(simulation=simulation.parse(text))

    @rule(text=BY_CLOCK, places=TARGETS)
    def create(self, text: str, places: list[tuple[str, int | None]]) -> None:
        self.created(text, places)

    @rule(text=BY_READS, places=TARGETS)
    def create_by_reads(self, text: str, places: list[tuple[str, int | None]]) -> None:
        self.created(text, places).counts_reads = True

    def created(self, text: str, places: list[tuple[str, int | None]]) -> Seen:
        name = next(self.numbers)
        made = worlds.version(self.under(text), self.definition, name, publishing_profile=published(places))
        self.seen[made] = Seen(to_text(self.context.clock.now()))
        return self.seen[made]

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), text=BY_CLOCK, places=TARGETS, puts=st.booleans())
    def publish_elsewhere(self, data: Any, text: str, places: list[tuple[str, int | None]], puts: bool) -> None:
        version = data.draw(st.sampled_from(list(self.seen)))
        if puts:
            worlds.version(self.under(text), self.definition, version.name, publishing_profile=published(places))
        else:
            image_versions.update(self.under(text), version, published_to(places))
        left = {DISPLAY[name] for name, _ in places}
        seen = self.seen[version]
        seen.regions = {region: row for region, row in seen.regions.items() if region in left}

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), text=st.one_of(BY_CLOCK, BY_READS))
    def put_back_as_it_is(self, data: Any, text: str) -> None:
        version = data.draw(st.sampled_from(list(self.seen)))
        before = self.summary(version)
        image_versions.update(self.under(text), version, lambda stored: stored)
        assert self.summary(version) == before

    @rule(
        kind=st.sampled_from([FaultKind.REPLICATION_FAILED, FaultKind.STUCK]),
        region=st.sampled_from([None, *DISPLAY]),
        progress=st.integers(0, 99),
        times=st.sampled_from([None, 1, 2]),
        probability=st.sampled_from([None, 0.5]),
    )
    def set_fault(self, **given: Any) -> None:
        faults.add(self.context, Fault(**given))

    @rule(meant=SELDOM)
    def clear_faults(self, meant: bool) -> None:
        if meant:
            faults.clear(self.context)

    @rule(seconds=SECONDS)
    def pass_time(self, seconds: float) -> None:
        self.context.clock.sleep(seconds)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def wait_for_the_next_end(self, data: Any) -> None:
        """What waits gets on: the next end lies ahead, and at that instant one more copy has ended."""
        version = data.draw(st.sampled_from(list(self.seen)))
        before = self.replication(version)
        if before.seconds_left is None:
            return
        assert before.seconds_left > 0
        self.context.clock.sleep(before.seconds_left)
        after = self.replication(version)
        assert replicating(after.rows) < replicating(before.rows)

    def shown(self, version: ResourceId, context: Context | None = None) -> Any:
        found = image_versions.show(context or self.context, version, with_replication_status=True)
        self.note(version, found["properties"]["provisioningState"])
        return found["properties"]

    def replication(self, version: ResourceId, context: Context | None = None) -> Replication:
        found = image_versions.replication(context or self.context, version)
        self.note(version, found.state)
        return found

    def note(self, version: ResourceId, state: str) -> None:
        """A version is created until it was there once, and updated ever after."""
        was_created = self.seen[version].was_created
        assert state in ("Succeeded", "Failed", "Updating" if was_created else "Creating")
        self.seen[version].was_created = was_created or state in ("Succeeded", "Failed")

    def summary(self, version: ResourceId) -> Any:
        """The rows without a read of the version: reads move copies that count them."""
        with self.context.store.reading() as view:
            document = documents.require(view, version)
        targets = documents.body(document)["properties"]["publishingProfile"]["targetRegions"]
        plan = documents.plan(document)
        return replication.status([target["name"] for target in targets], plan, self.context.clock.now())

    @invariant()
    def states_agree(self) -> None:
        for version, seen in self.seen.items():
            properties = self.shown(version)
            status, state = properties["replicationStatus"], properties["provisioningState"]
            rows = status["summary"]
            states = {row["state"] for row in rows}
            assert states <= {"Completed", "Replicating", "Failed"}
            assert status["aggregatedState"] == expected_aggregate(states)
            if "Replicating" in states:
                assert state in ("Creating", "Updating")
            else:
                assert state == ("Failed" if "Failed" in states else "Succeeded")
            assert (set(properties["storageProfile"]) == {"source"}) == (state == "Creating")
            assert all((row["state"] == "Completed") == (row["progress"] == 100) for row in rows)
            assert all(0 <= row["progress"] <= 100 for row in rows)
            assert all(bool(row["details"]) == (row["state"] == "Failed") for row in rows)
            regions = [target["name"] for target in properties["publishingProfile"]["targetRegions"]]
            assert [row["region"] for row in rows] == regions
            assert properties["publishingProfile"]["publishedDate"] == seen.published_at

    @invariant()
    def copies_only_get_on(self) -> None:
        for version, seen in self.seen.items():
            for row in self.shown(version)["replicationStatus"]["summary"]:
                state, progress = seen.regions.get(row["region"], ("Replicating", 0))
                assert row["progress"] >= progress
                assert state in ("Replicating", row["state"]), "what has ended stays as it ended"
                seen.regions[row["region"]] = row["state"], row["progress"]

    @invariant()
    def readers_at_one_instant_agree(self) -> None:
        """Whatever simulation and faults a reader has; where reads count, each of them is another instant."""
        other = self.context._replace(clock=FixedClock(self.context.clock.now()), simulation=simulation.parse("1s"))
        for version, seen in self.seen.items():
            if not seen.counts_reads:
                assert self.shown(version) == self.shown(version, other)
                rows = self.replication(version, other).rows
                summary = self.shown(version)["replicationStatus"]["summary"]
                assert [{name: row[name] for name in summary[0]} for row in rows] == summary


def replicating(rows: list[dict[str, Any]]) -> int:
    return sum(row["state"] == "Replicating" for row in rows)


def published(places: list[tuple[str, int | None]]) -> Any:
    return worlds.published(*(TargetRegion(name=name, regional_replica_count=replicas) for name, replicas in places))


def published_to(places: list[tuple[str, int | None]]) -> Callable[[ImageVersion], ImageVersion]:
    def change(stored: ImageVersion) -> ImageVersion:
        return replace(stored, properties=replace(stored.properties, publishing_profile=published(places)))

    return change


TestReplications = Replications.TestCase
TestReplications.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
