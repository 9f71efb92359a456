"""The writer lock of a file store: one writer at a time, whichever process or thread it is in."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sig.store import disk
from sig.store.errors import StoreBusy, StoreNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = ".lock"
HOLDER = ".lock-holder"

_POLL_SECONDS = 0.01  # a writer holds the lock for a few milliseconds
_LONGEST_HOLDER = 200


@contextmanager
def held(root: str, timeout: float) -> Iterator[None]:
    """Hold the lock of the store in the folder ``root``. Raises StoreBusy after ``timeout`` seconds.

    The operating system frees the lock of a process that dies, so the files themselves mean nothing.
    """
    import filelock

    path = os.path.join(root, LOCK)
    lock = filelock.FileLock(path)
    try:
        lock.acquire(timeout=timeout, poll_interval=_POLL_SECONDS)
    except filelock.Timeout:
        raise StoreBusy(path, holder=_holder(root), timeout=timeout) from None
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error
    except NotImplementedError as error:
        raise StoreNotWritable(path, "its file system has no file locks") from error
    try:
        with _holder_named(root):
            yield
    finally:
        lock.release()


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
