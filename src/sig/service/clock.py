"""Clocks: the one of the machine, and one that stands still until somebody waits."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Time as the services see it."""

    def now(self) -> datetime:
        """The instant, in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        import time

        time.sleep(seconds)


class FixedClock:
    """A clock that moves only when somebody sleeps, and then at once."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def sleep(self, seconds: float) -> None:
        self._instant += timedelta(seconds=seconds)
