"""The file backend: a folder that anyone can read, diff and review.

Readers take no lock. Writers take turns, and what they commit is there whole or not at all: one document
is renamed into place, several go through the redo record.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sig.store import disk, redo, root_file
from sig.store.base import DEFAULT_TIMEOUT, DocumentFormat, Store, StoreInfo, Transaction, View
from sig.store.errors import StoreBusy, StoreError, StoreExists, StoreFull, StoreNotWritable
from sig.store.staging import Overlay, StagedTransaction
from sig.store.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sig.store.staging import Changes


class FileStore(Store):
    """The store in the folder ``root``, which need not be there: the first commit makes it."""

    def __init__(self, root: str | os.PathLike[str], *, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._root = os.path.abspath(root)
        self._timeout = timeout

    @classmethod
    def create(cls, root: str | os.PathLike[str], document_format: DocumentFormat = "json") -> FileStore:
        """Make an empty store with documents in ``document_format``. Raises StoreExists if there is one."""
        store = cls(root)
        with store._locked(store._timeout):
            if root_file.read(store._root).lineage is not None:
                raise StoreExists(store._root)
            root_file.create(store._root, document_format)
            root_file.hide_passing_files(store._root)
        return store

    @contextmanager
    def reading(self) -> Iterator[View]:
        yield self._view(root_file.read(self._root))

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with self._locked(self._timeout):
            about = root_file.read(self._root)
            tree = Tree(self._root, about.document_format)
            self._finish_redo(tree)
            transaction = _transaction(tree, about)
            yield transaction
            if transaction.staged:
                self._leave(transaction.notes)
                self._commit(transaction.staged, tree, about)

    @contextmanager
    def rehearsing(self) -> Iterator[Transaction]:
        about = root_file.read(self._root)
        yield _transaction(self._view(about), about)

    def info(self) -> StoreInfo:
        return root_file.read(self._root)

    def _view(self, about: StoreInfo) -> View:
        """The documents. An unfinished commit is finished or, if that cannot be, seen as if it were."""
        tree = Tree(self._root, about.document_format)
        waiting = redo.read(self._root)
        if waiting is None:
            return tree
        try:
            with self._locked(timeout=0):
                self._finish_redo(tree)
        except (StoreBusy, StoreNotWritable, StoreFull):
            return Overlay(tree, waiting)
        return tree

    def _commit(self, changes: Changes, tree: Tree, about: StoreInfo) -> None:
        if about.lineage is None:
            root_file.create(self._root, about.document_format)
        if len(changes) == 1:
            tree.apply(changes)
            return
        redo.write(self._root, changes)
        with suppress(StoreError):  # it is committed: every reader sees it, and the next writer tries again
            self._apply_redo(changes, tree)

    def _leave(self, left: dict[str, int]) -> None:
        if left:
            from sig.store import notes

            notes.leave(self._root, left)

    def _finish_redo(self, tree: Tree) -> None:
        waiting = redo.read(self._root)
        if waiting is not None:
            self._apply_redo(waiting, tree)

    def _apply_redo(self, changes: Changes, tree: Tree) -> None:
        tree.apply(changes)
        redo.remove(self._root)

    @contextmanager
    def _locked(self, timeout: float) -> Iterator[None]:
        from sig.store import lock  # readers do without

        disk.make_folder(self._root)
        with lock.held(self._root, timeout):
            yield


def _transaction(view: View, about: StoreInfo) -> StagedTransaction:
    return StagedTransaction(view, nulls=about.document_format == "json")
