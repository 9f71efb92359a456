"""The file system, as the store needs it: whole reads, atomic durable writes, refusals for OS errors.

Paths are text and handled by ``os.path``: importing ``pathlib`` would cost more than reading a document.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sig.store.errors import StoreError, StoreFull, StoreNotReadable, StoreNotWritable
from sig.store.paths import TEMPORARY_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP}


def refusal(error: OSError, path: str, kind: type[StoreNotReadable | StoreNotWritable]) -> StoreError:
    """What to raise for ``error``, met while reading or writing (``kind``) ``path``."""
    reason = error.strerror or str(error)
    return StoreFull(path, reason) if error.errno in _NO_ROOM else kind(path, reason)


@contextmanager
def _reading(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(error, path, StoreNotReadable) from error


@contextmanager
def _writing(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(error, path, StoreNotWritable) from error


def read(path: str) -> bytes | None:
    """The content of the file; None if it is not there."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(error, path, StoreNotReadable) from error


def exists(path: str) -> bool:
    with _reading(path), suppress(FileNotFoundError):
        os.stat(path)
        return True
    return False


def entries(folder: str) -> list[tuple[str, bool]]:
    """The names in ``folder``, and whether each is a folder; none if ``folder`` is not there."""
    with _reading(folder), suppress(FileNotFoundError), os.scandir(folder) as found:
        return [(entry.name, entry.is_dir()) for entry in found]
    return []


def make_folder(folder: str) -> None:
    """Make ``folder`` and the missing ones above it, each durably."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    make_folder(above)
    with _writing(folder):
        with suppress(FileExistsError):
            os.mkdir(folder)
        _sync(above)


def write(path: str, data: bytes) -> None:
    """Put ``data`` in place of what ``path`` holds, at one instant. Durable once ``sync`` has its folder.

    Only for the holder of the writer lock: whatever stands at the temporary name is left over from a
    process that was killed.
    """
    make_folder(os.path.dirname(path))
    temporary = path + TEMPORARY_SUFFIX
    with _writing(path):
        try:
            with open(temporary, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                os.remove(temporary)
            raise


def remove(path: str, *, root: str) -> str:
    """Remove the file, then the folders below ``root`` that are empty without it; the folder that remains."""
    with _writing(path), suppress(FileNotFoundError):
        os.remove(path)
    folder = os.path.dirname(path)
    while folder != root and _remove_if_empty(folder):
        folder = os.path.dirname(folder)
    return folder


def _remove_if_empty(folder: str) -> bool:
    """Whether ``folder`` is gone; an empty folder that cannot be removed does no harm."""
    try:
        _remove_leftovers(folder)
        os.rmdir(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _remove_leftovers(folder: str) -> None:
    """Remove the temporary files of killed processes if ``folder`` holds nothing else."""
    with os.scandir(folder) as found:
        leftovers = []
        for entry in found:
            if not entry.name.endswith(TEMPORARY_SUFFIX):
                return
            leftovers.append(entry.path)
    for path in leftovers:
        os.remove(path)


def sync(folder: str) -> None:
    """Make what was renamed into or removed from ``folder`` survive a crash."""
    with _writing(folder):
        _sync(folder)


def _sync(folder: str) -> None:
    if os.name == "nt":  # Windows does not open folders; NTFS journals renames by itself
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # emptied by a later removal, which the folder above remembers
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:  # some network mounts cannot sync a folder
            raise
    finally:
        os.close(descriptor)
