"""The next version number: what counts up, what a date makes, what does not fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from refusals import refused
from sig.domain import numbering
from sig.domain.errors import Conflict, InvalidParameter
from sig.domain.numbering import Reservation
from sig.domain.version_name import VersionName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.domain.numbering import Bump

NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
LARGEST = 2**31 - 1


def v(text: str) -> VersionName:
    return VersionName.parse(text)


def after(highest: str | None, bump: Bump, major: int | None = None, date_format: str | None = None) -> str:
    way = numbering.counting(bump, major, date_format, NOW)
    return str(way.after(None if highest is None else v(highest)))


@pytest.mark.parametrize(
    ("bump", "expected"), [("patch", "1.4.3"), ("minor", "1.5.0"), ("major", "2.0.0"), ("date", "20261123.5.0")]
)
def test_a_part_counts_up_and_those_after_it_begin_again(bump: Bump, expected: str) -> None:
    assert after("20261123.4.0" if bump == "date" else "1.4.2", bump) == expected


def test_the_first_number_is_one_or_the_major_asked_for() -> None:
    assert after(None, "patch") == "1.0.0"
    assert after(None, "minor", major=7) == "7.0.0"
    assert after(None, "date") == "20261123.1.0"


@pytest.mark.parametrize(
    ("form", "highest", "expected"),
    [
        ("YYYYMMDD.N.0", None, "20261123.1.0"),
        ("YYYYMMDD", None, "20261123.1.0"),
        ("YYYY.MMDD.N", None, "2026.1123.1"),
        ("YYYY.MMDD.N", "2026.1123.9", "2026.1123.10"),
        ("YYYYMMDD.HHmm.N", None, "20261123.805.1"),
        ("YYYYMMDDHH.N", "2026112308.3.0", "2026112308.4.0"),
        ("YY.MM.DD", None, "26.11.23"),
        ("3.YYMMDD.N", None, "3.261123.1"),
    ],
)
def test_a_date_format_makes_the_parts_and_counts_among_its_own(form: str, highest: str | None, expected: str) -> None:
    way = numbering.counting("date", None, form, NOW)
    assert after(highest, "date", date_format=form) == expected
    assert way.line is not None
    assert way.line.holds(v(expected))


def test_r253_a_date_that_does_not_fit_a_part_is_refused_with_the_formats_that_do() -> None:
    with refused(
        InvalidParameter,
        "'YYYYMMDDHHmm' does not fit: 202611230805 is more than 2,147,483,647",
        "YYYYMMDD.HHmm.N",
        rule="R253",
        target="dateFormat",
    ):
        numbering.counting("date", None, "YYYYMMDDHHmm", NOW)


@pytest.mark.parametrize("bump", ["patch", "minor", "major"])
def test_r253_a_part_that_cannot_count_up_is_refused(bump: Bump) -> None:
    highest = f"{LARGEST}.{LARGEST}.{LARGEST}"
    with refused(InvalidParameter, "cannot count up", rule="R253", target="bump"):
        after(highest, bump)


@pytest.mark.parametrize("form", ["", "YYYY.", "N.N.N", "YYYY.MM.DD.N", "YYYYN", "week", "YYYY MM"])
def test_r252_what_is_no_date_format_is_refused(form: str) -> None:
    with refused(InvalidParameter, "is not a date format", rule="R252", target="dateFormat"):
        numbering.counting("date", None, form, NOW)


def test_r252_options_of_another_way_to_count_are_refused() -> None:
    for bump, major, form in (("date", 1, None), ("major", 1, None), ("patch", None, "YYYY.MM.N")):
        with refused(InvalidParameter, "goes with", rule="R252", target="bump"):
            numbering.counting(bump, major, form, NOW)  # type: ignore[arg-type]
    for bump, source in (("from-source", None), ("patch", "/x")):
        with refused(InvalidParameter, "--source goes with", rule="R252", target="bump"):
            numbering.require_source(bump, source)  # type: ignore[arg-type]


def test_r255_the_number_of_the_source_is_taken_once() -> None:
    assert numbering.source_number(v("1.2.3"), {v("1.2.4")}) == v("1.2.3")
    with refused(Conflict, "Number 1.2.3", rule="R255", target="source"):
        numbering.source_number(v("1.2.3"), {v("1.2.3")})


def test_r255_a_date_without_a_counter_serves_once() -> None:
    assert after(None, "date", date_format="YYYY.MM.DD") == "2026.11.23"
    with refused(Conflict, "has no part that counts up", rule="R255", target="dateFormat"):
        after("2026.11.23", "date", date_format="YYYY.MM.DD")


def test_of_deleted_numbers_the_highest_of_each_major_is_enough() -> None:
    marks = map(v, ("1.2.3", "1.10.0", "2.0.0", "1.9.9"))
    assert [str(number) for number in numbering.highest(marks)] == ["1.10.0", "2.0.0"]


def test_a_reservation_ends_with_its_time() -> None:
    promised = Reservation(v("1.0.0"), NOW)
    assert numbering.live([promised], NOW - timedelta(seconds=1)) == [promised]
    assert numbering.live([promised], NOW) == []
