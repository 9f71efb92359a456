"""``.lock-notes``, what one holder of the writer lock leaves for the next: numbers that save work, and no state.

The file is not synced, and whatever cannot be read counts as lost.
"""

from __future__ import annotations

import os
from contextlib import suppress

from sig.store import json_text

NAME = ".lock-notes"


def read(root: str) -> dict[str, int]:
    """The notes of the store in the folder ``root``."""
    with suppress(OSError), open(os.path.join(root, NAME), "rb") as file:
        return _parsed(file.read())
    return {}


def leave(root: str, left: dict[str, int]) -> None:
    """Add ``left`` to the notes. Only for the holder of the writer lock."""
    with suppress(OSError):
        # In place, and padded rather than cut: file systems that guard against lost files (ext4) write a file
        # to the disk when it is closed after it was cut, which costs as much as the commit itself.
        descriptor = os.open(os.path.join(root, NAME), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        with open(descriptor, "r+b") as file:
            before = file.read()
            file.seek(0)
            file.write(json_text.dumps({**_parsed(before), **left}).ljust(len(before)))


def _parsed(content: bytes) -> dict[str, int]:
    with suppress(ValueError):
        found = json_text.loads(content)
        if type(found) is dict:
            return {key: number for key, number in found.items() if type(number) is int}
    return {}
