"""Lengths of time as people write them: ``90s``, ``8m``, ``1h30m``, ``2d``."""

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown

UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
LONGEST = 3650 * UNITS["d"]  # ten years: a clock that leaves the calendar helps nobody


def parse(text: str, *, target: str) -> float:
    """Seconds of ``text``: numbers with the units w, d, h, m and s, largest first; ``0`` needs none.

    Raises InvalidParameter for any other text and for more than ten years.
    """
    seconds = 0.0
    rest, units = text.strip().lower(), list(UNITS)
    if rest == "0":
        return seconds
    while rest:
        digits = len(rest) - len(rest.lstrip("0123456789."))
        number, unit, rest = rest[:digits], rest[digits : digits + 1], rest[digits + 1 :]
        if unit not in units or not _is_number(number):
            raise _refused(text, target)
        units = units[units.index(unit) + 1 :]
        seconds += float(number) * UNITS[unit]
    if not text.strip() or seconds > LONGEST:
        raise _refused(text, target)
    return seconds


def to_text(seconds: float) -> str:
    """The shortest way to write ``seconds``, rounded to whole ones: ``1h30m``; ``0s`` for none."""
    left, words = round(seconds), ""
    for unit, length in UNITS.items():
        count, left = divmod(left, length)
        if count:
            words += f"{count}{unit}"
    return words or "0s"


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def _refused(text: str, target: str) -> InvalidParameter:
    return InvalidParameter(
        f"'{shown(text)}' is not a length of time of at most ten years.",
        target=target,
        hint="Write numbers with w, d, h, m or s: 90s, 8m, 1h30m, 2d.",
        rule="R155",
    )
