"""Faults strike as often as they say, whatever else happens, and alike in stores that were told alike."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import worlds
from sig.domain.errors import TooManyRequests
from sig.domain.faults import Fault, FaultKind
from sig.service import faults, galleries, image_definitions, image_versions
from sig.service.paging import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sig.service.context import Context

_stores = count()
COMMANDS: dict[str, Callable[[Context], object]] = {
    "gallery show": lambda context: galleries.show(context, context.gallery("images", "Main")),
    "gallery list": lambda context: galleries.listed(context, "images", Page()),
    "image-definition list": lambda context: image_definitions.listed(context, context.gallery("images", "Main")),
    "image-version list": lambda context: image_versions.listed(
        context, context.gallery("images", "Main").child("images", "web")
    ),
}
LINES = st.lists(st.sampled_from(sorted(COMMANDS)), max_size=25)
PATTERNS = st.sampled_from(["*", "gallery *", "* list", "image-version list"])
CHANCES = st.one_of(st.none(), st.floats(0.05, 1))
SEEDS = st.text("0123456789abc", min_size=1, max_size=4)


def stocked() -> Context:
    context = worlds.at(f"memory:faults-{next(_stores)}")
    worlds.definition(context, worlds.gallery(context))
    return context


def ran(context: Context, lines: Sequence[str]) -> list[bool]:
    """Of each command whether it was struck."""
    outcomes = []
    for line in lines:
        struck = True
        with suppress(TooManyRequests):
            COMMANDS[line](context)
            struck = False
        outcomes.append(struck)
    return outcomes


def fits(pattern: str, line: str) -> bool:
    return pattern in ("*", line) or line.startswith(pattern.rstrip("*")) or line.endswith(pattern.lstrip("*"))


@given(LINES, PATTERNS, st.integers(1, 6))
def test_a_fault_strikes_the_first_commands_that_match_and_no_more(lines: list[str], pattern: str, times: int) -> None:
    context = stocked()
    faults.add(context, Fault(kind=FaultKind.THROTTLED, verb=pattern, times=times))
    matching = [place for place, line in enumerate(lines) if fits(pattern, line)]
    assert [place for place, struck in enumerate(ran(context, lines)) if struck] == matching[:times]
    (fault,) = faults.listed(context)
    assert (fault["struck"], fault["left"]) == (len(matching[:times]), times - len(matching[:times]))


@given(LINES, PATTERNS, CHANCES, SEEDS, st.one_of(st.none(), st.integers(1, 6)))
def test_stores_that_were_told_alike_fail_alike(
    lines: list[str], pattern: str, chance: float | None, seed: str, times: int | None
) -> None:
    fault = Fault(
        kind=FaultKind.THROTTLED,
        verb=pattern,
        times=times,
        probability=chance,
        seed=seed if chance is not None else None,
    )
    one, other = stocked(), stocked()
    for context in (one, other):
        faults.add(context, fault)
    assert ran(one, lines) == ran(other, lines)
    assert faults.listed(one) == faults.listed(other)


@given(LINES, CHANCES)
def test_commands_that_do_not_match_change_nothing_for_those_that_do(lines: list[str], chance: float | None) -> None:
    alone, among_others = stocked(), stocked()
    for context in (alone, among_others):
        faults.add(context, Fault(kind=FaultKind.THROTTLED, verb="gallery *", probability=chance))
    matching = [line for line in lines if fits("gallery *", line)]
    outcomes = zip(lines, ran(among_others, lines), strict=True)
    assert [struck for line, struck in outcomes if fits("gallery *", line)] == ran(alone, matching)
