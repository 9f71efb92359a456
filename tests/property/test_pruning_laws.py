"""Laws of pruning, held against a naive model: what must stay stays, whatever else is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sig.domain.pruning import Candidate, Policy, decide
from sig.domain.timestamps import to_text
from sig.domain.version_name import VersionName

if TYPE_CHECKING:
    from typing import Any

NOW = datetime(2026, 1, 7, tzinfo=UTC)
REGIONS = ("eastus", "northeurope", "westus")
STATES = st.sampled_from(("Completed", "Completed", "Replicating", "Failed"))


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    numbers = draw(st.lists(st.builds(VersionName, *[st.integers(0, 12)] * 3), unique=True, max_size=8))
    return [draw(candidate(number)) for number in numbers]


@st.composite
def candidate(draw: st.DrawFn, number: VersionName) -> Candidate:
    replicas = draw(st.dictionaries(st.sampled_from(REGIONS), STATES, max_size=3))
    own = st.fixed_dictionaries({}, optional={"excludeFromLatest": st.booleans()})
    profile: dict[str, Any] = {
        "publishedDate": to_text(NOW - timedelta(days=draw(st.integers(0, 9)))),
        "targetRegions": [{"name": region, **draw(own)} for region in replicas],
        **draw(own),
        **draw(st.sampled_from(({}, {}, {"endOfLifeDate": "2026-01-06"}, {"endOfLifeDate": "2026-01-08"}))),
    }
    tags = draw(st.dictionaries(st.sampled_from("ab"), st.sampled_from("xy"), max_size=2))
    return Candidate(
        number=number,
        body={"tags": tags, "properties": {"publishingProfile": profile}},
        state=draw(st.sampled_from(("Succeeded", "Succeeded", "Succeeded", "Failed", "Creating"))),
        replicas=replicas,
        users=draw(st.sampled_from(((), (), ("VM 'v'",)))),
        channels=draw(st.sampled_from(((), (), ("'stable'",)))),
        blocked=draw(st.sampled_from((None, None, "it blocks it (R091)"))),
        is_revoked=draw(st.booleans()),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    words = st.sampled_from(("latest", "in-use", "eol", "tag:a", "tag:b=x"))
    return Policy(
        keep=draw(st.integers(0, 4)),
        cutoff=draw(st.none() | st.integers(0, 9).map(lambda days: NOW - timedelta(days=days))),
        only_succeeded=draw(st.booleans()),
        protect=tuple(draw(st.lists(words, unique=True))),
        force=draw(st.booleans()),
    )


def is_deployable(version: Candidate, region: str) -> bool:
    return version.state == "Succeeded" and version.replicas.get(region) == "Completed"


def is_eligible(version: Candidate, region: str) -> bool:
    """Whether latest could stand for the version in the region: its own flag counts, or else that of the version."""
    profile = version.body["properties"]["publishingProfile"]
    for target in profile["targetRegions"]:
        if target["name"] == region:
            excluded = target.get("excludeFromLatest", profile.get("excludeFromLatest", False))
            return is_deployable(version, region) and not excluded
    return False


def must_stay(version: Candidate, everything: list[Candidate], policy: Policy) -> bool:
    """The naive model of what is kept for a reason of its own."""
    profile = version.body["properties"]["publishingProfile"]
    tags = version.body["tags"]
    counted = [one for one in everything if one.state == "Succeeded" or not policy.only_succeeded]
    higher = sum(one.number > version.number for one in counted)
    eligible_above = {
        region: [one for one in everything if is_eligible(one, region) and one.number > version.number]
        for region in REGIONS
    }
    return any(
        (
            version in counted and policy.keep is not None and higher < policy.keep,
            policy.cutoff is not None and datetime.fromisoformat(profile["publishedDate"]) >= policy.cutoff,
            "latest" in policy.protect
            and any(is_eligible(version, region) and not eligible_above[region] for region in REGIONS),
            bool(version.users) and (not policy.force or "in-use" in policy.protect),
            "eol" in policy.protect and profile.get("endOfLifeDate") == "2026-01-08",
            "tag:a" in policy.protect and "a" in tags,
            "tag:b=x" in policy.protect and tags.get("b") == "x",
            bool(version.channels),
            version.blocked is not None,
            version.state == "Creating",
        )
    )


@given(candidates(), policies())
def test_what_is_protected_is_never_removed(versions: list[Candidate], policy: Policy) -> None:
    kept = {one.number for one in decide(versions, policy, NOW) if one.action == "keep"}
    assert {one.number for one in versions if must_stay(one, versions, policy)} <= kept


@given(candidates(), policies())
def test_a_region_that_had_a_good_version_has_one_left(versions: list[Candidate], policy: Policy) -> None:
    kept = {one.number for one in decide(versions, policy, NOW) if one.action == "keep"}
    left = [one for one in versions if one.number in kept]
    for region in REGIONS:
        if any(is_eligible(one, region) for one in versions):
            assert any(is_eligible(one, region) for one in left), region
        elif any(is_deployable(one, region) and not one.is_revoked for one in versions):
            assert any(is_deployable(one, region) and not one.is_revoked for one in left), region


@given(candidates(), policies())
def test_nothing_is_kept_without_a_reason_that_holds(versions: list[Candidate], policy: Policy) -> None:
    """What the model would let go is kept for a region alone, and is then the highest that could stand in there."""
    by_number = {one.number: one for one in versions}
    for one in decide(versions, policy, NOW):
        if one.action == "delete" or must_stay(by_number[one.number], versions, policy):
            continue
        assert one.reasons
        assert all(reason.startswith("is the last good version in ") for reason in one.reasons), one


@given(candidates(), policies())
def test_every_version_is_decided_once_from_the_highest_down_and_with_reasons(
    versions: list[Candidate], policy: Policy
) -> None:
    found = decide(versions, policy, NOW)
    assert [one.number for one in found] == sorted((one.number for one in versions), reverse=True)
    assert all(one.reasons and one.action in ("keep", "delete") for one in found)


@given(candidates(), policies())
def test_pruning_what_is_left_removes_nothing_that_was_latest(versions: list[Candidate], policy: Policy) -> None:
    """Pruned and pruned again by the same policy: the version that latest stands for is there still."""
    left = versions
    for _ in range(2):
        kept = {one.number for one in decide(left, policy, NOW) if one.action == "keep"}
        left = [one for one in left if one.number in kept]
    for region in REGIONS:
        if any(is_eligible(one, region) for one in versions):
            assert any(is_eligible(one, region) for one in left)
