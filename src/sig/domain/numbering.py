"""The next version number: what counts up, and what a number must be above to be new."""

from __future__ import annotations

import re
from datetime import timedelta

from sig.domain.errors import Conflict, InvalidParameter
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.timestamps import from_text
from sig.domain.version_choice import check_major
from sig.domain.version_name import VersionName
from sig.domain.version_range import VersionRange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from typing import Any, Literal

    Bump = Literal["major", "minor", "patch", "date", "from-source"]

TYPE = "sig/versionNumbers"
LARGEST_PART = 2**31 - 1
DEFAULT_DATE_FORMAT = "YYYYMMDD.N.0"
_COUNTER = "N"
_WORDS = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d", "HH": "%H", "mm": "%M"}
_WORD = re.compile("|".join([*_WORDS, "[0-9]+"]))
_PARTS = 3


class Counting(NamedTuple):
    """How numbers go on: ``line`` is the range that is looked at, None for all numbers.

    ``after`` makes the next number from the highest of the line, or from None where there is none.
    """

    line: VersionRange | None
    after: Callable[[VersionName | None], VersionName]


class Reservation(NamedTuple):
    """A number that somebody means to create, and until when others leave it alone."""

    number: VersionName
    until: datetime


def kept(properties: Mapping[str, Any]) -> tuple[list[VersionName], list[Reservation]]:
    """The highest numbers that were deleted, and the reservations, as they are stored.

    Raises InvalidParameter, AttributeError, KeyError or TypeError for what was never written so.
    """
    marks = [VersionName.parse(text) for text in properties.get("deleted", [])]
    reservations = [
        Reservation(VersionName.parse(entry["number"]), from_text(entry["until"], target="until"))
        for entry in properties.get("reservations", [])
    ]
    return marks, reservations


def check_reservation(length: timedelta) -> None:
    """Raises InvalidParameter for a reservation that would be over when it begins."""
    if length <= timedelta():
        raise InvalidParameter(
            "A reservation of no time reserves nothing.", target="reserve", hint="Write 15m or 2h.", rule="R252"
        )


def counting(bump: Bump, major: int | None, date_format: str | None, now: datetime) -> Counting:
    """How ``bump`` counts. Raises InvalidParameter for options that do not go together, or that are no numbers."""
    if date_format is not None and bump != "date":
        raise _mismatch("--date-format", "--bump date")
    if bump == "date":
        if major is not None:
            raise _mismatch("--major", "--bump major, minor or patch; a date has its own first part")
        return _by_date(DEFAULT_DATE_FORMAT if date_format is None else date_format, now)
    if major is not None:
        check_major(major)
        if bump == "major":
            raise _mismatch("--major", "--bump minor or patch; --bump major finds the first part itself")
    line = None if major is None else VersionRange.of_major(major)
    first = VersionName(1 if major is None else major, 0, 0)

    def after(highest: VersionName | None) -> VersionName:
        if highest is None:
            return first
        return _bumped(highest, bump)

    return Counting(line, after)


def source_number(source: VersionName, taken: Iterable[VersionName]) -> VersionName:
    """The number of ``source``, if nobody has it. Raises Conflict."""
    if source in taken:
        raise Conflict(
            f"Number {source}, that of the source, is taken: by a version, a deleted one or a reservation.",
            target="source",
            hint="Use another source, or count on with --bump patch.",
            rule="R255",
        )
    return source


def highest(marks: Iterable[VersionName]) -> list[VersionName]:
    """Of each first part the highest of ``marks``, in order: all that is needed to stay above every one of them."""
    by_major: dict[int, VersionName] = {}
    for number in sorted(marks):
        by_major[number.major] = number
    return sorted(by_major.values())


def live(reservations: Iterable[Reservation], now: datetime) -> list[Reservation]:
    """Those whose time is not over."""
    return [reservation for reservation in reservations if reservation.until > now]


def _bumped(highest: VersionName, bump: Bump) -> VersionName:
    major, minor, patch = highest
    parts = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}[bump]
    return _fitting(parts, f"{highest} is the highest number, and its part '{bump}' cannot count up", "bump")


