"""One run of ``sig``: parse, do, print; and every refusal as az words it, with its exit code."""

import sys
from typing import TYPE_CHECKING, Any

from sig.cli.exit_codes import FAILED, INTERRUPTED, USAGE, exit_code
from sig.domain.errors import SigError

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException


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
        print(line, file=sys.stderr)  # noqa: T201 - refusals are printed here only
