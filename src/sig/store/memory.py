"""The memory backend: a store that lasts as long as the process, for tests and rehearsals."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from uuid import uuid4

from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.store import events
from sig.store.base import (
    DEFAULT_JOURNAL_LIMIT,
    DEFAULT_TIMEOUT,
    FORMAT_VERSION,
    Author,
    Document,
    Event,
    Store,
    StoreInfo,
    Transaction,
    View,
)
from sig.store.codec import storable
from sig.store.errors import StoreBusy
from sig.store.staging import Changes, StagedTransaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PREFIX = "memory:"


class _State(NamedTuple):
    """What a commit leaves. It is never changed in place, and so is the snapshot of every view that has it."""

    documents: Changes
    notes: dict[str, int]
    events: list[Event]
    commits: int


class _Place:
    """What all stores of one location share."""

    def __init__(self) -> None:
        self.writer = Lock()
        self.state = _State({}, {}, [], 0)
        self.lineage: str | None = None


_places: dict[str, _Place] = {}
_places_lock = Lock()


class MemoryStore(Store):
    """The store at ``memory:NAME``; every other one of that name in this process has the same documents."""

    def __init__(
        self,
        name: str,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        journal_limit: int = DEFAULT_JOURNAL_LIMIT,
        author: Author | None = None,
    ) -> None:
        self._name = name
        self._location = f"{PREFIX}{name}"
        self._timeout = timeout
        self._limit = journal_limit
        self._author = author
        with _places_lock:
            self._place = _places.setdefault(name, _Place())

    def attributed(self, author: Author) -> MemoryStore:
        return MemoryStore(self._name, timeout=self._timeout, journal_limit=self._limit, author=author)

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
        return _MemoryView(self._place.state)

    def _commit(self, transaction: StagedTransaction) -> None:
        changes = transaction.staged
        if not changes:
            return
        state = self._place.state
        number = state.commits + 1
        event = events.made(number, transaction.before, changes, transaction.signed(self._author))
        documents = {**state.documents, **changes}
        self._place.lineage = self._place.lineage or str(uuid4())
        self._place.state = _State(
            {resource: kept for resource, kept in documents.items() if kept is not None},
            {**state.notes, **transaction.notes},
            [*state.events, event][-self._limit :] if self._limit else [],
            number,
        )


class _MemoryView(View):
    def __init__(self, state: _State) -> None:
        self._documents = state.documents
        self._notes = state.notes
        self._events = state.events
        self._commits = state.commits

    def state(self) -> object | None:
        return self._commits

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

    def events(self) -> Iterator[Event]:
        return iter(self._events[::-1])

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