def _by_date(form: str, now: datetime) -> Counting:
    """Parts of the date, and one that counts up among the numbers that have the same parts before it."""
    parts = form.split(".")
    if len(parts) < _PARTS and _COUNTER not in parts:
        parts.append(_COUNTER)
    parts += ["0"] * (_PARTS - len(parts))
    position = parts.index(_COUNTER) if _COUNTER in parts else None
    if len(parts) != _PARTS or parts.count(_COUNTER) > 1:
        raise _no_format(form, "a number has three parts, and one of them, N, counts up")
    values = [1 if part == _COUNTER else _dated(part, form, now) for part in parts]
    if position is None:
        only = _fitting(tuple(values), f"'{form}' does not fit", "dateFormat")

        def once(highest: VersionName | None) -> VersionName:
            if highest is not None:
                raise Conflict(
                    f"Number {only}, that of this date, is taken, and '{form}' has no part that counts up.",
                    target="dateFormat",
                    hint=f"Use a format with N, as {DEFAULT_DATE_FORMAT} or YYYY.MMDD.N.",
                    rule="R255",
                )
            return only

        return Counting(_beginning_with(values), once)

    def after(highest: VersionName | None) -> VersionName:
        counted = list(values)
        if highest is not None:
            counted[position] = highest[position] + 1
        return _fitting(tuple(counted), f"'{form}' does not fit", "dateFormat")

    _fitting(tuple(values), f"'{form}' does not fit", "dateFormat")
    return Counting(_beginning_with(values[:position]), after)


def _dated(part: str, form: str, now: datetime) -> int:
    words = _WORD.findall(part)
    if not part or "".join(words) != part:
        raise _no_format(form, f"'{shown(part)}' is not made of {', '.join(_WORDS)}, digits or N alone")
    return int("".join(now.strftime(_WORDS[word]) if word in _WORDS else word for word in words))


def _beginning_with(parts: list[int]) -> VersionRange | None:
    return VersionRange.parse(".".join(map(str, parts))) if parts else None


def _fitting(parts: tuple[int, ...], because: str, target: str) -> VersionName:
    major, minor, patch = parts
    largest = max(parts)
    if largest > LARGEST_PART:
        hint = (
            "Spread the date over the parts, as in YYYYMMDD.N.0, YYYY.MMDD.N or YYYYMMDD.HHmm.N."
            if target == "dateFormat"
            else "Count up a part before it: --bump minor or --bump major."
        )
        raise InvalidParameter(
            f"{because}: {largest} is more than {LARGEST_PART:,}, the largest part that a version number can have.",
            target=target,
            hint=hint,
            rule="R253",
        )
    return VersionName(major, minor, patch)


def _no_format(form: str, fault: str) -> InvalidParameter:
    return InvalidParameter(
        f"'{shown(form)}' is not a date format: {fault}.",
        target="dateFormat",
        hint="Write the parts of the number, as YYYYMMDD.N.0, YYYY.MMDD.N or YYYYMMDD.HHmm.N.",
        rule="R252",
    )


def _mismatch(option: str, goes_with: str) -> InvalidParameter:
    return InvalidParameter(
        f"The option {option} goes with {goes_with}.", target="bump", hint="Leave one of the two out.", rule="R252"
    )


def require_source(bump: Bump, source: str | None) -> None:
    """Raises InvalidParameter unless there is a source exactly where one is counted from."""
    if (bump == "from-source") is (source is None):
        raise _mismatch("--source", "--bump from-source, and the other way round")


def number_of(source: str, *, kind: str, name: str) -> VersionName:
    """The number of the version with the ID ``source``, of the ``kind`` and ``name`` that are read off it."""
    if kind.casefold() != "microsoft.compute/galleries/images/versions":
        raise InvalidParameter(
            f"'{shown(source)}' is not the ID of an image version, and has no version number.",
            target="source",
            hint="Give the ID that 'sig image-version show --query id' prints.",
            rule="R252",
        )
    return VersionName.parse(name)
