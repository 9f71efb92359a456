"""Lengths of time as people write them: rule R155."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import refused
from sig.domain import durations
from sig.domain.errors import InvalidParameter


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("90s", 90),
        ("8m", 480),
        ("1h30m", 5400),
        (" 2D ", 172800),
        ("1d2h3m4s", 93784),
        ("0.5m", 30),
        ("1.5h", 5400),
        ("3650d", 315360000),
    ],
)
def test_a_length_of_time_is_numbers_with_units(text: str, seconds: float) -> None:
    assert durations.parse(text, target="x") == seconds


@pytest.mark.parametrize(
    "text",
    ["", " ", "8", "m", "8x", "8 m", "30m1h", "1m1m", "-1m", "1.2.3s", ".s", "1e3s", "٣m", "3651d", "PT8M", "1m0"],
)
def test_r155_any_other_text_is_refused_with_an_example(text: str) -> None:
    with refused(InvalidParameter, f"'{text}'", "1h30m", rule="R155", target="x"):
        durations.parse(text, target="x")


@given(st.integers(0, durations.LONGEST))
def test_what_is_written_is_read_again(seconds: int) -> None:
    assert durations.parse(durations.to_text(seconds), target="x") == seconds


@given(st.text(alphabet="0123456789.dhms -"))
def test_no_text_is_read_as_a_negative_or_endless_time(text: str) -> None:
    try:
        seconds = durations.parse(text, target="x")
    except InvalidParameter:
        return
    assert 0 <= seconds <= durations.LONGEST
