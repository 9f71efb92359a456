"""Ranges of version numbers: what each way to write one holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refused
from sig.domain import version_choice
from sig.domain.errors import GalleryImageNotFound, InvalidParameter
from sig.domain.resource_id import definition_id
from sig.domain.version_name import VersionName
from sig.domain.version_range import VersionRange

NUMBERS = [
    VersionName.parse(text) for text in ("0.2.9", "0.3.0", "1.0.0", "1.4.1", "1.4.2", "1.5.0", "2.0.0", "10.0.0")
]
PARTS = st.integers(0, 2**31 - 1)


def held(text: str) -> str:
    wanted = VersionRange.parse(text)
    return " ".join(str(number) for number in NUMBERS if wanted.holds(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.4.2", "1.4.2"),
        ("=1.4.2", "1.4.2"),
        ("v1.4.2", "1.4.2"),
        ("~1.4", "1.4.1 1.4.2"),
        ("~1.4.2", "1.4.2"),
        ("~1", "1.0.0 1.4.1 1.4.2 1.5.0"),
        ("^1", "1.0.0 1.4.1 1.4.2 1.5.0"),
        ("^1.4.2", "1.4.2 1.5.0"),
        ("^0.2.3", "0.2.9"),
        ("^0", "0.2.9 0.3.0"),
        ("1.4.*", "1.4.1 1.4.2"),
        ("1.x", "1.0.0 1.4.1 1.4.2 1.5.0"),
        ("1.4", "1.4.1 1.4.2"),
        ("*", "0.2.9 0.3.0 1.0.0 1.4.1 1.4.2 1.5.0 2.0.0 10.0.0"),
        (">=1.4.2 <2.0", "1.4.2 1.5.0"),
        (">= 1.4.2, < 2", "1.4.2 1.5.0"),
        (">1.4", "1.5.0 2.0.0 10.0.0"),
        ("<=1.4", "0.2.9 0.3.0 1.0.0 1.4.1 1.4.2"),
        ("<1.4.2", "0.2.9 0.3.0 1.0.0 1.4.1"),
    ],
)
def test_a_range_holds_what_it_says(text: str, expected: str) -> None:
    assert held(text) == expected


@pytest.mark.parametrize("text", ["", " ", ",", "a", "1.2.3.4", "1..2", "1.4-2", "latest", "1.4 or 2", "~", ">"])
def test_r250_what_is_no_range_is_refused(text: str) -> None:
    with refused(InvalidParameter, "is not a range of versions", rule="R250", target="match"):
        VersionRange.parse(text)


@pytest.mark.parametrize("text", [">2 <1", "<0", "1.4 1.5", "<0.0.0"])
def test_r250_a_range_without_numbers_is_refused(text: str) -> None:
    with refused(InvalidParameter, "no version is in", rule="R250", target="match"):
        VersionRange.parse(text)


@given(PARTS, PARTS, PARTS)
def test_a_number_is_the_only_one_in_the_range_it_names(major: int, minor: int, patch: int) -> None:
    number = VersionName(major, minor, patch)
    wanted = VersionRange.parse(str(number))
    assert wanted.holds(number)
    assert not wanted.holds((major, minor, patch + 1))


@given(st.text(max_size=12))
def test_any_text_is_a_range_or_refused_as_none(text: str) -> None:
    try:
        found = VersionRange.parse(text)
    except InvalidParameter:
        return
    assert found.low < found.high


def test_a_major_and_a_range_hold_both() -> None:
    wanted = version_choice.wanted(1, ">=1.4.2")
    assert wanted is not None
    assert [str(number) for number in NUMBERS if wanted.holds(number)] == ["1.4.2", "1.5.0"]
    assert version_choice.wanted(None, None) is None
    with refused(InvalidParameter, "no version is in", rule="R250", target="match"):
        version_choice.wanted(2, "~1.4")


def test_r251_the_refusal_of_an_empty_line_counts_the_others() -> None:
    definition = definition_id("s", "g", "Main", "web")
    with refused(GalleryImageNotFound, "'~7': it has 1 version, all outside", rule="R251", target="match"):
        raise version_choice.refuse_range(definition, VersionRange.parse("~7"), 1)
