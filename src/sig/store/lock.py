"""The writer lock of a file store: one writer at a time, whichever process or thread it is in."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sig.store import disk
from sig.store.errors import StoreBusy, StoreNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = ".lock"
HOLDER = ".lock-holder"

_HELD_BY_ANOTHER = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_POLL_SECONDS = 0.01  # a writer holds the lock for a few milliseconds
_LONGEST_HOLDER = 200


@contextmanager
def held(root: str, timeout: float) -> Iterator[None]:
    """Hold the lock of the store in the folder ``root``. Raises StoreBusy after ``timeout`` seconds.

    The operating system frees the lock of a process that dies, so the files themselves mean nothing.
    The system is asked directly: importing a library for it would cost each write more than an
    empty Python does (docs/adr/0009-the-writer-lock.md).
    """
    path = os.path.join(root, LOCK)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error
    try:
        if not _acquired(descriptor, path, timeout):
            raise StoreBusy(path, holder=_holder(root), timeout=timeout)
        with _holder_named(root):
            yield
    finally:
        # Closing the descriptor frees the lock.
        os.close(descriptor)


def _acquired(descriptor: int, path: str, timeout: float) -> bool:
    """Take the lock, trying again until ``timeout`` seconds are over."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            _try(descriptor)
        except OSError as error:
            if error.errno not in _HELD_BY_ANOTHER:
                raise disk.refusal(error, path, StoreNotWritable) from error
        else:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        """Take the lock now. Raises OSError where another has it."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> None:
        """Take the lock now. Raises OSError where another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _holder_named(root: str) -> Iterator[None]:
    """Say who holds the lock, for the message that another writer may have to show."""
    path = os.path.join(root, HOLDER)
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with suppress(OSError), open(path, "w", encoding="utf-8") as file:
        file.write(f"process {os.getpid()} since {since}\n")
    try:
        yield
    finally:
        with suppress(OSError):
            os.remove(path)


def _holder(root: str) -> str:
    with suppress(OSError), open(os.path.join(root, HOLDER), encoding="utf-8", errors="replace") as file:
        return file.read(_LONGEST_HOLDER).strip() or "another process"
    return "another process"
