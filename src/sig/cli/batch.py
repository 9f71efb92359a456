"""``sig batch``"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import Surroundings, current, surrounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from sig.cli import options as opt
    from sig.cli.batch_lines import Line
    from sig.cli.batch_run import Outcome
    from sig.cli.session import Session
    from sig.service.stores import Opener

MUTATES = True

_INHERITED = ("subscription", "as_principal", "only_show_errors", "verbose", "debug", "store", "profile")
_MOST_NAMED = 20


def command(
    file: opt.CommandsFile = None,
    atomic: opt.Atomic = False,
    keep_going: opt.KeepGoing = False,
    report: opt.ReportFile = None,
) -> Result:
    """Run many commands in one process, one per line; each prints what it prints alone.

    Examples:
        sig batch publish.txt
        sig batch publish.txt --atomic --report report.ndjson
        sig batch publish.txt --dry-run -o table
    """
    from sig.cli.batch_lines import parsed
    from sig.cli.text_files import opened_to_write, text

    if atomic and keep_going:
        raise UsageError("usage error: --atomic | --keep-going", hint="A batch that is done whole cannot lack a part.")
    lines = parsed(text(file or "-"))
    with ExitStack() as stack:
        written = None if report is None else stack.enter_context(opened_to_write(report))
        failed, left = _done(lines, atomic=atomic, keep_going=keep_going, report=written)
    if failed:
        _say(failed, len(lines), left, atomic=atomic, dry_run=current().dry_run)
    return Result(None, exit_code=failed[0].exit_code if failed else 0)


def _done(lines: list[Line], *, atomic: bool, keep_going: bool, report: TextIO | None) -> tuple[list[Outcome], int]:
    """Run ``lines``; the outcomes of those that failed, and how many were not run."""
    from sig.cli.batch_run import outcomes

    session = current()
    given = {name: getattr(session, name) for name in _INHERITED}
    failed, unwritten, left = [], [], len(lines)
    with ExitStack() as stack:
        opened = stack.enter_context(_together(session)) if atomic else session.opened
        stack.enter_context(surrounded(Surroundings(opened, given)))
        for outcome in outcomes(lines, keep_going=keep_going, recorded=report is not None, shown=not session.dry_run):
            left -= 1
            if outcome.exit_code:
                failed.append(outcome)
            if report is not None and atomic:
                unwritten.append(outcome)  # whether it holds, the last one tells
            elif report is not None:
                report.write(outcome.entry())
                report.flush()
        if failed and atomic:
            raise _Undone
    if report is not None:
        report.writelines(outcome.entry(undone=bool(failed)) for outcome in unwritten)
    return failed, left


class _Undone(Exception):
    """A part of what is done whole or not at all has failed."""


@contextmanager
def _together(session: Session) -> Iterator[Opener]:
    """Gives what opens stores for the body, whose changes are committed together at its end; none if it is undone."""
    from sig.service.rehearsals import together

    with suppress(_Undone), together(session.opened, session.signed) as gathering:
        yield gathering.opened


def _say(failed: list[Outcome], lines: int, left: int, *, atomic: bool, dry_run: bool) -> None:
    """Say on stderr, after the errors of the commands themselves, which lines failed and what that means."""
    from sig.cli.app import Report, said

    first = failed[0]
    numbers = ", ".join(str(outcome.line.number) for outcome in failed[:_MOST_NAMED])
    more = ", …" if len(failed) > _MOST_NAMED else ""
    message = (
        f"Line {numbers} failed with exit code {first.exit_code}."
        if len(failed) == 1
        else f"{len(failed)} of {lines} commands failed, in lines {numbers}{more}."
    )
    if atomic:
        message += " Nothing of the batch was done."
        hint = "Mend the line, and run the batch again."
    elif left:
        message += f" The {left} after it {'was' if left == 1 else 'were'} not run."
        hint = "Go on after failures with --keep-going; do all or nothing with --atomic."
        hint = hint if dry_run else f"What came before it is done. {hint}"
    else:
        hint = "This is what would have failed; nothing was changed." if dry_run else "The other commands are done."
    said(Report("BatchFailed", message, first.exit_code, hint=hint), by_service=False)
