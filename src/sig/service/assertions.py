"""Assertions about what a pipeline did, judged by the journal of the store."""

from __future__ import annotations

from sig.domain import assertions
from sig.domain.assertions import Call
from sig.domain.records import NamedTuple
from sig.service.history import require_journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sig.domain.assertions import Assertion, Verdict
    from sig.service.context import Context
    from sig.store import View


class Judgement(NamedTuple):
    """The verdicts, and a remark where the journal does not reach back as far as they do."""

    verdicts: list[Verdict]
    remark: str | None


def judged(context: Context, wanted: Sequence[Assertion]) -> Judgement:
    """Each of ``wanted`` held against the calls in the journal, which is read once for all."""
    require_journal(context.store)
    with context.store.reading() as view:
        calls = list(_calls(view))
    verdicts = [assertions.judged(assertion, calls) for assertion in wanted]
    begin = calls[0].event if calls else 1
    is_short = begin > 1 and any(assertion.reaches_before(begin) for assertion in wanted)
    return Judgement(
        verdicts, f"The history begins with event {begin}; what was called earlier is not known." if is_short else None
    )


def shown(verdict: Verdict) -> dict[str, Any]:
    """``{"assertion", "holds", "matching", "fault", "seen": [{"event", "at", "verb", "options", "command"}]}``."""
    return {
        "assertion": str(verdict.assertion),
        "holds": verdict.holds,
        "matching": verdict.matching,
        "fault": verdict.fault,
        "seen": [call._asdict() for call in verdict.seen],
    }


def _calls(view: View) -> Iterator[Call]:
    """The calls, oldest first; commands that were committed together one by one.

    What a command committed aside is none: a refusal that a fault counts, a read that moves a copy on, a clock moved.
    """
    for event in reversed(list(view.events())):
        for call in event.get("calls") or ([] if event.get("aside") else [event]):
            yield Call(event["event"], event["at"], call["verb"], call["options"], call["command"])
