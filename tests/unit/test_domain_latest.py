"""Latest: which version it stands for in a region, and why each higher one does not count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sig.domain import latest, regions
from sig.domain.latest import PassedOver
from sig.domain.replication import RegionPlan
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName

if TYPE_CHECKING:
    from typing import Any

NOW = datetime(2026, 1, 7, 5, 56, 46, tzinfo=UTC)
WEST = regions.require("westus", "any")


def version(*targets: dict[str, Any], **profile: Any) -> dict[str, Any]:
    return {"properties": {"publishingProfile": {"targetRegions": list(targets), **profile}}}


def here(**own: Any) -> dict[str, Any]:
    return {"name": "West US", **own}


def chosen(**bodies: dict[str, Any]) -> tuple[str | None, dict[str, str]]:
    """The latest of the versions, named ``v1_0_0``, and the reasons against those above it."""
    named = {VersionName.parse(name[1:].replace("_", ".")): body for name, body in bodies.items()}
    found = latest.latest(named, lambda number: latest.verdict(named[number], [], WEST, NOW))
    return found.version and str(found.version), {str(number): why.reason for number, why in found.passed_over}


def test_the_highest_number_is_the_latest_and_not_the_longest_text() -> None:
    assert chosen(v1_9_0=version(here()), v1_10_0=version(here()), v1_2_99=version(here())) == ("1.10.0", {})


def test_each_higher_version_is_passed_over_for_a_reason() -> None:
    assert chosen(
        v1_0_0=version(here(), excludeFromLatest=True),
        v1_1_0=version(here()),
        v2_0_0=version(here(), excludeFromLatest=True),
        v3_0_0=version(here(excludeFromLatest=True)),
        v4_0_0=version({"name": "East US"}),
    ) == (
        "1.1.0",
        {
            "4.0.0": latest.NOT_REPLICATED,
            "3.0.0": latest.EXCLUDED_IN_REGION,
            "2.0.0": latest.EXCLUDED,
        },
    )


def test_the_flag_of_the_region_decides_over_that_of_the_version() -> None:
    included = version(here(excludeFromLatest=False), excludeFromLatest=True)
    assert chosen(v1_0_0=version(here()), v1_1_0=included) == ("1.1.0", {})
    elsewhere = version(here(), {"name": "East US", "excludeFromLatest": True})
    assert chosen(v1_0_0=version(here()), v1_1_0=elsewhere) == ("1.1.0", {})


def test_without_an_eligible_version_there_is_no_latest() -> None:
    assert chosen() == (None, {})
    assert chosen(v1_0_0=version(here(), excludeFromLatest=True)) == (None, {"1.0.0": latest.EXCLUDED})


def test_a_version_counts_once_its_copy_to_the_region_is_complete() -> None:
    body = version({"name": "East US"}, here())
    plan = [RegionPlan(region="West US", started_at=to_text(NOW), seconds=60)]
    before = latest.verdict(body, plan, WEST, NOW + timedelta(seconds=59))
    assert before == PassedOver(latest.REPLICATING, "is not ready in westus: its replication is Replicating")
    assert latest.verdict(body, plan, WEST, NOW + timedelta(seconds=60)) is None


FAILED_ELSEWHERE = RegionPlan(region="East US", started_at=to_text(NOW), seconds=0, failure="it broke", code="Broken")
STILL_ELSEWHERE = RegionPlan(region="East US", started_at=to_text(NOW), seconds=60)


def test_a_version_that_is_not_ready_everywhere_is_deployed_by_its_number_but_is_not_the_latest() -> None:
    body = version(here(), {"name": "East US"})
    for entry, state in ((FAILED_ELSEWHERE, "Failed"), (STILL_ELSEWHERE, "Creating")):
        assert latest.unusable_in(body, [entry], WEST, NOW) is None
        said = PassedOver(latest.NOT_SUCCEEDED, f"is in state {state}")
        assert latest.verdict(body, [entry], WEST, NOW) == said


def test_a_version_stays_the_latest_while_regions_are_added_to_it() -> None:
    body = version(here(), {"name": "East US"})
    assert latest.verdict(body, [STILL_ELSEWHERE], WEST, NOW, operation="Updating") is None


def test_a_reason_says_where_the_version_is_instead() -> None:
    found = latest.verdict(version({"name": "East US"}, {"name": "North Europe"}), [], WEST, NOW)
    assert found == PassedOver(latest.NOT_REPLICATED, "is not in westus but in: eastus, northeurope")


def test_an_excluded_version_can_still_be_used_by_its_number() -> None:
    body = version(here(excludeFromLatest=True), excludeFromLatest=True)
    assert latest.unusable_in(body, [], WEST, NOW) is None


def test_versions_below_the_latest_are_not_looked_at() -> None:
    asked = []

    def judge(number: VersionName) -> PassedOver | None:
        asked.append(str(number))
        return PassedOver(latest.EXCLUDED, "is excluded") if number.major == 3 else None

    latest.latest(map(VersionName.parse, ("1.0.0", "3.0.0", "2.0.0")), judge)
    assert asked == ["3.0.0", "2.0.0"]


@pytest.mark.parametrize("flag", [True, False])
def test_the_global_flag_is_that_of_the_version_alone(flag: bool) -> None:
    body = version(here(excludeFromLatest=not flag), excludeFromLatest=flag)
    assert latest.is_excluded_everywhere(body) is flag
