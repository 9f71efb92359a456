"""Questions before what cannot be undone."""

import sys

from sig.cli.grammar import UsageError
from sig.cli.session import current


def confirm(question: str, *, yes: bool) -> None:
    """Ask ``question`` on the terminal; ``yes`` answers in advance, and a dry run has nothing to ask.

    Raises UsageError when declined, and when there is nobody to ask. Source: SPEC §3.1.
    """
    if yes or current().dry_run:
        return
    if not sys.stdin.isatty():
        raise UsageError(
            "Unable to prompt for confirmation as no tty available. Operation cancelled.", hint="Use --yes."
        )
    print(f"{question} (y/n): ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a question to a person
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Operation cancelled.")
