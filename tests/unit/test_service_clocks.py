"""The clock kept in a store: who may move it, how far, and what is no clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain.errors import InvalidParameter
from sig.service import clock, clocks
from sig.service.clock import INSTANT, OFFSET, PLACE, FixedClock, StoppedClock, SystemClock
from sig.store import StoreCorrupt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sig.service.context import Context

END = datetime(9000, 1, 1, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return worlds.in_memory(tmp_path)._replace(clock=SystemClock())


def next_command(context: Context) -> Context:
    return context._replace(clock=clock.chosen(context.store))


def stored(context: Context) -> Any:
    with context.store.reading() as view:
        return view.get(PLACE)


@pytest.mark.parametrize(
    "move", [lambda of: clocks.set_to(of, worlds.NOW), lambda of: clocks.advance(of, 1), clocks.reset]
)
def test_a_clock_that_is_fixed_from_outside_is_shown_and_not_moved(
    move: Callable[[Context], object], context: Context
) -> None:
    fixed = context._replace(clock=clock.chosen(context.store, worlds.NOW))
    assert clocks.show(fixed) == {"mode": "fixed", "now": "2026-01-07T05:56:46+00:00"}
    with refused(InvalidParameter, "2026-01-07T05:56:46", "SIG_NOW", rule="R158", target="now"):
        move(fixed)
    assert stored(context) is None


def test_what_is_fixed_from_outside_wins_over_what_the_store_keeps(context: Context) -> None:
    clocks.set_to(context, worlds.NOW)
    assert clock.chosen(context.store, END).now() == END


@pytest.mark.parametrize("instant", [datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), END])
def test_a_clock_is_not_set_off_the_calendar(instant: datetime, context: Context) -> None:
    for running in (False, True):
        with refused(InvalidParameter, "1970 to 8999", rule="R158", target="clock"):
            clocks.set_to(context, instant, running=running)
    assert stored(context) is None


@pytest.mark.parametrize("running", [False, True])
def test_a_clock_is_not_moved_off_the_calendar(running: bool, context: Context) -> None:
    clocks.set_to(context, END - timedelta(minutes=1), running=running)
    before = stored(context)
    with refused(InvalidParameter, "1970 to 8999", rule="R158", target="clock"):
        clocks.advance(next_command(context), 60)
    assert stored(context) == before


def test_a_running_clock_that_is_moved_runs_on(context: Context) -> None:
    clocks.set_to(context, worlds.NOW, running=True)
    clocks.advance(next_command(context), 3600)
    ahead = next_command(context).clock.now() - worlds.NOW
    assert timedelta(hours=1) <= ahead < timedelta(hours=1, minutes=1)
    assert clocks.show(next_command(context))["mode"] == "running"


def test_only_a_clock_that_runs_has_a_speed(context: Context) -> None:
    assert clock.chosen(context.store, speed=60).speed == 60
    clocks.advance(context, 60)
    assert clock.chosen(context.store, speed=60).speed == 60
    clocks.set_to(context, worlds.NOW)
    assert clock.chosen(context.store, speed=60).speed == 1
    assert clock.chosen(context.store, worlds.NOW, speed=60).speed == 1


def test_who_waits_does_not_turn_back_a_clock_that_others_have_moved_further(context: Context) -> None:
    clocks.set_to(context, worlds.NOW)
    waiting = next_command(context)
    clocks.advance(waiting, 3600)
    waiting.clock.sleep(60)
    assert next_command(context).clock.now() == worlds.NOW + timedelta(hours=1)


def test_who_waits_leaves_a_clock_alone_that_runs_meanwhile(context: Context) -> None:
    waiting = StoppedClock(context.store, worlds.NOW)
    clocks.set_to(context, worlds.NOW, running=True)
    before = stored(context)
    waiting.sleep(60)
    assert stored(context) == before


@pytest.mark.parametrize(
    "document",
    [
        {},
        {INSTANT: "soon"},
        {INSTANT: "2026-01-07"},
        {INSTANT: 5},
        {OFFSET: "5"},
        {OFFSET: 1e300},
        {OFFSET: 260_000_000_000},
        {INSTANT: "2026-01-07T00:00:00+00:00", OFFSET: 5},
    ],
)
def test_a_document_that_says_no_time_is_corrupt_for_whoever_asks_or_moves(
    document: dict[str, Any], context: Context
) -> None:
    with context.store.writing() as tx:
        tx.put(PLACE, document)
    for ask in (next_command, lambda of: clocks.advance(of, 1), lambda of: clocks.set_to(of, worlds.NOW)):
        with pytest.raises(StoreCorrupt, match="does not say what time it is"):
            ask(context)
    assert stored(context) == document


def test_r158_a_wait_off_the_calendar_is_refused() -> None:
    with refused(InvalidParameter, "off the calendar", rule="R158", target="clock"):
        FixedClock(worlds.NOW).sleep(1e14)
