"""The store itself: opened, made, described."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sig.store import (
    DEFAULT_JOURNAL_LIMIT,
    Author,
    FileStore,
    Store,
    StoreInfo,
    Transaction,
    View,
    open_store,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threading import Lock
    from typing import Any, Literal

Opener = Callable[[str], Store]
"""Gives the store at a location."""

Signer = Callable[[Store, Sequence[Author]], Store]
"""Gives a store whose commits are signed by somebody; they are made for the authors named, if there are any."""


def opened(location: str, journal_limit: int = DEFAULT_JOURNAL_LIMIT) -> Store:
    """The store at ``location``; a folder that does not exist is an empty store. Raises InvalidParameter.

    Its journal keeps ``journal_limit`` events.
    """
    return open_store(location, journal_limit=journal_limit)


def make(location: str, document_format: Literal["json", "toml"]) -> dict[str, Any]:
    """Make a store at ``location``. Raises StoreExists where one is, InvalidParameter for what is no folder."""
    from sig.service.store_places import folder_of

    return described(FileStore.create(folder_of(open_store(location)).location, document_format))


def described(store: Store) -> dict[str, Any]:
    """Where the store is and how it is written; one that was never written to has no lineage yet."""
    info = store.info()
    return {
        "documentFormat": info.document_format,
        "formatVersion": info.format_version,
        "kind": info.kind,
        "lineage": info.lineage,
        "location": info.location,
    }


class TurnStore(Store):
    """``store`` for threads of one process, which take turns to write: at its own lock they would ask again and again.

    What they do before and after a transaction, they do side by side.
    """

    def __init__(self, store: Store, turn: Lock) -> None:
        self._store = store
        self._turn = turn
        self.gathers = store.gathers

    def reading(self) -> AbstractContextManager[View]:
        return self._store.reading()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with self._turn, self._store.writing() as transaction:
            yield transaction

    def rehearsing(self) -> AbstractContextManager[Transaction]:
        return self._store.rehearsing()

    def attributed(self, author: Author) -> Store:
        return TurnStore(self._store.attributed(author), self._turn)

    def info(self) -> StoreInfo:
        return self._store.info()


class WritesNeeded(Exception):
    """A store that is for reading alone was to be written to."""


class ReadingStore(Store):
    """``store`` as it is when it is first read: for one request, which sees one state and waits for no writer.

    Raises WritesNeeded instead of writing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._view: View | None = None
        self.gathers = store.gathers

    @contextmanager
    def reading(self) -> Iterator[View]:
        if self._view is None:
            with self._store.reading() as view:
                self._view = view
        yield self._view

    def writing(self) -> AbstractContextManager[Transaction]:
        raise WritesNeeded

    def rehearsing(self) -> AbstractContextManager[Transaction]:
        return self._store.rehearsing()

    def attributed(self, author: Author) -> Store:
        return ReadingStore(self._store.attributed(author))

    def info(self) -> StoreInfo:
        return self._store.info()
