"""The file system, as the store needs it: whole reads, atomic durable writes, refusals for OS errors.

Paths are text and handled by ``os.path``: importing ``pathlib`` would cost more than reading a document.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager, suppress

from sig.store.errors import StoreError, StoreFull, StoreNotReadable, StoreNotWritable
from sig.store.paths import TEMPORARY_SUFFIX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    T = TypeVar("T")

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP}


Look = tuple[int, int, int, int]
"""A file from outside: its number in the file system, its bytes, and when content and file last changed, in ns."""

Looks = tuple[tuple[str, Look], ...]
"""The files of a folder from outside."""

_HANDS_SECONDS = 0.01
_MOST_FOLDERS = 256
_SETTLES_NS = 100_000_000  # the clocks of file systems tick every few milliseconds


class Remembered:
    """What somebody read of some files and folders, always the same, as long as they look as they did.

    For processes that read the same again and again: a command reads once, and neither gains nor loses.
    """

    def __init__(self, *paths: str) -> None:
        self._paths = paths
        self._known: tuple[list[Look | None], Any] | None = None

    def get(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives, or gave when all looked as they do now.

        None where one is not there, or changed a moment ago or meanwhile: it could change again and look the same.
        """
        seen = [look(path) for path in self._paths]
        known = self._known
        if known is not None and known[0] == seen:
            remembered: T = known[1]
            return remembered
        if not all(map(_is_settled, seen)):
            return None
        value = read()
        if [look(path) for path in self._paths] != seen:
            return None
        self._known = seen, value
        return value


class Watched:
    """Folders that are looked over again and again; for processes that serve.

    What is added, removed or put in the place of another shows at once. Only what a person edits without a new
    file, which no folder tells, may take a few milliseconds to show.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Look, float, Looks]] = {}

    def look_over(self, folder: str) -> Looks | None:
        """As the function of that name; each file is looked at again when that was done some milliseconds ago."""
        seen, now = look(folder), time.monotonic()
        known = self._known.get(folder)
        if known is not None and known[0] == seen and now - known[1] < _HANDS_SECONDS:
            return known[2]
        found = look_over(folder)
        if found is not None and seen is not None and _is_settled(seen):
            if len(self._known) >= _MOST_FOLDERS:
                self._known.clear()
            self._known[folder] = seen, now, found
        return found


def _is_settled(seen: Look | None) -> bool:
    return seen is not None and max(seen[2:]) < time.time_ns() - _SETTLES_NS


def settled_look(path: str) -> Look | None:
    """What the file looks like; None where it is not there, or changed a moment ago."""
    seen = look(path)
    return seen if _is_settled(seen) else None


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
    return look(path) is not None


def look(path: str) -> Look | None:
    """What the file looks like from outside; None if it is not there."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(error, path, StoreNotReadable) from error
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def entries(folder: str) -> list[tuple[str, bool]]:
    """The names in ``folder``, and whether each is a folder; none if ``folder`` is not there."""
    with _reading(folder), suppress(FileNotFoundError), os.scandir(folder) as found:
        return [(entry.name, entry.is_dir()) for entry in found]
    return []


def look_over(folder: str) -> Looks | None:
    """The names in ``folder`` with what each file looks like; None where one is a folder, or changed a moment ago."""
    looks, newest = [], 0
    with _reading(folder), suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                return None
            about = entry.stat()
            changed = max(about.st_mtime_ns, about.st_ctime_ns)
            newest = max(newest, changed)
            looks.append((entry.name, (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)))
    return None if newest > time.time_ns() - _SETTLES_NS else tuple(looks)


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
