"""``sig assert``"""

from __future__ import annotations

from sig.cli.grammar import UsageError
from sig.cli.printing import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sig.cli import options as opt
    from sig.domain.assertions import Call, Verdict

_MOST_SHOWN = 5  # calls on stderr; the result has all


def command(
    called: opt.Called = None,
    with_: opt.CalledWith = None,
    times: opt.CalledTimes = None,
    at_least: opt.CalledAtLeast = None,
    at_most: opt.CalledAtMost = None,
    before: opt.CalledBefore = None,
    since: opt.CalledSince = None,
    file: opt.AssertionFile = None,
    junit: opt.JunitFile = None,
) -> Result:
    """Check which commands changed the store; exit code 1, with what was seen, if it is not as said.

    Examples:
        sig assert --called 'image-version create' --with gallery_image_version=1.1.0 --at-least 1
        sig assert --called 'gallery create' --before 'image-version delete' --junit report.xml
    """
    from sig.cli import assertion_words
    from sig.cli.exit_codes import REFUSED
    from sig.cli.session import context, current, warn
    from sig.cli.text_files import text
    from sig.output import verdicts_table
    from sig.service import assertions

    numbers = {"times": times, "at_least": at_least, "at_most": at_most}
    if file is not None:
        if called or with_ or before or any(number is not None for number in numbers.values()):
            raise UsageError("usage error: --called COMMAND | --file PATH")
        wanted = assertion_words.of_file(text(file), file, since)
    elif called is not None:
        wanted = [assertion_words.assertion(called, assertion_words.pairs(with_), numbers, before, since)]
    else:
        raise UsageError("usage error: --called COMMAND | --file PATH", hint="Say what should have been called.")
    if current().settings.text("store.journal_limit") == "0":
        raise UsageError(
            "No history is kept (store.journal_limit is 0), so nobody can tell what was called.",
            hint="Set it to how many events to keep: sig config set store.journal_limit=10000.",
        )
    verdicts, remark = assertions.judged(context(), wanted)
    if remark is not None:
        warn(remark)
    if junit is not None:
        _write_junit(junit, verdicts)
    _say(verdicts)
    failed = any(not verdict.holds for verdict in verdicts)
    return Result(
        [assertions.shown(verdict) for verdict in verdicts], verdicts_table, exit_code=REFUSED if failed else 0
    )


def _say(verdicts: Sequence[Verdict]) -> None:
    from sig.cli.app import Report, said
    from sig.cli.exit_codes import REFUSED

    for verdict in verdicts:
        if not verdict.holds:
            message = f"Not as asserted: {verdict.assertion}\n{verdict.fault} {_seen(verdict, _MOST_SHOWN)}"
            said(Report("AssertionFailed", message, REFUSED), by_service=False)


def _write_junit(path: str, verdicts: Sequence[Verdict]) -> None:
    from sig.cli import junit
    from sig.cli.text_files import write

    cases = [
        junit.Case(str(verdict.assertion), verdict.fault, "" if verdict.holds else _seen(verdict))
        for verdict in verdicts
    ]
    write(path, junit.text("sig assert", cases))


def _seen(verdict: Verdict, most: int | None = None) -> str:
    if not verdict.seen:
        return "Seen: nothing of that kind."
    left = len(verdict.seen[most:]) if most else 0
    return "\n".join(["Seen:", *map(_line, verdict.seen[:most]), *([f"  … and {left} more."] if left else [])])


def _line(call: Call) -> str:
    from sig.domain.assertions import said

    options = "".join(f" {name}={said(value)}" for name, value in call.options.items())
    return f"  event {call.event}, {call.at}: {call.verb}{options}"
