"""Instants as the service writes them, and dates as it accepts them."""

from datetime import UTC, datetime

from sig.domain.errors import InvalidParameter
from sig.domain.names import shown


# Difference from Azure: Timestamps have up to six digits of a second. Azure's have up to seven.
def to_text(instant: datetime) -> str:
    """``2026-01-07T05:56:46.46484+00:00``: UTC, at most 7 digits of a second, trailing zeros trimmed.

    Source: SERVICE-FACTS §2.
    """
    instant = instant.astimezone(UTC)
    fraction = f".{instant.microsecond:06d}".rstrip("0").rstrip(".")
    return f"{instant.replace(microsecond=0, tzinfo=None).isoformat()}{fraction}+00:00"


def from_text(text: str, *, target: str) -> datetime:
    """Read an ISO 8601 date or date-time; a date alone is midnight UTC, no offset is UTC.

    Raises InvalidParameter for any other text. Source: SPEC R028, R037.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidParameter(
            f"Could not convert string to DateTimeOffset: {shown(text)}. Path '{target}'.",
            target=target,
            hint="Write a date as 2030-05-01 or 2030-05-01T12:59:59Z.",
            rule="R028",
        ) from None


def is_instant(text: str) -> bool:
    """Whether ``text`` is an instant as ``to_text`` writes it: with its offset from UTC."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def require_future(text: str, now: datetime, *, target: str) -> None:
    """Raises InvalidParameter unless the end-of-life date ``text`` is later than ``now``. Source: SPEC R029."""
    if from_text(text, target=target) <= now:
        raise InvalidParameter(
            f"EndOfLifeDate must be set to a future date: '{text}' is not after {to_text(now)}.",
            target=target,
            rule="R029",
        )
