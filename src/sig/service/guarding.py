"""A store as a caller sees it: what may not be read is not there for whoever reads.

Writers see all of it, since rules hold for what is there and not for what is seen; what refusals say is kept to
what may be read by ``service/authorization.py``.
"""

from __future__ import annotations

from contextlib import contextmanager

from sig.store import Store, Transaction, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from sig.domain.resource_id import ResourceId
    from sig.service.rights import KeptRights, Rights
    from sig.store import Author, Document, Event, StoreInfo

_OWN = frozenset({"numbers"})  # collections below resources that are no resources of Azure


class GuardedStore(Store):
    """``behind``, of which views show what may be read by ``rights``."""

    def __init__(self, behind: Store, rights: KeptRights) -> None:
        self._behind = behind
        self._rights = rights
        self.gathers = behind.gathers

    @contextmanager
    def reading(self) -> Iterator[View]:
        with self._behind.reading() as view:
            yield GuardedView(view, self._rights.of(view))

    def writing(self) -> AbstractContextManager[Transaction]:
        return self._behind.writing()

    def rehearsing(self) -> AbstractContextManager[Transaction]:
        return self._behind.rehearsing()

    def attributed(self, author: Author) -> GuardedStore:
        return GuardedStore(self._behind.attributed(author), self._rights)

    def info(self) -> StoreInfo:
        return self._behind.info()


class GuardedView(View):
    """``whole`` without the resources that may not be read by ``rights``, which are of that view.

    Their names are never listed. A document is found by its ID if the resource, or something in it, may be read. What
    is no resource of Azure shows: services say who may see it.
    """

    def __init__(self, whole: View, rights: Rights) -> None:
        self._whole = whole
        self._rights = rights

    def get(self, resource: ResourceId) -> Document | None:
        return self._whole.get(resource) if self._shows(resource) else None

    def place(self, resource: ResourceId) -> str:
        return self._whole.place(resource)

    def exists(self, resource: ResourceId) -> bool:
        return self._shows(resource) and self._whole.exists(resource)

    def names(self, parent: ResourceId, collection: str) -> list[str]:
        found = self._whole.names(parent, collection)
        return [name for name in found if self._lists(parent.child(collection, name))]

    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        """All of them: something in a group or gallery may be read where the group or gallery may not.

        So services look below these names, and show none of them.
        """
        return self._whole.folders(parent, collection)

    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        return (found for found in self._whole.below(resource) if self._lists(found))

    def holds_any(self, resource: ResourceId) -> bool:
        return self._shows(resource) and self._whole.holds_any(resource)

    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        return self._whole.at_most(top, collections)

    def note(self, key: str) -> int | None:
        return self._whole.note(key)

    def events(self) -> Iterator[Event]:
        return self._whole.events()

    def several(self, resources: Iterable[ResourceId]) -> Iterator[Document | None]:
        shown = list(resources)
        for resource, document in zip(shown, self._whole.several(shown), strict=True):
            yield document if self._shows(resource) else None

    def _lists(self, resource: ResourceId) -> bool:
        return not _is_guarded(resource) or self._rights.may_read(resource)

    def _shows(self, resource: ResourceId) -> bool:
        return not _is_guarded(resource) or self._rights.knows(resource)


def _is_guarded(resource: ResourceId) -> bool:
    """Whether ``resource`` is a resource group or lies in one, and is none of our own notes."""
    if len(resource.pairs) < 2 or resource.pairs[1][0].casefold() != "resourcegroups":  # noqa: PLR2004 - as its ID reads
        return False
    return resource.collection.casefold() not in _OWN
