"""How long the copies of a version take: rule R156."""

import pytest

from refusals import refused
from sig.domain import regions, simulation
from sig.domain.errors import InvalidParameter, LocationNotAvailable
from sig.domain.regions import Region
from sig.domain.simulation import Length


def region(name: str) -> Region:
    found = regions.find(name)
    assert found is not None
    return found


HOME = region("westus")


def length(text: str, place: str, size_gb: int = 0, *, is_shallow: bool = False) -> Length:
    found = simulation.parse(text)
    assert found is not None
    return found.length(region(place), HOME, size_gb, is_shallow=is_shallow)


def test_immediate_is_no_simulation() -> None:
    assert simulation.parse("immediate") is None
    assert simulation.parse(" Immediate ") is None


def test_one_duration_is_that_of_every_region() -> None:
    assert length("8m", "westus") == length("8m", "eastus", 1000) == Length(480)


def test_regions_have_their_own_durations_and_the_others_that_of_the_star() -> None:
    text = "regions: West US=2m, eastus=90s ,*=10m,"
    assert [length(text, name) for name in ("westus", "eastus", "japaneast")] == [Length(120), Length(90), Length(600)]


def test_without_a_star_regions_that_are_not_named_take_no_time() -> None:
    assert length("regions:westus=2m", "eastus") == Length()


def test_polls_count_reads_and_no_time() -> None:
    assert length("polls:3", "eastus") == Length(polls=3)


def test_size_divides_bytes_by_the_rate_and_adds_the_way() -> None:
    assert length("size", "westus", 30) == Length(480)
    assert length("size", "eastus", 30) == Length(480 + 60), "another region of the same geography"
    assert length("size", "japaneast", 30) == Length(480 + 180), "another geography"
    assert length("size:128", "westus", 100) == Length(800)


def test_size_takes_30_gb_where_nobody_told_it() -> None:
    assert length("size", "westus") == length("size", "westus", 30)


def test_size_copies_nothing_in_shallow_mode() -> None:
    assert length("size", "westus", 1000, is_shallow=True) == Length()
    assert length("size", "eastus", 1000, is_shallow=True) == Length(60)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "immediate:", "regions", "regions:westus", "8m:", "x:8m", "size:", "size:0"),
        *("polls", "polls:", "polls:0", "polls:x", "polls:10001", "polls:٣"),
    ],
)
def test_r156_any_other_text_is_refused_with_what_there_is(text: str) -> None:
    with refused(InvalidParameter, "polls:3", rule="R156", target="simulation.replication"):
        simulation.parse(text)


def test_an_unknown_region_and_a_duration_that_is_none_are_refused_as_everywhere() -> None:
    with refused(LocationNotAvailable, "'westuss'", "westus", rule="R004", target="simulation.replication"):
        simulation.parse("regions:westuss=2m")
    with refused(InvalidParameter, "'8'", rule="R155", target="simulation.replication"):
        simulation.parse("8")
