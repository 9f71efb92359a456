"""A store whose changes are gathered over a transaction on another one, to be committed together or never.

Each ``writing()`` is a step: the next ones, and new readers, see what it changed, and one that raises is undone alone.
A dry run gathers over ``rehearsing()``; a batch that is to be done whole or not at all over one ``writing()``.
"""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from threading import Lock

from sig.store.base import DEFAULT_TIMEOUT, Store, StoreInfo, Transaction, View
from sig.store.errors import StoreBusy
from sig.store.staging import Overlay, StagedTransaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Author, Document
    from sig.store.staging import Changes


class _Gathered:
    """What all stores of one gathering share."""

    def __init__(self, outer: Transaction, about: StoreInfo, authors: list[Author]) -> None:
        self.outer = outer
        self.about = about
        self.writer = Lock()
        self.changes: Changes = {}  # never changed in place: a reader keeps what it was opened with
        self.notes: dict[str, int] = {}
        self.authors = authors


class GatheringStore(Store):
    """``place`` as it will be once ``outer``, a transaction on it that its owner keeps open, has what is gathered.

    ``authors`` is told who took each step that changed something; of one that nobody signed, or that is not what its
    command is for, nothing.
    """

    gathers = True

    def __init__(
        self,
        place: Store,
        outer: Transaction,
        authors: list[Author] | None = None,
        *,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        self._timeout = timeout
        self._author: Author | None = None
        self._gathered = _Gathered(outer, place.info(), [] if authors is None else authors)

    def again(self, *, timeout: float = DEFAULT_TIMEOUT, author: Author | None = None) -> GatheringStore:
        """Another store that takes part in the same gathering."""
        other = copy(self)
        other._timeout, other._author = timeout, author  # noqa: SLF001 - it is one of its own kind
        return other

    def attributed(self, author: Author) -> GatheringStore:
        return self.again(timeout=self._timeout, author=author)

    @contextmanager
    def reading(self) -> Iterator[View]:
        yield self._view()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        if not self._gathered.writer.acquire(timeout=self._timeout):
            location = self._gathered.about.location
            raise StoreBusy(location, holder="another transaction of this process", timeout=self._timeout)
        try:
            step = self._step()
            yield step
            if step.staged:
                self._take(step)
        finally:
            self._gathered.writer.release()

    @contextmanager
    def rehearsing(self) -> Iterator[Transaction]:
        yield self._step()

    def info(self) -> StoreInfo:
        return self._gathered.about

    @property
    def changes(self) -> Mapping[ResourceId, tuple[Document | None, Document | None]]:
        """What all steps together change: per resource the document before the first and after the last."""
        gathered = self._gathered
        return {resource: (gathered.outer.get(resource), after) for resource, after in gathered.changes.items()}

    def settle(self) -> None:
        """Stage what was gathered in the outer transaction. Once, when the last step is done."""
        for resource, document in self._gathered.changes.items():
            if document is None:
                self._gathered.outer.delete(resource)
            else:
                self._gathered.outer.put(resource, document)
        for key, number in self._gathered.notes.items():
            self._gathered.outer.leave_note(key, number)

    def _view(self) -> _Seen:
        return _Seen(self._gathered.outer, self._gathered.changes, self._gathered.notes)

    def _step(self) -> StagedTransaction:
        return StagedTransaction(self._view(), nulls=self._gathered.about.document_format == "json")

    def _take(self, step: StagedTransaction) -> None:
        gathered = self._gathered
        gathered.changes = {**gathered.changes, **step.staged}
        gathered.notes = {**gathered.notes, **step.notes}
        if self._author is not None and not step.is_aside:
            gathered.authors.append(self._author)


class _Seen(Overlay):
    """The documents and notes after the steps so far."""

    def __init__(self, committed: View, changes: Changes, notes: Mapping[str, int]) -> None:
        super().__init__(committed, changes)
        self._notes = notes

    def note(self, key: str) -> int | None:
        return self._notes[key] if key in self._notes else super().note(key)
