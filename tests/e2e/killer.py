"""Ends this process with SIGKILL before the n-th operation on the disk, or in the middle of a write."""

from __future__ import annotations

import _pyio  # type: ignore[import-not-found]
import builtins
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Told by the interpreter itself, whichever function does it; the first arguments are the paths.
_AUDITED = {
    "open": "open",
    "os.chmod": "chmod",
    "os.link": "link",
    "os.listdir": "list",
    "os.mkdir": "mkdir",
    "os.remove": "remove",
    "os.rename": "rename",  # os.replace too
    "os.rmdir": "rmdir",
    "os.scandir": "list",
    "os.symlink": "link",
    "os.truncate": "truncate",
    "os.utime": "utime",
}
_RELATIVE = ("os.remove", "os.rmdir")  # also by a name within an open folder, the second argument
_LOCKS = ("fcntl.flock", "fcntl.lockf")
# Told by nobody: wrapped. Flushes are counted and not made: a kill loses nothing that the system has taken, and
# waiting for the disk is most of the time of a commit.
_BY_DESCRIPTOR = ("ftruncate", "sendfile")
_FLUSHES = ("fdatasync", "fsync", "sync")
_WRITES = ("pwrite", "write")


class Killer:
    """Counts what this process does on the disk below ``root``, and by descriptor, and kills it at the ``at``-th.

    ``torn`` kills in the middle of a write instead of before it. ``note`` is told of each operation.
    """

    def __init__(self, root: str, at: int, note: Callable[[str], object], *, torn: bool = False) -> None:
        self._root = root
        self._at = at
        self._note = note
        self._torn = torn
        self._count = 0

    def install(self) -> None:
        """There is no way back: for a process of its own."""
        for name in _BY_DESCRIPTOR:
            if hasattr(os, name):
                setattr(os, name, self._counting(name, getattr(os, name)))
        for name in _FLUSHES:
            if hasattr(os, name):
                setattr(os, name, self._counting(name, lambda *_: None))
        for name in _WRITES:
            if hasattr(os, name):
                setattr(os, name, self._writing(name, getattr(os, name)))
        # Python's own files write from C, unseen. Those written in Python do it through the functions above.
        plain_open = builtins.open

        def seen_open(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            kind = plain_open if set(mode) <= set("rbt") else _pyio.open
            return kind(file, mode, *args, **options)

        builtins.open = seen_open
        sys.addaudithook(self._audited)

    def _audited(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _AUDITED and isinstance(args[0], str) and args[0].startswith(self._root):
            self._before(f"{_AUDITED[event]} {self._named(args[0])}")
        elif event in _RELATIVE and args[1] != -1:
            self._before(f"{_AUDITED[event]} below {self._opened(args[1])}")
        elif event in _LOCKS:
            self._before("lock")

    def _counting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self._before(f"{name} {self._opened(args[0])}" if args else name)
            return original(*args, **options)

        return call

    def _writing(self, name: str, original: Callable[..., int]) -> Callable[..., int]:
        def call(descriptor: int, data: Any, *rest: Any) -> int:
            if self._torn and self._count + 1 == self._at:
                half = bytes(data)[: len(data) // 2]
                original(descriptor, half, *rest)
            self._before(f"{name} {self._opened(descriptor)}")
            return original(descriptor, data, *rest)

        return call

    def _before(self, operation: str) -> None:
        self._count += 1
        self._note(operation)
        if self._count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _opened(self, descriptor: int) -> str:
        try:
            return self._named(os.readlink(f"/proc/self/fd/{descriptor}"))
        except OSError:
            return "a descriptor"

    def _named(self, path: str) -> str:
        return os.path.relpath(path, self._root) if path.startswith(self._root) else path
