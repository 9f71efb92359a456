"""One run of ``sig``: parse, do, print; and every refusal as az words it, with its exit code."""

from __future__ import annotations

import os
import sys

from sig.cli import front_door
from sig.cli.call import perform
from sig.cli.exit_codes import FAILED, INTERRUPTED, USAGE, LeftRunningError, exit_code
from sig.domain.errors import SigError
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from typer._click.exceptions import ClickException

    from sig.cli.tree import LazyGroup

_NOTHING_DONE = "Interrupted. What was not finished was not done: run the command again."
_LONGEST_LINE = 2000  # the longest of ours, with the list of all regions, has 900
_LONGEST_ESCAPE = 10  # characters, \U0001f600


class Report(NamedTuple):
    """What is said of a command that failed; ``code`` is that of ARM, or one of ``sig`` for what ARM never sees."""

    code: str
    message: str
    exit_code: int
    target: str | None = None
    hint: str | None = None
    rule: str | None = None


def run(words: list[str], commands: LazyGroup | None = None) -> int:
    """Run the command line ``words`` and answer the exit code.

    ``commands`` is the command tree where there is one already: what it has built serves the next run too.
    """
    words = words or ["--help"]
    if words == ["--version"]:
        words = ["version"]
    try:
        return _run(words, commands)
    except BrokenPipeError:  # nobody hears what we say; Python would say that, to nobody, at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        return FAILED


def _run(words: list[str], commands: LazyGroup | None) -> int:
    try:
        taken = front_door.bound(words)
        if taken is None:
            return _by_typer(words, commands)
        module, call = taken
        __import__(module)  # importlib would cost more than this
        return perform(call, sys.modules[module].command)
    except SigError as refusal:
        return _refused(refusal, words)
    except (KeyboardInterrupt, EOFError):
        return _interrupted(_NOTHING_DONE)
    except LeftRunningError as interruption:
        return _interrupted(str(interruption))
    except BrokenPipeError:
        raise
    except Exception as failure:  # noqa: BLE001 - the last word belongs to the user, not to a traceback
        return _failed(failure)


def _by_typer(words: list[str], commands: LazyGroup | None) -> int:
    """The same for what the front door leaves to Typer. Raises SigError, LeftRunningError."""
    from typer import Abort
    from typer._click.exceptions import ClickException

    from sig.cli.tree import root

    try:
        status = (commands or root()).main(words, prog_name="sig", standalone_mode=False)
    except ClickException as mistake:
        return _usage(mistake, words)
    except Abort:
        return _interrupted(_NOTHING_DONE)
    if status == INTERRUPTED:
        return _interrupted(_NOTHING_DONE)
    return status if isinstance(status, int) else 0


# Difference from az: Errors carry a hint. Exit codes are those of az, and so is the form of a refusal (the line ERROR,
# then Code, Message, Target); after it, `sig` says what to do next. For a bad command line it names the nearest thing
# that exists, where az prints examples and a link. With SIG_ERROR_FORMAT=json an error is one JSON object.
def _refused(refusal: SigError, words: list[str]) -> int:
    from sig.cli.grammar import CommandLineError, UsageError

    _trace()
    report = Report(
        refusal.code,
        refusal.message,
        exit_code(refusal),
        refusal.target,
        refusal.hint or _remedy(refusal, words),
        refusal.rule,
    )
    return said(report, by_service=not isinstance(refusal, (UsageError, CommandLineError)))


def _remedy(refusal: SigError, words: list[str]) -> str:
    """What to do next where the refusal itself does not say: what the rule book has, or the command's help."""
    if refusal.rule is not None:
        from sig.domain.rulebook import RULES

        if refusal.rule in RULES:
            return RULES[refusal.rule].remedy
    from sig.cli.nouns import NOUNS

    nouns = next((count for count in (2, 1) if " ".join(words[:count]) in NOUNS), 0)
    path = " ".join(["sig", *words[: nouns + 1]])
    return f"Run '{path} --help' for what it takes."


def _usage(mistake: ClickException, words: list[str]) -> int:
    from sig.cli.usage import explained

    _trace()
    message, hint = explained(mistake, words)
    return said(Report("CommandLineError", message, USAGE, hint=hint), by_service=False)


def _interrupted(message: str) -> int:
    if not _wants_json():
        _say("")
    return said(Report("Interrupted", message, INTERRUPTED), by_service=False)


def _failed(failure: Exception) -> int:
    _trace()
    message = f"Something unforeseen went wrong: {type(failure).__name__}: {failure}"
    hint = "Nothing was written halfway. Run it again with --debug and report the traceback."
    return said(Report("InternalError", message, FAILED, hint=hint), by_service=False)


def said(report: Report, *, by_service: bool) -> int:
    """Print ``report``; what the service would not have seen is a line without a code, as az has it."""
    if _wants_json():
        _print_json(report)
        return report.exit_code
    if by_service:
        _say(f"ERROR: ({report.code}) {report.message}", f"Code: {report.code}", f"Message: {report.message}")
    else:
        _say(f"ERROR: {report.message}")
    if report.target:
        _say(f"Target: {report.target}")
    if report.hint:
        _say(f"Hint: {report.hint}")
    return report.exit_code


def _wants_json() -> bool:
    from sig.cli.session import current

    try:
        return current().settings.text("core.error_format") == "json"
    except SigError:
        return False  # the settings themselves are what is refused


def _print_json(report: Report) -> None:
    """All members are always there; what is not ASCII is escaped, so that no terminal is written to."""
    import json

    members = report._asdict()
    members["exitCode"] = members.pop("exit_code")
    print(json.dumps(members), file=sys.stderr)  # noqa: T201 - refusals are printed here only


def _trace() -> None:
    from sig.cli.session import current

    if current().debug or "--debug" in sys.argv:
        import traceback

        traceback.print_exc()


def _say(*lines: Any) -> None:
    for line in lines:
        print(_legible(str(line)), file=sys.stderr)  # noqa: T201 - refusals are printed here only


def _legible(line: str) -> str:
    """``line`` fit for a terminal: it echoes what was given, be it control characters or 100 KB."""
    from sig.domain.names import shown

    safe = "\n".join(shown(part, len(line) * _LONGEST_ESCAPE) for part in line.split("\n"))
    return safe if len(safe) <= _LONGEST_LINE else f"{safe[: _LONGEST_LINE // 2]} … {safe[-_LONGEST_LINE // 2 :]}"
