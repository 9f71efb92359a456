"""The file backend: a folder that anyone can read, diff and review.

Readers take no lock. Writers take turns, and what they commit is there whole or not at all: one document
is renamed into place, several go through the redo record. The event of a commit goes into the journal before
it, and is marked as done after it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress

from sig.domain.records import NamedTuple
from sig.store import disk, redo, root_file, snapshot
from sig.store.base import (
    DEFAULT_JOURNAL_LIMIT,
    DEFAULT_TIMEOUT,
    Author,
    DocumentFormat,
    Store,
    StoreInfo,
    Transaction,
    View,
)
from sig.store.errors import StoreBusy, StoreError, StoreExists, StoreFull, StoreNotWritable
from sig.store.tree import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.store.staging import StagedTransaction


_FOLDERS_TELL = os.name == "posix"  # elsewhere a folder may not show at once that an entry was added


class _Quiet(NamedTuple):
    """A store in which nothing is under way: what it is, where its journal ends, and the names in its root folder."""

    about: StoreInfo
    end: snapshot.End
    top: frozenset[str]


class FileStore(Store):
    """The store in the folder ``root``, which need not be there: the first commit makes it.

    Its journal keeps ``journal_limit`` events; with 0 it shows none, and what it must keep for readers is not signed.
    """

    def __init__(
        self,
        root: str | os.PathLike[str],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        journal_limit: int = DEFAULT_JOURNAL_LIMIT,
        author: Author | None = None,
    ) -> None:
        self._root = os.path.abspath(root)
        self._timeout = timeout
        self._limit = journal_limit
        self._author = author if journal_limit else None
        root_place = os.path.join(self._root, root_file.NAME)
        self._watched = disk.Watched()
        self._quiet: disk.Remembered = disk.Remembered(self._root, root_place, snapshot.current(self._root))

    def attributed(self, author: Author) -> FileStore:
        return FileStore(self._root, timeout=self._timeout, journal_limit=self._limit, author=author)

    @property
    def location(self) -> str:
        return self._root

    @property
    def timeout(self) -> float:
        return self._timeout

    @classmethod
    def create(cls, root: str | os.PathLike[str], document_format: DocumentFormat = "json") -> FileStore:
        """Make an empty store with documents in ``document_format``. Raises StoreExists if there is one."""
        store = cls(root)
        with store._locked(store._timeout):
            if root_file.read(store._root).lineage is not None:
                raise StoreExists(store._root)
            root_file.hide_passing_files(store._root)
            root_file.create(store._root, document_format)  # last: what breaks off before is no store yet
        return store

    @contextmanager
    def reading(self) -> Iterator[View]:
        quiet = self._quiet.get(self._read_quiet) if _FOLDERS_TELL else None
        if quiet is None:
            yield self._view(self._about())
        else:
            tree = Tree(self._root, quiet.about.document_format, self._watched)
            yield snapshot.Snapshot(self._root, tree, self._limit, quiet.end, top=quiet.top)

    def _read_quiet(self) -> _Quiet | None:
        """What the store is while nothing happens in it; None where something is under way."""
        top = frozenset(name for name, _ in disk.entries(self._root))
        end = snapshot.quiet(snapshot.current(self._root))
        if end is None or root_file.SWAP in top or redo.NAME in top:
            return None
        return _Quiet(root_file.read(self._root), end, top)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with self._locked(self._timeout):
            about = root_file.read(self._root)
            tree = Tree(self._root, about.document_format)
            self._finish(tree)
            transaction = self._transaction(snapshot.opened(self._root, tree, self._limit), about)
            yield transaction
            if transaction.staged:
                self._leave(transaction.notes)
                self._commit(transaction, tree, about)

    @contextmanager
    def rehearsing(self) -> Iterator[Transaction]:
        about = self._about()
        yield self._transaction(self._view(about, finishes=False), about)

    def info(self) -> StoreInfo:
        return self._about()

    @contextmanager
    def alone(self) -> Iterator[StoreInfo]:
        """The store to the caller alone, every commit finished: for what copies or exchanges the whole of it."""
        with self._locked(self._timeout):
            about = root_file.read(self._root)
            self._finish(Tree(self._root, about.document_format))
            yield about

    def _about(self) -> StoreInfo:
        """What the store is, after an exchange of its whole content that was begun is finished."""
        if self._is_exchanging():
            with self._locked(self._timeout):
                pass
        return root_file.read(self._root)

    def _is_exchanging(self) -> bool:
        return disk.exists(os.path.join(self._root, root_file.SWAP))

    def _view(self, about: StoreInfo, *, finishes: bool = True) -> View:
        """The documents. An unfinished commit is finished or, if that cannot or shall not be, seen as if it were."""
        tree = Tree(self._root, about.document_format)
        waiting = redo.waits(self._root)
        if waiting and finishes:
            with suppress(StoreBusy, StoreNotWritable, StoreFull), self._locked(timeout=0):
                self._finish(tree)
                waiting = False
        return snapshot.opened(self._root, tree, self._limit, unfinished=waiting)

    def _commit(self, transaction: StagedTransaction, tree: Tree, about: StoreInfo) -> None:
        from sig.store import journal

        changes = transaction.staged
        if about.lineage is None:
            root_file.create(self._root, about.document_format)
        author = transaction.signed(self._author)
        with journal.appended(self._root, transaction.before, changes, author, self._limit) as entry:
            try:
                if len(changes) == 1:
                    tree.apply(changes)
                    entry.done()
                    return
                redo.write(self._root, changes, entry.number)
            except StoreError:
                with suppress(StoreError):  # the next writer tries again
                    journal.settle(self._root, tree)
                raise
            with suppress(StoreError):  # it is committed: every reader sees it, and the next writer tries again
                tree.apply(changes)
                entry.done()
                redo.remove(self._root)

    def _leave(self, left: dict[str, int]) -> None:
        if left:
            from sig.store import notes

            notes.leave(self._root, left)

    def _finish(self, tree: Tree) -> None:
        """Finish the commit that was broken off, if one was; drop its event if it does not count."""
        from sig.store import journal

        waiting = redo.read(self._root)
        if waiting is not None:
            tree.apply(waiting)
        journal.settle(self._root, tree)
        if waiting is not None:
            redo.remove(self._root)

    @staticmethod
    def _transaction(view: View, about: StoreInfo) -> StagedTransaction:
        from sig.store.staging import StagedTransaction  # readers do without

        return StagedTransaction(view, nulls=about.document_format == "json")

    @contextmanager
    def _locked(self, timeout: float) -> Iterator[None]:
        from sig.store import lock  # readers do without

        disk.make_folder(self._root)
        with lock.held(self._root, timeout):
            if self._is_exchanging():
                from sig.store import swap

                swap.finish(self._root)
            yield
