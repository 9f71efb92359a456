"""What a pipeline is expected to have done, held against the calls that did change something.

A call is a command that changed the store. One that was refused, or found nothing to change, left no trace and is none.
"""

from __future__ import annotations

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any


class Call(NamedTuple):
    """One call: the number of its event, its instant (ISO 8601), its verb (``image-version create``), its options."""

    event: int
    at: str
    verb: str
    options: Mapping[str, Any]
    command: Sequence[str]


class Assertion(NamedTuple):
    """That ``called`` was called, with all of ``options``, so many times, and each time before the first ``before``.

    Where no number is given, once is enough. ``since`` leaves out what came earlier: calls up to the event of that
    number, or before that instant (ISO 8601).
    """

    called: str
    options: Mapping[str, str]
    times: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    before: str | None = None
    since: str | None = None

    def __str__(self) -> str:
        """The words of its command line."""
        words = [f"--called '{self.called}'", *(f"--with {name}={value}" for name, value in self.options.items())]
        numbers = {"--times": self.times, "--at-least": self.at_least, "--at-most": self.at_most}
        words += [f"{name} {number}" for name, number in numbers.items() if number is not None]
        words += [f"--before '{self.before}'"] if self.before else []
        return " ".join([*words, *([f"--since {self.since}"] if self.since else [])])

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The fewest and the most calls that are right; None for any number."""
        if self.times is not None:
            return self.times, self.times
        if self.at_least is None and self.at_most is not None:
            return 0, self.at_most
        return 1 if self.at_least is None else self.at_least, self.at_most

    def reaches_before(self, event: int) -> bool:
        """Whether calls of events before that one would count; of an instant nobody can tell."""
        return self.since is None or (self.since.isdecimal() and int(self.since) < event - 1)


class Verdict(NamedTuple):
    """Whether ``assertion`` holds, and how many calls match it; ``fault`` says why it does not.

    ``seen`` are the calls that match or, where it does not hold, all of its verbs, whatever their options.
    """

    assertion: Assertion
    matching: int
    fault: str | None
    seen: list[Call]

    @property
    def holds(self) -> bool:
        return self.fault is None


def judged(assertion: Assertion, calls: Iterable[Call]) -> Verdict:
    """Hold ``assertion`` against ``calls``, which stand in the order in which they were made."""
    wanted, other = canonical(assertion.called), assertion.before and canonical(assertion.before)
    seen = [call for call in _since(assertion.since, calls) if canonical(call.verb) in (wanted, other)]
    found = [
        at
        for at, call in enumerate(seen)
        if canonical(call.verb) == wanted and all(_has(call, *option) for option in assertion.options.items())
    ]
    fault = _number_fault(assertion, len(found)) or _order_fault(assertion, seen, found)
    return Verdict(assertion, len(found), fault, seen if fault else [seen[at] for at in found])


def canonical(verb: str) -> str:
    """``gallery create`` and ``create`` are one."""
    return " ".join(verb.split()).removeprefix("gallery ")


def said(value: Any) -> str:
    """An option's value as a command line says it; several words with a space between."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(said, value)) if isinstance(value, list) else str(value)


def _has(call: Call, name: str, text: str) -> bool:
    """Whether the option has that value; one that takes several words may have it among them."""
    value = call.options.get(name)
    if value is None:
        return False
    return said(value) == text or (isinstance(value, list) and text in map(said, value))


def _number_fault(assertion: Assertion, count: int) -> str | None:
    fewest, most = assertion.bounds
    if count >= fewest and (most is None or count <= most):
        return None
    if most is None:
        expected = f"at least {fewest}"
    elif fewest == most:
        expected = f"exactly {fewest}"
    else:
        expected = f"at most {most}" if fewest == 0 else f"{fewest} to {most}"
    return f"{count} {'call matches' if count == 1 else 'calls match'}, {expected} should."


def _order_fault(assertion: Assertion, seen: Sequence[Call], found: Sequence[int]) -> str | None:
    if assertion.before is None or not found:
        return None
    other = canonical(assertion.before)
    first = next((at for at, call in enumerate(seen) if canonical(call.verb) == other and at not in found), None)
    if first is None or found[-1] < first:
        return None
    last, limit = seen[found[-1]], seen[first]
    return f"The call of event {last.event} came after that of '{assertion.before}', event {limit.event}."


def _since(since: str | None, calls: Iterable[Call]) -> Iterable[Call]:
    if since is None:
        return calls
    if since.isdecimal():
        return [call for call in calls if call.event > int(since)]
    from sig.domain.timestamps import from_text

    start = from_text(since, target="--since")
    return [call for call in calls if from_text(call.at, target="at") >= start]
