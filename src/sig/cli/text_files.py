"""Text files that a command line names, read and written."""

from __future__ import annotations

import sys

from sig.cli.grammar import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def text(path: str) -> str:
    """What the file holds, or stdin for ``-``. Raises UsageError for a file that cannot be read as text."""
    try:
        if path == "-":
            return sys.stdin.read().removeprefix("\ufeff")
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, ValueError) as failure:
        raise unreadable(path, failure, "Give a file of UTF-8 text that you may read, or - for stdin.") from None


def unreadable(path: str, failure: Exception, hint: str) -> UsageError:
    """The refusal to go on without the file, as az words it."""
    return UsageError(f"Failed to open file '{path}': {failure}.", hint=hint)


def write(path: str, content: str) -> None:
    """Make ``content`` all that the file holds. Raises UsageError if it cannot be written."""
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except (OSError, ValueError) as failure:
        raise _unwritable(path, failure) from None


def opened_to_write(path: str) -> TextIO:
    """The file, empty; the caller closes it. Raises UsageError if it cannot be written."""
    try:
        return open(path, "w", encoding="utf-8", newline="\n")
    except (OSError, ValueError) as failure:
        raise _unwritable(path, failure) from None


def _unwritable(path: str, failure: Exception) -> UsageError:
    return UsageError(f"Failed to write file '{path}': {failure}.", hint="Nothing was done. Name another file.")
