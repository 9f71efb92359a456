"""Changes laid over a view: how every backend shows what is staged, and collects it for the commit."""

from __future__ import annotations

from sig.domain.resource_id import ResourceId
from sig.store.base import Author, Document, Event, Transaction, View
from sig.store.codec import require_text, storable
from sig.store.paths import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Changes = dict[ResourceId, Document | None]
"""Per resource the document it is to have, None for none."""


class Overlay(View):
    """``committed`` as it will be once ``changes`` are applied to it."""

    def __init__(self, committed: View, changes: Changes) -> None:
        self._committed = committed
        self._changes = changes

    def get(self, resource: ResourceId) -> Document | None:
        if resource not in self._changes:
            return self._committed.get(resource)
        document = self._changes[resource]
        return None if document is None else storable(document, nulls=True)

    def place(self, resource: ResourceId) -> str:
        return self._committed.place(resource)

    def exists(self, resource: ResourceId) -> bool:
        if resource in self._changes:
            return self._changes[resource] is not None
        return self._committed.exists(resource)

    def names(self, parent: ResourceId, collection: str) -> list[str]:
        names = set(self._committed.names(parent, collection))
        for name, changed in self._changed_in(parent, collection):
            if len(changed.pairs) == len(parent.pairs) + 1:
                (names.discard if self._changes[changed] is None else names.add)(name)
        return sorted(names)

    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        names = set(self._committed.folders(parent, collection))
        for name in {name for name, _ in self._changed_in(parent, collection)}:
            child = parent.child(collection, name)
            (names.add if self.exists(child) or self.holds_any(child) else names.discard)(name)
        return sorted(names)

    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        wanted = [collection.casefold() for collection in collections]
        below = [[collection for collection, _ in found.key[len(top.pairs) :]] for found in self._changed_below(top)]
        return self._committed.at_most(top, collections) + below.count(wanted)

    def note(self, key: str) -> int | None:
        return self._committed.note(key)

    def events(self) -> Iterator[Event]:
        return self._committed.events()

    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        for found in self._committed.below(resource):
            if found not in self._changes:
                yield found
        for changed in self._changed_below(resource):
            if self._changes[changed] is not None:
                yield ResourceId(changed.key)

    def holds_any(self, resource: ResourceId) -> bool:
        if not any(True for _ in self._changed_below(resource)):
            return self._committed.holds_any(resource)
        return any(True for _ in self.below(resource))

    def _changed_below(self, resource: ResourceId) -> Iterator[ResourceId]:
        above = resource.key
        for changed in self._changes:
            if len(changed.pairs) > len(above) and changed.key[: len(above)] == above:
                yield changed

    def _changed_in(self, parent: ResourceId, collection: str) -> Iterator[tuple[str, ResourceId]]:
        """What has changed at or below the children of ``parent``, each with the child's case-folded name."""
        depth, folded, above = len(parent.pairs), collection.casefold(), parent.key
        for changed in self._changes:
            # The collection first: it tells most apart, and costs less than the key.
            if len(changed.pairs) > depth and changed.pairs[depth][0].casefold() == folded:
                key = changed.key
                if key[:depth] == above:
                    yield key[depth][1], changed


class StagedTransaction(Overlay, Transaction):
    """A transaction on ``committed``; its backend applies ``staged`` when it ends well."""

    def __init__(self, committed: View, *, nulls: bool = True) -> None:
        super().__init__(committed, {})
        self._before: Changes = {}
        self._nulls = nulls
        self.notes: dict[str, int] = {}
        self.is_aside = False

    def note(self, key: str) -> int | None:
        return self.notes[key] if key in self.notes else super().note(key)

    def leave_note(self, key: str, number: int) -> None:
        self.notes[key] = number

    def set_aside(self) -> None:
        self.is_aside = True

    def signed(self, author: Author | None) -> Author | None:
        """``author``, saying whether the commit is what the command is for."""
        return author._replace(aside=True) if author and self.is_aside else author

    def put(self, resource: ResourceId, document: Document) -> None:
        for word in words(resource):
            require_text(word)
        self._stage(resource, storable(document, nulls=self._nulls))

    def delete(self, resource: ResourceId) -> None:
        self._stage(resource, None)

    def _stage(self, resource: ResourceId, after: Document | None) -> None:
        if resource not in self._before:
            self._before[resource] = self._committed.get(resource)  # refuses what cannot be read
        if after is None and self._before[resource] is None:
            self._changes.pop(resource, None)  # it was staged only, or never there: nothing to remove
        else:
            self._changes[resource] = after

    @property
    def changes(self) -> Mapping[ResourceId, tuple[Document | None, Document | None]]:
        return {resource: (self._before[resource], self.get(resource)) for resource in self._changes}

    @property
    def staged(self) -> Changes:
        return self._changes

    @property
    def before(self) -> Changes:
        """What the staged resources have now."""
        return {resource: self._before[resource] for resource in self._changes}
