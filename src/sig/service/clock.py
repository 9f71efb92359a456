"""Clocks: the one of the machine, one that stands still until somebody waits, and the one kept in the store."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    from sig.store import Document, Store, View
else:
    Protocol = object

PLACE = ResourceId((("clock", "store"),))
"""Where a store keeps its clock: the ``instant`` at which it stands still, or how far it is ahead of the machine."""

INSTANT, OFFSET = "instant", "offset_seconds"


class Clock(Protocol):
    """Time as the services see it."""

    @property
    def speed(self) -> float:
        """How many seconds of a simulation pass in one second of this clock."""

    @property
    def is_stopped(self) -> bool:
        """Whether time passes only when somebody waits, and then at once."""

    def now(self) -> datetime:
        """The instant, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` of this clock pass."""


class SystemClock:
    """The machine's clock, or one that runs ``offset`` ahead of it."""

    is_stopped = False

    def __init__(self, *, offset: timedelta = timedelta(), speed: float = 1.0) -> None:
        self.offset = offset
        self.speed = speed

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def sleep(self, seconds: float) -> None:
        import time

        time.sleep(seconds)


class HastyClock(SystemClock):
    """A running clock that nobody may wait for, as others wait for the lock: who sleeps is ahead of it at once."""

    is_stopped = True

    def sleep(self, seconds: float) -> None:
        self.offset += timedelta(seconds=seconds)


class FixedClock:
    """A clock that moves only when somebody sleeps, and then at once."""

    is_stopped = True
    speed = 1.0

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def sleep(self, seconds: float) -> None:
        try:
            self._instant += timedelta(seconds=seconds)
        except OverflowError:
            from sig.domain.errors import InvalidParameter

            raise InvalidParameter(
                f"The clock cannot be moved by {seconds:g} seconds: that is off the calendar.",
                target="clock",
                hint="Wait for less: --interval and --timeout are seconds.",
                rule="R158",
            ) from None


class StoppedClock(FixedClock):
    """A clock that stands still in a store. Who sleeps moves it on for everybody, in a commit that ``signed`` signs."""

    def __init__(self, store: Store, instant: datetime, signed: Callable[[Store], Store] | None = None) -> None:
        super().__init__(instant)
        self._store = store
        self._signed = signed
        self._is_held = False

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if not self._is_held:
            self._keep()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Who sleeps in the body moves the clock for others at its end, by all at once."""
        before, self._is_held = self._instant, True
        try:
            yield
        finally:
            self._is_held = False
            if self._instant != before:
                self._keep()

    def _keep(self) -> None:
        from sig.service.clocks import move_to

        move_to(self._signed(self._store) if self._signed else self._store, self._instant)


@contextmanager
def one_wait(clock: Clock) -> Iterator[None]:
    """However often the body sleeps by ``clock``: if that stands still in a store, it is moved in one commit."""
    if not isinstance(clock, StoppedClock):
        yield
        return
    with clock.held():
        yield


def chosen(
    store: Store,
    fixed_at: datetime | None = None,
    speed: float = 1.0,
    signed: Callable[[Store], Store] | None = None,
) -> Clock:
    """The clock that commands on ``store`` go by: fixed from outside, or kept in the store, or the machine's.

    ``signed`` gives a store that signs the commits by which waiting moves the clock. Raises StoreCorrupt.
    """
    if fixed_at is not None:
        return FixedClock(fixed_at)
    with store.reading() as view:
        document = kept(view)
    running = HastyClock if store.gathers else SystemClock
    if document is None:
        return running(speed=speed)
    if INSTANT in document:
        return StoppedClock(store, datetime.fromisoformat(document[INSTANT]), signed)
    return running(offset=timedelta(seconds=document[OFFSET]), speed=speed)


def kept(view: View) -> Document | None:
    """The document of the store's clock, if it keeps one. Raises StoreCorrupt for one that says no time."""
    document = view.get(PLACE)
    if document is None or _is_clock(document):
        return document
    from sig.service import documents

    raise documents.corrupt(view, PLACE, "does not say what time it is")


def _is_clock(document: Document) -> bool:
    try:
        if document.keys() == {OFFSET}:
            SystemClock(offset=timedelta(seconds=document[OFFSET])).now()
            return True
        return document.keys() == {INSTANT} and datetime.fromisoformat(document[INSTANT]).tzinfo is not None
    except (AttributeError, OverflowError, TypeError, ValueError):
        return False
