"""The promises of a store: documents under resource IDs, read through views, changed in transactions.

``tests/conformance`` holds one test per promise and runs them on every backend.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Any, Literal

    DocumentFormat = Literal["json", "toml"]
else:
    DocumentFormat = str

Document = dict[str, "Any"]
"""A JSON object that the store keeps without looking into it.

Two keys are the store's own and refused in a document: ``format_version`` and ``resource_id``.
"""

DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = ("json", "toml")

Event = dict[str, "Any"]
"""One commit, as the journal keeps it: a JSON object.

``event``: its number, from 1, without gaps; ``at``: when, in UTC; ``command``: the words of the command line without
the name of the program; ``verb``; ``options``: parameter to value; ``principal``; ``calls``, where several were
committed together: ``command``, ``verb`` and ``options`` of each, and its ``principal`` if that is another;
``changes``: per document ``id``, the fingerprints ``before`` and ``after`` (null where there is no document) and
``diff``, the changed properties as ``sig.domain.document_diff`` gives them. Nobody changes an event that was handed
out.
"""

ROOT = ResourceId(())
"""What holds the subscriptions: ``view.names(ROOT, "subscriptions")``. It has no document of its own."""

FORMAT_VERSION = 1
"""The newest store format that this program reads, and the one it writes."""

DEFAULT_TIMEOUT = 10.0
"""Seconds that a writer waits for another one."""

DEFAULT_JOURNAL_LIMIT = 10_000
"""How many events the journal keeps at least, unless a store is opened with another number."""


class Author(NamedTuple):
    """Who commits, as events say it. ``command`` and ``options`` hold no secrets: the journal keeps them as given."""

    verb: str
    command: Sequence[str]
    options: Mapping[str, Any]
    principal: str
    now: Callable[[], datetime]
    calls: Sequence[Author] = ()  # whom the commit stands for, where several commands are committed together
    aside: bool = False  # the commit is not what the command is for


class View(ABC):
    """The documents as they are committed.

    IDs, collections and names are compared without regard to case. Every document is read whole, as
    some commit left it, and belongs to the caller: changing it changes nothing in the store. Reading
    creates nothing. A view is a snapshot: what other writers commit while it is in use does not show.
    (What is edited by hand meanwhile may. A view that is older than the journal raises StoreChanged.)
    """

    @abstractmethod
    def get(self, resource: ResourceId) -> Document | None:
        """The document of ``resource``, its keys in the order they were put (JSON) or any (TOML)."""

    @abstractmethod
    def place(self, resource: ResourceId) -> str:
        """Where the document of ``resource`` lies or would lie, for a message to a person."""

    @abstractmethod
    def exists(self, resource: ResourceId) -> bool:
        """Whether ``resource`` has a document; does not open it."""

    @abstractmethod
    def names(self, parent: ResourceId, collection: str) -> list[str]:
        """The case-folded names of the children that have a document, sorted; opens no document.

        (The file backend opens the few whose names are too long for a file name.)
        """

    @abstractmethod
    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        """The case-folded names of the children that have a document or hold one, sorted."""

    @abstractmethod
    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        """The IDs, case-folded, of all documents below ``resource``, without its own; in any order."""

    @abstractmethod
    def holds_any(self, resource: ResourceId) -> bool:
        """Whether any document lies below ``resource``; stops at the first."""

    @abstractmethod
    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        """No fewer than the resources below ``top`` that lie in ``collections``, each within the one before.

        A bound that costs less than the names: nothing is opened, and what lies there may count without a document.
        """

    @abstractmethod
    def note(self, key: str) -> int | None:
        """The number that a writer left under ``key`` for the next ones; None if there is none."""

    @abstractmethod
    def events(self) -> Iterator[Event]:
        """The commits that made what this view shows, newest first, as far back as the journal reaches.

        Of a transaction, without its own. Raises StoreCorrupt where the journal cannot be read.
        """

    def state(self) -> object | None:
        """What the view shows, told from outside: the same of two views of a store only if all documents are.

        (But for what is edited by hand.) None where that cannot be told, as of a transaction.
        """
        return None

    def look(self, resource: ResourceId) -> object | None:  # noqa: ARG002 - a backend that can tell has its own
        """What the document of ``resource`` looks like from outside: as before only if it has not changed since.

        For who has read it and may read it again. None where that cannot be told without reading it.
        """
        return None

    def look_over(self, parent: ResourceId, collection: str) -> object | None:  # noqa: ARG002 - as ``look``
        """The same of all children of ``parent``: as before only if none has changed, come or gone."""
        return None

    def documents(self, parent: ResourceId, collection: str) -> Iterator[Document]:
        """The documents of the children of ``parent``, sorted by case-folded name, one at a time."""
        for document in self.several([parent.child(collection, name) for name in self.names(parent, collection)]):
            if document is not None:  # of a store that is edited by hand at the same time
                yield document

    def several(self, resources: Iterable[ResourceId]) -> Iterator[Document | None]:
        """What ``get`` gives for each of ``resources``, read as it is asked for or somewhat ahead."""
        return map(self.get, resources)


class Transaction(View):
    """A view that sees its own staged changes. They are committed together, or not at all."""

    @abstractmethod
    def put(self, resource: ResourceId, document: Document) -> None:
        """Stage ``document`` as it is now in place of what ``resource`` has.

        Raises DocumentNotStorable unless it is made of JSON values, and StoreCorrupt if what it would
        replace cannot be read: the store never writes over what it does not understand.
        """

    @abstractmethod
    def delete(self, resource: ResourceId) -> None:
        """Stage the removal of the document of ``resource``, if it has one; what lies below it stays.

        Raises StoreCorrupt if the document cannot be read.
        """

    @abstractmethod
    def leave_note(self, key: str, number: int) -> None:
        """Leave ``number`` under ``key`` for the next writers, if this transaction commits a change.

        A note is no part of the state: it saves work, and can be lost at any time, as when the store is copied.
        """

    @abstractmethod
    def set_aside(self) -> None:
        """Say that what is committed is not what the command is for: it counts an attempt, or lets time pass."""

    @property
    @abstractmethod
    def changes(self) -> Mapping[ResourceId, tuple[Document | None, Document | None]]:
        """What is staged: per resource the document before and after, None where there is none."""


class StoreInfo(NamedTuple):
    """What a store is.

    ``lineage`` is the same in all copies of one store and in no other; None until the first commit.
    """

    location: str
    kind: Literal["file", "memory"]
    document_format: DocumentFormat
    format_version: int
    lineage: str | None


class Store(ABC):
    """A place where documents live. Opening one creates nothing; a place that is not there is empty.

    ``gathers`` says whether what is changed waits for others to be committed with them, or never is.
    """

    gathers = False

    @abstractmethod
    def reading(self) -> AbstractContextManager[View]:
        """A view of what is committed."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Transaction]:
        """A transaction, alone in the store until it ends: committed at exit, dropped by any exception.

        What leaves the ``with`` normally is committed and survives a crash; if it raises, nothing has
        changed. Raises StoreBusy if another writer does not finish in time. Does not nest.
        """

    @abstractmethod
    def rehearsing(self) -> AbstractContextManager[Transaction]:
        """A transaction that is never committed and keeps no one waiting, for dry runs."""

    @abstractmethod
    def attributed(self, author: Author) -> Store:
        """The store of the same place that signs its events as ``author``.

        Events that nobody signed have empty words and options and the time of the machine.
        """

    @abstractmethod
    def info(self) -> StoreInfo:
        """What and where the store is."""
