"""The files that a source is read from."""

import sys

from sig.cli.grammar import UsageError
from sig.domain.virtual_disk import VirtualDisk, inspect


def text(path: str) -> str:
    """What the file holds, or stdin for ``-``. Raises UsageError for a file that cannot be read as text."""
    try:
        if path == "-":
            return sys.stdin.read().removeprefix("\ufeff")
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, ValueError) as failure:
        raise _unreadable(path, failure, "Give a file of UTF-8 text that you may read, or - for stdin.") from None


def disk(path: str) -> VirtualDisk:
    """The facts of a VHD or VHDX file. Raises UsageError where there is none, InvalidParameter for another file."""
    try:
        with open(path, "rb") as file:
            size = file.seek(0, 2)

            def read(offset: int, length: int) -> bytes:
                file.seek(offset)
                return file.read(length)

            return inspect(read, size)
    except (OSError, ValueError) as failure:
        raise _unreadable(path, failure, "Give the VHD or VHDX file of a disk, one that you may read.") from None


def _unreadable(path: str, failure: Exception, hint: str) -> UsageError:
    return UsageError(f"Failed to open file '{path}': {failure}.", hint=hint)
