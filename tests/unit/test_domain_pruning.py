"""Pruning decides for every version, and says every reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from refusals import refused
from sig.domain import pruning
from sig.domain.errors import Conflict, InvalidParameter
from sig.domain.pruning import Candidate, Plan, PlannedDecision, Policy, cutoff, decide
from sig.domain.resource_id import definition_id
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName

NOW = datetime(2026, 1, 7, tzinfo=UTC)
WEB = definition_id("s", "g", "r", "web")


def version(name: str, *, days: int = 100, regions: str = "westus", **facts: Any) -> Candidate:
    """A version that succeeded, published ``days`` ago, with complete replicas in ``regions``."""
    profile = {
        "publishedDate": to_text(NOW - timedelta(days=days)),
        "targetRegions": [{"name": region} for region in regions.split()],
        **facts.pop("profile", {}),
    }
    body = {"tags": facts.pop("tags", {}), "properties": {"publishingProfile": profile}}
    replicas = dict.fromkeys(regions.split(), "Completed")
    return Candidate(**{"number": VersionName.parse(name), "body": body, "replicas": replicas, **facts})


def stays(*versions: Candidate, **policy: Any) -> list[str]:
    """What is kept, the highest first."""
    return [str(one.number) for one in decide(versions, Policy(**policy), NOW) if one.action == "keep"]


def reasons(name: str, *versions: Candidate, **policy: Any) -> tuple[str, ...]:
    found = {str(one.number): one.reasons for one in decide(versions, Policy(**policy), NOW)}
    return found[name]


FAILED: dict[str, Any] = {"state": "Failed", "replicas": {"westus": "Failed"}}
EXCLUDED: dict[str, Any] = {"profile": {"excludeFromLatest": True}}


def test_the_newest_are_the_highest_numbers_and_not_the_last_published() -> None:
    versions = (version("1.9.0", days=1), version("1.10.0", days=90))
    assert stays(*versions, keep=1) == ["1.10.0"]
    assert reasons("1.10.0", *versions, keep=1) == ("is number 1 of the 1 newest versions that stay",)
    assert reasons("1.9.0", *versions, keep=1) == ("is not among the 1 newest versions",)


def test_decisions_come_from_the_highest_number_down() -> None:
    found = decide([version("1.0.0"), version("3.0.0"), version("2.0.0")], Policy(keep=1), NOW)
    assert [str(one.number) for one in found] == ["3.0.0", "2.0.0", "1.0.0"]


def test_with_both_conditions_a_version_goes_only_where_both_hold() -> None:
    versions = (version("3.0.0"), version("2.0.0", days=10), version("1.0.0"))
    assert stays(*versions, keep=1, cutoff=NOW - timedelta(days=90)) == ["3.0.0", "2.0.0"]
    assert reasons("1.0.0", *versions, keep=1, cutoff=NOW - timedelta(days=90)) == (
        "is not among the 1 newest versions",
        "was published 2025-09-29T00:00:00+00:00, before 2025-10-09T00:00:00+00:00",
    )


def test_a_version_published_at_the_very_cutoff_stays() -> None:
    old = version("1.0.0", days=90)
    assert stays(version("2.0.0"), old, cutoff=NOW - timedelta(days=90)) == ["1.0.0"]


def test_a_failed_version_takes_no_place_where_only_succeeded_ones_count() -> None:
    versions = (version("3.0.0", **FAILED), version("2.0.0"), version("1.0.0"))
    assert stays(*versions, keep=1) == ["3.0.0", "2.0.0"]  # the second as the last good one
    assert stays(*versions, keep=1, only_succeeded=True) == ["2.0.0"]
    assert reasons("3.0.0", *versions, keep=1, only_succeeded=True) == (
        "is in state Failed, which takes no place among those that stay",
    )


def test_a_version_that_is_being_made_stays() -> None:
    assert reasons("2.0.0", version("3.0.0"), version("2.0.0", state="Creating"), keep=1) == (
        "is not finished: its state is Creating",
    )


def test_a_version_without_a_date_stays_where_its_age_decides() -> None:
    undated = version("1.0.0", profile={"publishedDate": None})
    assert reasons("1.0.0", version("2.0.0"), undated, cutoff=NOW) == (
        "has no date of publication, so that its age is not known",
    )


@pytest.mark.parametrize(
    ("protect", "kept", "why"),
    [
        ("latest", {}, "is the latest in westus"),
        ("tag:team", {"tags": {"Team": "a"}}, "has the tag team"),
        ("tag:team=a", {"tags": {"team": "a"}}, "has the tag team=a"),
        ("tag:team=", {"tags": {"team": ""}}, "has the tag team="),
        (
            "eol",
            {"profile": {"endOfLifeDate": "2026-01-08"}},
            "its end of life, 2026-01-08, has not come",
        ),
    ],
)
def test_what_is_protected_stays(protect: str, kept: dict[str, Any], why: str) -> None:
    versions = (version("3.0.0", **EXCLUDED), version("2.0.0", **kept), version("1.0.0"))
    assert why in reasons("2.0.0", *versions, keep=1, protect=(protect,))


@pytest.mark.parametrize(
    ("protect", "facts"),
    [
        ("tag:team=a", {"tags": {"team": "A"}}),
        ("tag:team", {"tags": {"teams": "a"}}),
        ("eol", {"profile": {"endOfLifeDate": "2026-01-07"}}),
        ("eol", {}),
        ("in-use", {}),
    ],
)
def test_what_only_looks_protected_goes(protect: str, facts: dict[str, Any]) -> None:
    assert stays(version("2.0.0"), version("1.0.0", **facts), keep=1, protect=(protect,)) == ["2.0.0"]


def test_latest_is_protected_in_each_region_by_itself() -> None:
    versions = (version("3.0.0"), version("2.0.0", regions="westus eastus"), version("1.0.0", regions="eastus"))
    assert reasons("2.0.0", *versions, keep=1, protect=("latest",)) == ("is the latest in eastus",)


def test_a_version_in_use_stays_unless_forced_and_not_protected() -> None:
    versions = (version("2.0.0"), version("1.0.0", users=("VM 'a'",)))
    assert reasons("1.0.0", *versions, keep=1) == ("is in use by VM 'a'",)
    assert reasons("1.0.0", *versions, keep=1, force=True) == (
        "is not among the 1 newest versions",
        "is in use by VM 'a', which --force overrides",
    )
    assert stays(*versions, keep=1, force=True, protect=("in-use",)) == ["2.0.0", "1.0.0"]


def test_force_deletes_neither_what_a_channel_points_at_nor_what_is_blocked() -> None:
    versions = (version("3.0.0"), version("2.0.0", channels=("'stable'",)), version("1.0.0", blocked="no (R091)"))
    assert reasons("2.0.0", *versions, keep=0, force=True) == ("is what channel 'stable' points at",)
    assert reasons("1.0.0", *versions, keep=0, force=True) == ("cannot be deleted: no (R091)",)


def test_the_last_good_version_of_a_region_stays() -> None:
    versions = (version("3.0.0"), version("2.0.0", regions="eastus"), version("1.0.0", regions="eastus"))
    assert stays(*versions, keep=1) == ["3.0.0", "2.0.0"]
    assert reasons("2.0.0", *versions, keep=1) == ("is the last good version in eastus",)


def test_one_version_can_be_the_last_good_one_of_several_regions() -> None:
    versions = (version("2.0.0", regions="westus eastus"), version("1.0.0", regions="westus eastus"))
    assert reasons("2.0.0", *versions, keep=0) == (
        "is the last good version in eastus",
        "is the last good version in westus",
    )


def test_a_version_left_out_of_latest_stands_in_for_no_good_one() -> None:
    versions = (version("2.0.0", **EXCLUDED), version("1.0.0"))
    assert stays(*versions, keep=1) == ["2.0.0", "1.0.0"]


def test_where_none_is_good_what_works_stays_but_not_what_is_revoked() -> None:
    versions = (version("2.0.0", **EXCLUDED, is_revoked=True), version("1.0.0", **EXCLUDED))
    assert stays(*versions, keep=0) == ["1.0.0"]
    assert stays(versions[0], keep=0) == []


def test_a_replica_under_way_is_no_good_version() -> None:
    versions = (version("2.0.0", replicas={"westus": "Replicating"}), version("1.0.0"))
    assert stays(*versions, keep=1) == ["2.0.0", "1.0.0"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("90d", NOW - timedelta(days=90)),
        ("12W", NOW - timedelta(weeks=12)),
        ("36h", NOW - timedelta(hours=36)),
        ("1d12h", NOW - timedelta(hours=36)),
        ("0d", NOW),
        ("2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T12:00:00+02:00", datetime(2026, 1, 1, 10, tzinfo=UTC)),
    ],
)
def test_an_age_is_counted_back_from_now_and_a_date_is_one(text: str, instant: datetime) -> None:
    assert cutoff(text, NOW) == instant


@pytest.mark.parametrize("text", ["", "90", "d", "-1d", "90 days", "3651d", "soon", "9999999d"])
def test_r201_anything_else_is_no_age(text: str) -> None:
    with refused(
        InvalidParameter, "neither an age of at most ten years nor a date", "90d", rule="R201", target="olderThan"
    ):
        cutoff(text, NOW)


@pytest.mark.parametrize(
    ("policy", "target"),
    [
        (Policy(), "keep"),
        (Policy(only_succeeded=True, protect=("latest",)), "keep"),
        (Policy(keep=-1), "keep"),
        (Policy(keep=1, protect=("newest",)), "protect"),
        (Policy(keep=1, protect=("tag",)), "protect"),
        (Policy(keep=1, protect=("tag:=a",)), "protect"),
        (Policy(keep=1, protect=("",)), "protect"),
    ],
)
def test_r201_a_policy_that_says_nothing_or_nonsense_is_refused(policy: Policy, target: str) -> None:
    with refused(InvalidParameter, rule="R201", target=target):
        decide([], policy, NOW)


def test_r202_what_changed_since_a_plan_is_told() -> None:
    pruning.check_same(WEB, {"version 1.0.0": "a"}, {"version 1.0.0": "a"})
    planned = {"version 1.0.0": "a", "version 2.0.0": "a", "vm g/a": "a"}
    found = {"version 1.0.0": "b", "version 2.0.0": "a", "version 3.0.0": "a"}
    told = "version 3.0.0 is new; vm g/a is gone; version 1.0.0 has changed"
    with refused(Conflict, f"The plan does not fit 'r/web' any more: {told}.", rule="R202", target="plan"):
        pruning.check_same(WEB, planned, found)
    with refused(Conflict, "and 2 more", rule="R202", target="plan"):
        pruning.check_same(WEB, {}, {f"version {number}.0.0": "a" for number in range(7)})


def plan(**given: Any) -> Plan:
    decision = PlannedDecision(name="1.0.0", action="delete", reasons=("is old",))
    made = {"definition": str(WEB), "made_at": to_text(NOW), "decisions": (decision,), "seen": {"version 1.0.0": "a"}}
    return Plan(**{**made, **given})


def test_r203_a_plan_that_was_edited_is_refused() -> None:
    sealed = pruning.sealed(plan())
    pruning.check_seal(sealed)
    edited = plan(bypass_soft_delete=True, digest=sealed.digest)
    with refused(InvalidParameter, "It was changed since it was made.", rule="R203", target="plan"):
        pruning.check_seal(edited)
    with refused(InvalidParameter, "Its format is 'other'", rule="R203", target="plan"):
        pruning.check_seal(pruning.sealed(plan(format="other")))
