"""Text files that a command line names, read and written."""

import sys
from typing import TextIO

from sig.cli.grammar import UsageError


def text(path: str, what: str) -> str:
    """What the file holds, or stdin for ``-``; ``what`` it is, in the plural. Raises UsageError for others."""
    try:
        if path == "-":
            return sys.stdin.read().removeprefix("\ufeff")
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, ValueError) as failure:
        raise UsageError(
            f"The {what} in '{path}' cannot be read: {failure}.",
            hint="Give a file of UTF-8 text that you may read, or - for stdin.",
        ) from None


def opened_to_write(path: str) -> TextIO:
    """The file, empty; the caller closes it. Raises UsageError if it cannot be written."""
    try:
        return open(path, "w", encoding="utf-8", newline="\n")
    except (OSError, ValueError) as failure:
        raise UsageError(
            f"'{path}' cannot be written: {failure}.", hint="Nothing was done. Name another file."
        ) from None
