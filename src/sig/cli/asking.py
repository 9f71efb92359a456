"""Questions before what cannot be undone."""

import sys
from collections.abc import Callable

from sig.cli.grammar import UsageError
from sig.cli.session import current


def confirm(question: str, *, yes: bool) -> None:
    """Ask ``question`` on the terminal; ``yes`` answers in advance, and a dry run has nothing to ask.

    Raises UsageError when declined, and when there is nobody to ask. Source: SPEC §3.1.
    """
    _ask(f"{question} (y/n): ", lambda answer: answer.lower() in ("y", "yes"), yes=yes)


def confirm_by_name(request: str, name: str, *, yes: bool) -> None:
    """The same for what destroys much: nothing but ``name`` itself is agreement."""
    _ask(f"{request} {name}: ", lambda answer: answer == name, yes=yes)


def _ask(prompt: str, agrees: Callable[[str], bool], *, yes: bool) -> None:
    if yes or current().dry_run:
        return
    if not sys.stdin.isatty():
        raise UsageError(
            "Unable to prompt for confirmation as no tty available. Operation cancelled.", hint="Use --yes."
        )
    print(prompt, end="", file=sys.stderr, flush=True)  # noqa: T201 - a question to a person
    if not agrees(sys.stdin.readline().strip()):
        raise UsageError("Operation cancelled.", hint="Nothing was done.")
