"""The clock kept in a store: shown, set, moved on and given back to the machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sig.domain.errors import InvalidParameter
from sig.domain.timestamps import to_text
from sig.service.clock import INSTANT, OFFSET, PLACE, Clock, FixedClock, StoppedClock, SystemClock, kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.service.context import Context
    from sig.store import Store

MACHINE, RUNNING, STOPPED, FIXED = "machine", "running", "stopped", "fixed"
_CALENDAR = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))


def show(context: Context) -> dict[str, Any]:
    """``now`` and ``mode``: machine, running beside the machine's, stopped, or fixed from outside the store."""
    return _described(context.clock)


def set_to(context: Context, instant: datetime, *, running: bool = False) -> dict[str, Any]:
    """Stop the clock at ``instant``, or let it run from there.

    Raises InvalidParameter where the clock is fixed from outside, and for a time off the calendar.
    """
    _refuse_fixed(context)
    _check(instant)
    with context.store.writing() as tx:
        kept(tx)
        if running:
            offset = (instant - SystemClock().now()).total_seconds()
            tx.put(PLACE, {OFFSET: offset})
            return _described(SystemClock(offset=timedelta(seconds=offset)))
        tx.put(PLACE, {INSTANT: to_text(instant)})
        return _described(StoppedClock(context.store, instant))


def advance(context: Context, seconds: float) -> dict[str, Any]:
    """Move the clock on by ``seconds``; a stopped one stands still again.

    Raises InvalidParameter where the clock is fixed from outside, and for a time off the calendar.
    """
    _refuse_fixed(context)
    with context.store.writing() as tx:
        document = kept(tx) or {OFFSET: 0.0}
        if INSTANT in document:
            instant = datetime.fromisoformat(document[INSTANT]) + timedelta(seconds=seconds)
            _check(instant)
            tx.put(PLACE, {INSTANT: to_text(instant)})
            return _described(StoppedClock(context.store, instant))
        clock = SystemClock(offset=timedelta(seconds=document[OFFSET] + seconds))
        _check(clock.now())
        tx.put(PLACE, {OFFSET: document[OFFSET] + seconds})
        return _described(clock)


def reset(context: Context) -> dict[str, Any]:
    """Go by the machine's clock again. Raises InvalidParameter where the clock is fixed from outside."""
    _refuse_fixed(context)
    with context.store.writing() as tx:
        tx.delete(PLACE)
    return _described(SystemClock())


def move_to(store: Store, instant: datetime) -> None:
    """Let a stopped clock stand at ``instant``, unless somebody has moved it further; another is left alone."""
    with store.writing() as tx:
        tx.set_aside()
        document = kept(tx)
        if document is not None and INSTANT in document and datetime.fromisoformat(document[INSTANT]) < instant:
            tx.put(PLACE, {INSTANT: to_text(instant)})


def _described(clock: Clock) -> dict[str, Any]:
    now = to_text(clock.now())
    if isinstance(clock, StoppedClock):
        return {"mode": STOPPED, "now": now}
    if isinstance(clock, FixedClock):
        return {"mode": FIXED, "now": now}
    offset = clock.offset.total_seconds() if isinstance(clock, SystemClock) else 0.0
    return {"mode": RUNNING, "now": now, "offsetSeconds": offset} if offset else {"mode": MACHINE, "now": now}


def _refuse_fixed(context: Context) -> None:
    """A clock that is set from outside cannot be moved from here: the next command would not see it."""
    if isinstance(context.clock, FixedClock) and not isinstance(context.clock, StoppedClock):
        raise InvalidParameter(
            f"The clock is fixed at {to_text(context.clock.now())} by the setting 'now' (SIG_NOW).",
            target="now",
            hint="Unset SIG_NOW to go by the clock that the store keeps.",
            rule="R158",
        )


def _check(instant: datetime) -> None:
    first, end = _CALENDAR
    if not first <= instant < end:
        raise InvalidParameter(
            f"The clock cannot be set to {to_text(instant)}. It goes from {first.year} to {end.year - 1}.",
            target="clock",
            hint="Set it to a time that versions are published at: sig clock set 2030-05-01.",
            rule="R158",
        )
