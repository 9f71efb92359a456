"""Costs: the example of the documentation, what is counted of stored versions, and money at the prices of a day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refused
from sig.domain import costing, regions
from sig.domain.costing import Copies, Kept, Prices
from sig.domain.errors import InvalidParameter
from sig.wire import prices

if TYPE_CHECKING:
    from typing import Any

PRICES = Prices(
    "2026-01-15",
    "EUR",
    {"westus": {"Standard_LRS": Decimal("0.05")}, "default": {"Standard_ZRS": Decimal("0.10")}},
    {"United States": Decimal("0.02")},
)


def copies(place: str, replicas: int = 2, kind: str = "Standard_LRS") -> Copies:
    return Copies(regions.require(place, "any"), kind, replicas)


def body(*targets: dict[str, Any], sizes: tuple[int | None, ...] = (None,), **profile: Any) -> dict[str, Any]:
    os_disk, *data = [{} if size is None else {"sizeInGB": size} for size in sizes]
    storage = {"osDiskImage": os_disk, **({"dataDiskImages": data} if data else {})}
    published = {"targetRegions": list(targets), **profile}
    return {"location": "westus", "properties": {"publishingProfile": published, "storageProfile": storage}}


def target(name: str, replicas: int = 1) -> dict[str, Any]:
    return {"name": name, "regionalReplicaCount": replicas, "storageAccountType": "Standard_LRS"}


def test_ten_gb_in_three_regions_with_two_replicas_are_six_snapshots_and_two_copies_sent() -> None:
    kept = costing.hypothetical(10, [copies("westus"), copies("eastus"), copies("northeurope")])
    answer = costing.estimate([kept], None)
    assert (answer["snapshots"], answer["storedGb"], answer["egressGb"]) == (6, 60, 20)
    assert "cost" not in answer


def test_a_stored_version_counts_with_the_sizes_of_its_disks_as_the_most_it_can_be() -> None:
    kept = costing.stored("v", body(target("West US", 3), target("East US"), sizes=(127, 32)), 10)
    assert (kept.size_gb, kept.basis, kept.snapshots, kept.copied_regions) == (159, costing.DISKS, 4, 1)


@pytest.mark.parametrize("sizes", [(None,), (30, None), (None, 30)])
def test_a_size_that_is_not_known_is_given_or_reported_and_never_guessed(sizes: tuple[int | None, ...]) -> None:
    document = body(target("West US", 2), target("East US", 2), sizes=sizes)
    unknown, given = costing.stored("v", document, None), costing.stored("w", document, 10)
    assert (unknown.basis, given.basis) == (costing.UNKNOWN, costing.GIVEN)
    answer = costing.estimate([unknown, given], None)
    assert answer["unknownSizes"] == ["v"]
    assert (answer["snapshots"], answer["storedGb"], answer["egressGb"]) == (8, 40, 10)
    assert answer["versions"][0]["storedGb"] is None


def test_shallow_replication_stores_and_sends_nothing() -> None:
    kept = costing.stored("v", body(target("West US", 2), target("East US"), replicationMode="Shallow"), 10)
    answer = costing.estimate([kept], PRICES)
    assert (answer["snapshots"], answer["storedGb"], answer["egressGb"], answer["byRegion"]) == (0, 0, 0, [])
    assert answer["unknownSizes"] == []
    assert answer["cost"]["storagePerMonth"] == 0


def test_of_a_soft_deleted_version_one_replica_per_region_is_paid_for() -> None:
    kept = costing.stored("v", body(target("West US", 9), target("East US", 5)), 10, is_soft_deleted=True)
    assert kept.snapshots == 2


def test_money_is_counted_at_the_prices_of_a_day_and_what_has_none_is_named() -> None:
    kept = costing.hypothetical(10, [copies("westus"), copies("eastus", 1, "Standard_ZRS"), copies("northeurope", 1)])
    assert costing.estimate([kept], PRICES)["cost"] == {
        "pricesOf": "2026-01-15",
        "currency": "EUR",
        "storagePerMonth": 2.0,
        "egressOnce": 0.4,
        "unpriced": ["storage: Standard_LRS in northeurope"],
    }
    elsewhere = costing.hypothetical(10, [copies("northeurope"), copies("westus")])
    assert "egress: from Europe" in costing.estimate([elsewhere], PRICES)["cost"]["unpriced"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["westus", "eastus", "northeurope"]), st.integers(1, 10)), min_size=1, max_size=3
    ),
    st.integers(1, 2000),
)
def test_quantities_follow_the_formulas(places: list[tuple[str, int]], size: int) -> None:
    by_name = dict(places)
    kept = Kept(
        "v", size, costing.GIVEN, regions.require(places[0][0], "any"), tuple(copies(*p) for p in by_name.items())
    )
    answer = costing.estimate([kept], None)
    assert answer["snapshots"] == sum(by_name.values())
    assert answer["storedGb"] == size * sum(by_name.values()) == sum(row["storedGb"] for row in answer["byRegion"])
    assert answer["egressGb"] == size * (len(by_name) - 1)


@pytest.mark.parametrize("size", [0, -1, 1e12])
def test_r256_an_image_of_no_size_is_refused(size: float) -> None:
    with refused(InvalidParameter, "does not occupy", rule="R256", target="sizeGb"):
        costing.check_size(size)


TOML = """
date = 2026-01-15
currency = "EUR"
[storage."West US"]
standard_lrs = 0.05
[storage.default]
Standard_ZRS = 0.1
[egress]
"United States" = 0.02
"""
JSON = (
    '{"date": "2026-01-15", "currency": "EUR", "storage": {"westus": {"Standard_LRS": 0.05}, '
    '"default": {"Standard_ZRS": "0.10"}}, "egress": {"United States": 0.02}}'
)


@pytest.mark.parametrize("text", [TOML, JSON])
def test_prices_are_read_from_json_and_toml(text: str) -> None:
    assert prices.read(text) == PRICES


@pytest.mark.parametrize(
    ("text", "words", "about"),
    [
        ('currency = "EUR"', "it has no date", "date"),
        ('date = "soon"\ncurrency = "EUR"', "'soon' is not a date", "date"),
        ("date = 2026-01-15", "it has no currency", "currency"),
        ("{", "neither JSON nor TOML", "prices"),
        ("date = 2026-01-15\ncurrency = 'EUR'\nstorage = 1", "'storage' is no table", "storage"),
        ("date = 2026-01-15\ncurrency = 'EUR'\n[storage]\nwestus = 1", "by storage account type", "storage"),
        ("date = 2026-01-15\ncurrency = 'EUR'\n[storage.westus]\nfast = 1", "'fast' is not one of", "storage"),
        ("date = 2026-01-15\ncurrency = 'EUR'\n[egress]\nEurope = -1", "is not a price", "egress"),
        ("date = 2026-01-15\ncurrency = 'EUR'\n[egress]\nEurope = true", "is not a price", "egress"),
        ("date = 2026-01-15\ncurrency = 'EUR'\n[egress]\nEurope = nan", "is not a price", "egress"),
    ],
)
def test_r257_other_price_files_are_refused_with_what_is_wrong(text: str, words: str, about: str) -> None:
    with refused(InvalidParameter, words, rule="R257", target=about):
        prices.read(text)
