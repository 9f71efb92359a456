"""The memory backend: a store that lasts as long as the process, for tests and rehearsals."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from sig.domain.resource_id import ResourceId
from sig.store.base import (
    DEFAULT_TIMEOUT,
    FORMAT_VERSION,
    Document,
    Store,
    StoreInfo,
    Transaction,
    View,
)
from sig.store.codec import storable
from sig.store.errors import StoreBusy
from sig.store.staging import Changes, StagedTransaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREFIX = "memory:"


class _Place:
    """What all stores of one location share."""

    def __init__(self) -> None:
        self.writer = Lock()
        self.documents: Changes = {}
        self.notes: dict[str, int] = {}
        self.lineage: str | None = None


_places: dict[str, _Place] = {}
_places_lock = Lock()


class MemoryStore(Store):
    """The store at ``memory:NAME``; every other one of that name in this process has the same documents."""

    def __init__(self, name: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._location = f"{PREFIX}{name}"
        self._timeout = timeout
        with _places_lock:
            self._place = _places.setdefault(name, _Place())

    @contextmanager
    def reading(self) -> Iterator[View]:
        yield self._view()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        if not self._place.writer.acquire(timeout=self._timeout):
            raise StoreBusy(self._location, holder="another transaction of this process", timeout=self._timeout)
        try:
            transaction = StagedTransaction(self._view())
            yield transaction
            self._commit(transaction)
        finally:
            self._place.writer.release()

    @contextmanager
    def rehearsing(self) -> Iterator[Transaction]:
        yield StagedTransaction(self._view())

    def info(self) -> StoreInfo:
        return StoreInfo(self._location, "memory", "json", FORMAT_VERSION, self._place.lineage)

    def _view(self) -> View:
        return _MemoryView(self._place.documents, self._place.notes)

    def _commit(self, transaction: StagedTransaction) -> None:
        changes = transaction.staged
        if not changes:
            return
        place = self._place
        place.notes = {**place.notes, **transaction.notes}
        place.lineage = place.lineage or str(uuid4())
        after = {**place.documents, **changes}
        place.documents = {resource: kept for resource, kept in after.items() if kept is not None}


class _MemoryView(View):
    """``documents`` are never changed in place, so a view stays as it was when it was opened."""

    def __init__(self, documents: Changes, notes: Mapping[str, int]) -> None:
        self._documents = documents
        self._notes = notes

    def get(self, resource: ResourceId) -> Document | None:
        document = self._documents.get(resource)
        return None if document is None else storable(document, nulls=True)

    def place(self, resource: ResourceId) -> str:
        return f"{PREFIX}{resource}"

    def exists(self, resource: ResourceId) -> bool:
        return resource in self._documents

    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        wanted = [collection.casefold() for collection in collections]
        return sum([collection for collection, _ in key[len(top.pairs) :]] == wanted for key in self._keys_below(top))

    def note(self, key: str) -> int | None:
        return self._notes.get(key)

    def names(self, parent: ResourceId, collection: str) -> list[str]:
        depth, folded = len(parent.pairs), collection.casefold()
        below = self._keys_below(parent)
        return sorted(key[depth][1] for key in below if key[depth][0] == folded and len(key) == depth + 1)

    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        depth, folded = len(parent.pairs), collection.casefold()
        return sorted({key[depth][1] for key in self._keys_below(parent) if key[depth][0] == folded})

    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        return map(ResourceId, self._keys_below(resource))

    def holds_any(self, resource: ResourceId) -> bool:
        return any(True for _ in self._keys_below(resource))

    def _keys_below(self, resource: ResourceId) -> Iterator[tuple[tuple[str, str], ...]]:
        above = resource.key
        for document in self._documents:
            key = document.key
            if len(key) > len(above) and key[: len(above)] == above:
                yield key
