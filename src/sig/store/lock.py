"""The writer lock of a file store: one writer at a time, whichever process or thread it is in."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress

from sig.store import disk
from sig.store.errors import StoreBusy, StoreNotWritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = ".lock"
RECORD_BYTES = 200  # room for who holds the lock; a name of a machine has 64 at most

_HELD_BY_ANOTHER = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_POLL_SECONDS = 0.01  # a writer holds the lock for a few milliseconds
_NOBODY = b" " * (RECORD_BYTES - 1) + b"\n"


@contextmanager
def held(root: str, timeout: float) -> Iterator[None]:
    """Hold the lock of the store in the folder ``root``. Raises StoreBusy after ``timeout`` seconds.

    The operating system frees the lock of a process that dies, so the file itself means nothing; it
    says who has the lock, for the message that another writer may have to show. The system is asked
    directly: importing a library for it would cost each write more than an empty Python does
    (docs/adr/0009-the-writer-lock.md).
    """
    path = os.path.join(root, LOCK)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error
    try:
        if not _acquired(descriptor, path, timeout):
            raise _busy(descriptor, path, timeout)
        _record(descriptor, _own_name())
        try:
            yield
        finally:
            _record(descriptor, _NOBODY)
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

    # Nobody else can read a byte that is locked: the lock is on one behind the record.
    _LOCKED_BYTE = 1 << 20

    def _try(descriptor: int) -> None:
        """Take the lock now. Raises OSError where another has it."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _own_machine() -> str:
        return os.environ.get("COMPUTERNAME", "")

else:
    import fcntl

    def _try(descriptor: int) -> None:
        """Take the lock now. Raises OSError where another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _own_machine() -> str:
        return os.uname().nodename


def _own_name() -> bytes:
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return f"process {os.getpid()} since {since} on {_own_machine()}".encode().ljust(RECORD_BYTES - 1) + b"\n"


def _record(descriptor: int, who: bytes) -> None:
    """Say who holds the lock. In place and never cut: a file that was cut is written to the disk when it is closed."""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, who)


def _busy(descriptor: int, path: str, timeout: float) -> StoreBusy:
    from sig.store.holder import found

    holder = found(descriptor, _own_machine())
    return StoreBusy(path, holder=str(holder), timeout=timeout, process=holder.local_process)
