"""Snapshots: the documents as they were when the view was opened, whatever writers commit in the meantime.

A writer appends its event to the journal before it changes a document. So a reader remembers where the
journal ended; if it still ends there after a document was read, the document is that of the snapshot.
That costs one look at a file. Only where the journal has grown is it read, and the past restored.
"""

from __future__ import annotations

import os
from itertools import islice

from sig.domain.records import NamedTuple
from sig.store import disk, paths
from sig.store.base import View
from sig.store.errors import StoreNotReadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document, Event
    from sig.store.past import Past
    from sig.store.tree import Tree

FOLDER = "journal"
CURRENT = "current.jsonl"

# How a line of the journal ends: the event of a commit that is under way, and of one that is done. In place of each
# other, so that finishing a commit needs no room on the disk.
PENDING = b"~\n"
DONE = b" \n"


_NUMBER = b'{"event":'
_HEAD = len(_NUMBER) + 20  # bytes; room for any number

# How many documents are read before one look at the journal covers them all. A caller that stops early has at most
# twice as many read as it asked for, and no more than these are in memory at once.
_LARGEST_BATCH = 128


class Mark(NamedTuple):
    """The current file of the journal at a glance: its number in the file system, 0 for none, and its bytes."""

    file: int
    size: int


class Position(NamedTuple):
    """A place in the journal: the number of the first event of a file, 0 before all files, and bytes from its start."""

    first: int
    size: int


NOTHING = Mark(0, 0)
BEGINNING = Position(0, 0)
UNREADABLE = -1  # the number of what is no event


class End(NamedTuple):
    """Where the journal ends: ``settled`` is behind the last event that is done, ``mark`` what the file looks like."""

    settled: Position
    mark: Mark


def current(root: str) -> str:
    return os.path.join(root, FOLDER, CURRENT)


def mark(path: str) -> Mark:
    """What the current file ``path`` looks like now."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        raise disk.refusal(error, path, StoreNotReadable) from error
    return Mark(found.st_ino, found.st_size)


def number(line: bytes) -> int:
    """The number of the event that ``line`` begins with."""
    digits = line[len(_NUMBER) :].partition(b",")[0]
    return int(digits) if line.startswith(_NUMBER) and digits.isdigit() else UNREADABLE


def quiet(path: str) -> End | None:
    """Where the journal ends if no commit is under way; None if one is or was, or it cannot be told at once."""
    try:
        with open(path, "rb", buffering=0) as file:
            about = os.fstat(file.fileno())
            if about.st_size <= len(PENDING):
                return None
            first = number(file.read(_HEAD))
            file.seek(about.st_size - len(PENDING))
            ending = file.read(len(PENDING))
    except FileNotFoundError:
        return None if os.path.isdir(os.path.dirname(path)) else End(BEGINNING, NOTHING)
    except OSError as error:
        raise disk.refusal(error, path, StoreNotReadable) from error
    if ending == PENDING or not ending.endswith(b"\n"):
        return None
    return End(Position(first, about.st_size), Mark(about.st_ino, about.st_size))


def opened(root: str, tree: Tree, limit: int, *, unfinished: bool = False) -> Snapshot:
    """The documents of ``tree`` as they are now, with ``limit`` events; ``unfinished`` where a redo record waits."""
    end = None if unfinished else quiet(current(root))
    if end is not None:
        return Snapshot(root, tree, limit, end)
    from sig.store import past

    found = past.opened(root, tree)
    return Snapshot(root, tree, limit, found.end, found)


class Snapshot(View):
    """``tree`` as it was when the journal ended at ``end``, or as ``past`` knows it was.

    ``top`` are the names that were in the root folder then, where that is known: what is below no other was not there.
    """

    def __init__(
        self,
        root: str,
        tree: Tree,
        limit: int,
        end: End,
        past: Past | None = None,
        *,
        top: frozenset[str] | None = None,
    ) -> None:
        self._root = root
        self._limit = limit
        self._current = current(root)
        self._tree = tree
        self._opened, self._mark = end
        self._past = past
        self._state = None if past is not None else end
        self._top = top
        self._view: View = tree if past is None else past.view

    def get(self, resource: ResourceId) -> Document | None:
        if self._top is not None and resource.pairs and paths.encode(resource.pairs[0][0]) not in self._top:
            return None
        document = self._view.get(resource)
        while mark(self._current) != self._mark:
            self._look_back()
            document = self._view.get(resource)
        return document

    def several(self, resources: Iterable[ResourceId]) -> Iterator[Document | None]:
        left, size = iter(resources), 1
        while batch := list(islice(left, size)):
            found = [self._view.get(resource) for resource in batch]
            while mark(self._current) != self._mark:
                self._look_back()
                found = [self._view.get(resource) for resource in batch]
            yield from found
            size = min(2 * size, _LARGEST_BATCH)

    def place(self, resource: ResourceId) -> str:
        return self._tree.place(resource)

    def exists(self, resource: ResourceId) -> bool:
        found = self._view.exists(resource)
        while mark(self._current) != self._mark:
            self._look_back()
            found = self._view.exists(resource)
        return found

    def names(self, parent: ResourceId, collection: str) -> list[str]:
        if self._top is not None and not parent.pairs and paths.encode(collection) not in self._top:
            return []
        found = self._view.names(parent, collection)
        while mark(self._current) != self._mark:
            self._look_back()
            found = self._view.names(parent, collection)
        return found

    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        found = self._view.folders(parent, collection)
        while mark(self._current) != self._mark:
            self._look_back()
            found = self._view.folders(parent, collection)
        return found

    def state(self) -> object | None:
        return self._state

    def look(self, resource: ResourceId) -> object | None:
        found = self._tree.look(resource) if self._past is None else None
        return found if mark(self._current) == self._mark else None

    def look_over(self, parent: ResourceId, collection: str) -> object | None:
        found = self._tree.look_over(parent, collection) if self._past is None else None
        return found if mark(self._current) == self._mark else None

    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        found = list(self._view.below(resource))
        while mark(self._current) != self._mark:
            self._look_back()
            found = list(self._view.below(resource))
        return iter(found)

    def holds_any(self, resource: ResourceId) -> bool:
        found = self._view.holds_any(resource)
        while mark(self._current) != self._mark:
            self._look_back()
            found = self._view.holds_any(resource)
        return found

    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        found = self._view.at_most(top, collections)
        while mark(self._current) != self._mark:
            self._look_back()
            found = self._view.at_most(top, collections)
        return found

    def note(self, key: str) -> int | None:
        return self._tree.note(key)

    def events(self) -> Iterator[Event]:
        from sig.store import journal

        return islice(journal.before(self._root, self._opened), self._limit)

    def _look_back(self) -> None:
        """Take what was committed since the last look out of what the view shows."""
        if self._past is None:
            from sig.store.past import Past

            self._past = Past(self._root, self._tree, End(self._opened, self._mark))
        self._past.look()
        self._mark, self._view = self._past.end.mark, self._past.view
