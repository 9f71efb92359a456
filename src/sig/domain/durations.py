"""Lengths of time as people write them: ``90s``, ``15m``, ``2h``, ``1d``."""

import re
from datetime import timedelta

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=366)


def parse(text: str, *, target: str) -> timedelta:
    """A whole number of seconds, minutes, hours or days; more than none and at most 366 days.

    Raises InvalidParameter about ``target`` for anything else.
    """
    shape = re.fullmatch(r"([0-9]{1,9})([smhd])", text.strip().lower())
    length = timedelta(**{_UNITS[shape[2]]: int(shape[1])}) if shape else timedelta()
    if not timedelta() < length <= _LONGEST:
        raise InvalidParameter(
            f"'{shown(text)}' is not a length of time that can be waited for.",
            target=target,
            hint="Write 90s, 15m, 2h or 1d: more than nothing, at most 366d.",
            rule="R254",
        )
    return length
