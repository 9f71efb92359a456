"""Replicas: the figures of the documentation, and what is said where a limit is too low for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refused
from sig.domain import regions
from sig.domain import replica_planning as planning
from sig.domain.errors import InvalidParameter, LocationNotAvailable
from sig.domain.profile import CURRENT, PROFILE_2021, Profile
from sig.domain.replica_planning import Need, RegionPlan

if TYPE_CHECKING:
    from typing import Any

WEST = regions.require("westeurope", "any")


def plan(vms: int = 0, scale_sets: int = 0, profile: Profile = PROFILE_2021) -> RegionPlan:
    return planning.plan(Need(WEST, vms, scale_sets), profile)


@pytest.mark.parametrize(
    ("vms", "scale_sets", "replicas"),
    [(120, 0, 6), (1, 0, 1), (20, 0, 1), (21, 0, 2), (0, 3, 3), (120, 2, 8), (200, 0, 10)],
)
def test_in_2021_a_replica_serves_twenty_vms_or_one_scale_set(vms: int, scale_sets: int, replicas: int) -> None:
    found = plan(vms, scale_sets)
    assert (found.needed, found.advised, found.replicas, found.advice) == (replicas, replicas, replicas, ())


@pytest.mark.parametrize(
    ("vms", "scale_sets", "needed", "advised"), [(500, 0, 10, 25), (1000, 0, 20, 50), (50, 0, 1, 3), (0, 5, 5, 5)]
)
def test_today_a_replica_serves_fifty_vms_and_best_practice_asks_for_more(
    vms: int, scale_sets: int, needed: int, advised: int
) -> None:
    found = plan(vms, scale_sets, CURRENT)
    assert (found.needed, found.advised, found.replicas) == (needed, advised, advised)


def test_a_plan_says_where_its_figure_comes_from() -> None:
    assert plan(120, 1).reason == (
        "7: 1 for each 20 of 120 VMs created at once, and 1 for each of 1 scale set created at once."
    )
    assert plan(40, profile=CURRENT).reason == (
        "1: 1 for each 50 of 40 VMs created at once. 3 by best practice: 1 for each 20 VMs, and 3 or more."
    )


def test_a_need_above_the_limit_is_cut_to_it_with_ways_to_go_on() -> None:
    found = plan(600, 3)
    assert (found.advised, found.replicas, found.is_within_limit) == (33, 10, False)
    assert found.advice == (
        "publish the image as 4 versions, and deploy a part of the VMs from each",
        "deploy to 4 regions",
        "create no more than 200 VMs at once",
    )
    assert plan(600, 3, CURRENT).is_within_limit
    assert "create no more than 10 scale sets at once" in plan(0, 11).advice


@given(st.integers(1, 10_000), st.integers(0, 200), st.sampled_from([PROFILE_2021, CURRENT]))
def test_a_plan_is_enough_and_within_the_limit(vms: int, scale_sets: int, profile: Profile) -> None:
    found = plan(vms, scale_sets, profile)
    assert 1 <= found.replicas <= profile.max_replicas
    assert found.needed <= found.advised
    assert (found.needed - scale_sets) * profile.vms_per_replica >= vms
    assert (found.needed - scale_sets - 1) * profile.vms_per_replica < vms
    assert found.is_within_limit is (found.replicas == found.advised) is not bool(found.advice)


def test_counts_of_one_region_add_up_in_whatever_spelling() -> None:
    found = planning.needs([("West Europe", 20), ("westeurope", 1), ("eastus", 5)], [("eastus", 2)])
    assert [(need.region.name, need.vms, need.scale_sets) for need in found] == [
        ("westeurope", 21, 0),
        ("eastus", 5, 2),
    ]
    assert planning.target_regions([planning.plan(need, PROFILE_2021) for need in found]) == "westeurope=2 eastus=3"


@pytest.mark.parametrize(
    ("vms", "scale_sets", "words"),
    [([], [], "nothing to plan for"), ([("westus", 0)], [], "0 VMs"), ([], [("westus", -1)], "-1 scale sets")],
)
def test_r258_a_plan_for_nothing_is_refused(vms: Any, scale_sets: Any, words: str) -> None:
    with refused(InvalidParameter, words, rule="R258", target="scale_sets" if scale_sets else "vms"):
        planning.needs(vms, scale_sets)


def test_r004_a_plan_for_no_region_is_refused() -> None:
    with refused(LocationNotAvailable, "'mars'", rule="R004", target="region"):
        planning.needs([("mars", 1)], [])


def test_r259_a_scale_set_takes_a_thousand_vms_and_from_a_managed_image_six_hundred() -> None:
    planning.check_scale_set_size(1000, PROFILE_2021)
    planning.check_scale_set_size(None, PROFILE_2021)
    with refused(
        InvalidParameter, "1 to 1,000 instances; 2,001", "3 scale sets", "600", rule="R259", target="instances"
    ):
        planning.check_scale_set_size(2001, PROFILE_2021)
