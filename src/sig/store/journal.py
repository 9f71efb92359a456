"""The journal of a file store: one line per commit under ``journal/``, the newest in ``current.jsonl``.

A commit appends its event before it changes a document, and marks the event done afterwards. An event
that is not done is that of a commit under way, or of one that was broken off: whether it counts is
then seen from the documents. Full files are renamed to the number of their first event and, the oldest
first, removed. The line is synced before the commit point, the mark is not: it can be found again.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from itertools import pairwise

from sig.domain.records import NamedTuple
from sig.store import disk, events, json_text, redo
from sig.store.errors import StoreChanged, StoreCorrupt, StoreNotReadable, StoreNotWritable
from sig.store.snapshot import (
    BEGINNING,
    DONE,
    FOLDER,
    NOTHING,
    PENDING,
    UNREADABLE,
    End,
    Mark,
    Position,
    current,
    mark,
    number,
    quiet,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from sig.store.base import Author, Event
    from sig.store.staging import Changes
    from sig.store.tree import Tree

SEGMENT = 100
"""Events of a full file, and how many the journal keeps at least: readers may be in the middle of something."""

_SUFFIX = ".jsonl"
_DIGITS = 12
_STRETCH = 16_384  # bytes; room for most events
_TRIES = 100


class _Moved(Exception):
    """Files were renamed or removed while they were read."""


class _Segment(NamedTuple):
    first: int  # the number of its first event
    path: str


class Tail(NamedTuple):
    """The end of the journal, the event under way that stands there, and where that ends."""

    end: End
    pending: Event | None
    behind: Position

    @property
    def settled(self) -> Position:
        return self.end.settled


class Entry(NamedTuple):
    """An event that was appended and is not done yet."""

    file: IO[bytes]
    number: int

    def done(self) -> None:
        """Mark the event as done. If that fails, or the process ends first, the next writer does it."""
        with suppress(OSError):
            self.file.seek(-len(DONE), os.SEEK_END)
            self.file.write(DONE)


# Writing; only for the holder of the writer lock.


@contextmanager
def appended(root: str, before: Changes, after: Changes, author: Author | None, limit: int) -> Iterator[Entry]:
    """Append the event of a commit that happens in the body, durably."""
    path = current(root)
    disk.make_folder(os.path.dirname(path))
    number = 1 + _make_room(root, path, limit)
    line = json_text.dumps(events.made(number, before, after, author)) + PENDING
    with _opened(path) as file:
        start = file.seek(0, os.SEEK_END)
        try:
            _write(file, line)
            os.fsync(file.fileno())
            if start == 0:
                disk.sync(os.path.dirname(path))
        except OSError as error:
            with suppress(OSError):
                file.truncate(start)
            raise disk.refusal(error, path, StoreNotWritable) from error
        yield Entry(file, number)


def _opened(path: str) -> IO[bytes]:
    try:
        # Not for appending ("ab"): the mark of a done event is to stand in the middle.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        return open(descriptor, "r+b", buffering=0)
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error


def settle(root: str, tree: Tree) -> None:
    """Mark the last event as done if its commit counts, and drop it if not. A redo record must have been applied."""
    path = current(root)
    if quiet(path) is not None:
        return
    found = _tail(path)
    if found is None or found.settled == found.behind:
        return
    happened = found.pending is not None and (redo.waits(root) or _happened(found.pending, tree))
    try:
        with open(path, "r+b", buffering=0) as file:
            if happened:
                file.seek(_end_of_event(file, found.behind.size))
                file.write(DONE)
            else:
                file.truncate(found.settled.size)
            os.fsync(file.fileno())
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error


def _happened(event: Event, tree: Tree) -> bool:
    """Whether a commit of one document counts: it does not only if the document is as it was before.

    One that is neither as before nor as after was edited by hand since.
    """
    for resource, change in events.changes(event):
        if change["before"] == change["after"]:
            return True
        with suppress(StoreCorrupt):
            if events.fingerprint(tree.get(resource)) == change["before"]:
                continue
        return True
    return False


def _end_of_event(file: IO[bytes], size: int) -> int:
    """Where the last event of a file ends, without what may be left of the mark behind it."""
    file.seek(size - len(PENDING))
    return size - len(PENDING) + len(file.read().rstrip(PENDING))


def _write(file: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _make_room(root: str, path: str, limit: int) -> int:
    """The number of the last event; puts the current file aside if it is full."""
    last = _last_number(path)
    if last is None:
        return _last_closed_number(root)
    first = _first_number(path)
    if first is None or UNREADABLE in (first, last):
        raise _damaged(path)
    if last - first + 1 >= SEGMENT:
        try:
            os.rename(path, os.path.join(root, FOLDER, f"{first:0{_DIGITS}}{_SUFFIX}"))
            _drop_old(root, last, limit)
        except OSError as error:
            raise disk.refusal(error, path, StoreNotWritable) from error
    return last


def _drop_old(root: str, last: int, limit: int) -> None:
    """Remove the files all of whose events are older than those that are kept."""
    kept_from = last - max(limit, SEGMENT) + 1
    for segment, following in pairwise(_closed(root)):
        if following.first <= kept_from:
            os.remove(segment.path)


def _last_closed_number(root: str) -> int:
    closed = _closed(root)
    return (_last_number(closed[-1].path) or 0) if closed else 0


def _first_number(path: str) -> int | None:
    """The number of the first event in the file; None if it has none."""
    with _reading(path), suppress(FileNotFoundError), open(path, "rb", buffering=0) as file:
        head = file.read(64)
        return number(head) if head else None
    return None


def _last_number(path: str) -> int | None:
    """The number of the last event in the file; None if it has none."""
    with _reading(path), suppress(FileNotFoundError), open(path, "rb", buffering=0) as file:
        line = _last_line(file, file.seek(0, os.SEEK_END))
        return number(line) if line else None
    return None


@contextmanager
def _reading(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk.refusal(error, path, StoreNotReadable) from error


def _last_line(file: IO[bytes], end: int) -> bytes:
    """The last line that ends at or before ``end``."""
    found, start = b"", end
    while start and b"\n" not in found[:-1]:
        length = min(max(_STRETCH, len(found)), start)
        start -= length
        file.seek(start)
        found = file.read(length) + found
    return found[found.rfind(b"\n", 0, -1) + 1 :]


# Reading


def tail(root: str) -> Tail:
    """The end of the journal as it is now."""
    for _ in range(_TRIES):
        found = _tail(current(root))
        if found is not None and found.behind.first:
            return found
        # No current file, or an empty one: a writer is between two files, or its end was.
        closed = _closed(root)
        if _first_number(current(root)) is None:
            end = Position(closed[-1].first, _size(closed[-1].path)) if closed else BEGINNING
            return Tail(End(end, found.end.mark if found else NOTHING), None, end)
    raise StoreChanged(current(root))


def since(root: str, settled: Position) -> tuple[list[Event], End]:
    """The events behind ``settled``, oldest first, the one under way included; then where the journal ends.

    Raises StoreChanged if some of them are no longer kept.
    """
    for _ in range(_TRIES):
        with suppress(_Moved):
            return _since(root, settled)
    raise StoreChanged(current(root))


def before(root: str, settled: Position) -> Iterator[Event]:
    """The events up to ``settled``, newest first."""
    first = settled.first
    size: int | None = settled.size
    while first:
        segment, content = _found(root, first)
        if segment is None:
            return  # no longer kept
        for line in reversed(content[:size].splitlines()):
            yield _event(line, segment.path)
        size = None
        first = max((older.first for older in _segments(root) if older.first < first), default=0)


def _found(root: str, first: int) -> tuple[_Segment | None, bytes]:
    """The file that begins with the event ``first``, wherever it was put, and its content; None if it is gone."""
    for _ in range(_TRIES):
        segment = next((segment for segment in _segments(root) if segment.first == first), None)
        if segment is None:
            return None, b""
        with suppress(_Moved):
            return segment, _content(segment)[0]
    raise StoreChanged(current(root))


def has(root: str, event: int | None) -> bool:
    """Whether the event of that number was written."""
    if event is None:
        return False
    last = _last_number(current(root))
    return (_last_closed_number(root) if last is None else last) >= event


def _tail(path: str) -> Tail | None:
    """The end of the current file; None if there is none."""
    with _reading(path), suppress(FileNotFoundError), open(path, "rb", buffering=0) as file:
        about = os.fstat(file.fileno())
        here = Mark(about.st_ino, about.st_size)
        if not here.size:
            return Tail(End(BEGINNING, here), None, BEGINNING)
        behind = Position(number(file.read(64)), here.size)
        line = _last_line(file, here.size)
        if line.endswith(b"\n") and not line.endswith(PENDING):
            return Tail(End(behind, here), None, behind)
        pending: Event | None = None
        with suppress(ValueError):  # torn
            found = json_text.loads(line.rstrip(PENDING))
            pending = found if events.is_event(found) else None
        return Tail(End(behind._replace(size=here.size - len(line)), here), pending, behind)
    return None


def _since(root: str, settled: Position) -> tuple[list[Event], End]:
    here = mark(current(root))
    segments = _segments(root)
    if any(segment.first == UNREADABLE for segment in segments):
        raise _damaged(segments[-1].path)
    begins = settled.first or 1
    if here.size and not segments:
        raise _Moved
    wanted = [segment for segment in segments if segment.first >= begins]
    if segments and (not wanted or wanted[0].first != begins):
        raise StoreChanged(current(root))
    found: list[Event] = []
    ended = settled
    for segment in wanted:
        content, about = _content(segment)
        if here.size:  # without a current file, or with an empty one, the last one that was put aside says nothing
            here = about
        start = settled.size if segment.first == settled.first else 0
        ended = Position(segment.first, start)
        for line in content[start:].splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            found.append(_event(line, segment.path))
            if not line.endswith(PENDING):
                ended = ended._replace(size=ended.size + len(line))
    return found, End(ended, here)


def _segments(root: str) -> list[_Segment]:
    """The files of the journal that have events, oldest first."""
    first = _first_number(current(root))
    closed = _closed(root)
    if first is None or first in (segment.first for segment in closed):  # it was put aside just now
        return closed
    return [*closed, _Segment(first, current(root))]


def _closed(root: str) -> list[_Segment]:
    """The files that were put aside, oldest first."""
    folder = os.path.join(root, FOLDER)
    names = [name.removesuffix(_SUFFIX) for name, is_folder in disk.entries(folder) if name.endswith(_SUFFIX)]
    return sorted(_Segment(int(name), os.path.join(folder, name + _SUFFIX)) for name in names if name.isdigit())


def _content(segment: _Segment) -> tuple[bytes, Mark]:
    with _reading(segment.path), suppress(FileNotFoundError), open(segment.path, "rb") as file:
        content = file.read()
        if number(content[:64]) == segment.first:
            return content, Mark(os.fstat(file.fileno()).st_ino, len(content))
    raise _Moved


def _size(path: str) -> int:
    with _reading(path), suppress(FileNotFoundError):
        return os.stat(path).st_size
    return 0


def _event(line: bytes, path: str) -> Event:
    with suppress(ValueError):
        event = json_text.loads(line.rstrip(PENDING))
        if events.is_event(event):
            found: Event = event
            return found
    raise _damaged(path)


def _damaged(path: str) -> StoreCorrupt:
    return StoreCorrupt(
        path,
        "is no journal of commits",
        hint=f"Nothing was changed. Restore it from a copy, or move '{os.path.dirname(path)}' away: the documents are "
        "complete without it, and the next commit begins a new journal.",
    )
