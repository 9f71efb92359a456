"""One run of ``sig``: parse, do, print; and every refusal as az words it, with its exit code."""

import sys
from typing import TYPE_CHECKING, Any

from sig.cli.exit_codes import FAILED, INTERRUPTED, USAGE, exit_code
from sig.domain.errors import SigError

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

_LONGEST_LINE = 2000  # the longest of ours, with the list of all regions, has 900
_LONGEST_ESCAPE = 10  # characters, \U0001f600


def run(words: list[str]) -> int:
    """Run the command line ``words`` and answer the exit code."""
    from typer import Abort
    from typer._click.exceptions import ClickException

    from sig.cli.tree import root

    words = words or ["--help"]
    if words == ["--version"]:
        words = ["version"]
    try:
        status = root().main(words, prog_name="sig", standalone_mode=False)
    except ClickException as mistake:
        return _usage(mistake)
    except SigError as refusal:
        return _refused(refusal)
    except Abort:
        return _interrupted()
    except Exception as failure:  # noqa: BLE001 - the last word belongs to the user, not to a traceback
        return _failed(failure)
    if status == INTERRUPTED:
        return _interrupted()
    return status if isinstance(status, int) else 0


# Difference from az: Errors carry a hint. Exit codes are those of az, and so is the form of a refusal (the line ERROR,
# then Code, Message, Target); after it, `sig` says what to do next. For a bad command line it names the nearest thing
# that exists, where az prints examples and a link.
def _refused(refusal: SigError) -> int:
    from sig.cli.grammar import CommandLineError, UsageError

    _trace()
    if isinstance(refusal, (UsageError, CommandLineError)):
        _say(f"ERROR: {refusal.message}")
    else:
        _say(
            f"ERROR: ({refusal.code}) {refusal.message}",
            f"Code: {refusal.code}",
            f"Message: {refusal.message}",
        )
        if refusal.target:
            _say(f"Target: {refusal.target}")
    if refusal.hint:
        _say(f"Hint: {refusal.hint}")
    return exit_code(refusal)


def _usage(mistake: "ClickException") -> int:
    from sig.cli.usage import explained

    _trace()
    message, hint = explained(mistake)
    _say(f"ERROR: {message}", f"Hint: {hint}")
    return USAGE


def _interrupted() -> int:
    _say("", "ERROR: Interrupted. What was not finished was not done: run the command again.")
    return INTERRUPTED


def _failed(failure: Exception) -> int:
    _trace()
    _say(
        f"ERROR: Something unforeseen went wrong: {type(failure).__name__}: {failure}",
        "Hint: Nothing was written halfway. Run it again with --debug and report the traceback.",
    )
    return FAILED


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
