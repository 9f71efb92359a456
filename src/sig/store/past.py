"""What a snapshot no longer finds in the files: the documents that commits have changed since it was opened.

Imported only when a commit was under way as the view was opened, or came while it was in use.
"""

from __future__ import annotations

from contextlib import suppress

from sig.domain.document_diff import Change, DoesNotFit, applied, reversed_changes
from sig.store import events, journal, redo
from sig.store.errors import StoreCorrupt
from sig.store.events import fingerprint
from sig.store.snapshot import current, mark
from sig.store.staging import Overlay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document, Event, View
    from sig.store.snapshot import End
    from sig.store.staging import Changes
    from sig.store.tree import Tree


class Past:
    """The documents of ``tree`` when the journal ended at ``end``, except for those that were edited by hand since.

    ``known`` are those that the files do not have. ``view`` shows them all, and ``end`` is where they were looked for.
    """

    def __init__(self, root: str, tree: Tree, end: End, known: Changes | None = None) -> None:
        self._root = root
        self._tree = tree
        self._known: Changes = known or {}
        self._edited: set[ResourceId] = set()
        self.end = end
        self.view: View = Overlay(tree, self._known)

    def look(self) -> None:
        """Restore what was committed since the last look. Raises StoreChanged if the journal does not say it any more.

        Events are read before documents: whatever a document shows is in an event, unless the journal has grown
        meanwhile, which the view sees and then looks again.
        """
        found, end = journal.since(self._root, self.end.settled)
        for resource, changes in _by_resource(found).items():
            if resource not in self._known and resource not in self._edited:
                self._restore(resource, changes)
        self.end = end

    def _restore(self, resource: ResourceId, changes: list[dict[str, Any]]) -> None:
        while True:
            try:
                document = restored(self._tree.get(resource), changes)
            except (DoesNotFit, StoreCorrupt):
                # Another commit may have come since; it begins where the last of these ended.
                more = _by_resource(journal.since(self._root, self.end.settled)[0]).get(resource, [])
                if len(more) <= len(changes):
                    self._edited.add(resource)
                    return
                changes = more
            else:
                self._known[resource] = document
                return


def opened(root: str, tree: Tree) -> Past:
    """The documents as they are now, in a store where a commit may be under way or was broken off."""
    while True:
        tail = journal.tail(root)
        past = _at(root, tree, tail)
        if mark(current(root)) == tail.end.mark:  # otherwise another commit may be mixed into it
            return past


def _at(root: str, tree: Tree, tail: journal.Tail) -> Past:
    if tail.pending is None:
        waiting = redo.read(root)
        # A commit whose event is done is whole; one that an earlier release left behind has no event.
        if waiting is not None and journal.has(root, redo.event(root)):
            waiting = None
        return Past(root, tree, tail.end, waiting)
    changes = _by_resource([tail.pending])
    now: Changes = {}
    for resource in changes:
        with suppress(StoreCorrupt):
            now[resource] = tree.get(resource)
    # The record of several documents is in place before the first of them changes, and until all have.
    waiting = redo.read(root) if redo.event(root) == tail.pending["event"] else None
    if waiting is None and not _begun(now, changes):
        return Past(root, tree, tail.end, now)
    return Past(root, tree, tail.end._replace(settled=tail.behind), waiting)


def restored(document: Document | None, changes: Sequence[dict[str, Any]]) -> Document | None:
    """What ``document``, as one of ``changes`` or their beginning left it, was before the first of them.

    ``changes`` are those of successive events to one document. Raises DoesNotFit if it is none of theirs.
    """
    first = changes[0]["before"]
    found = fingerprint(document)
    if found == first:
        return document
    last = next((at for at in range(len(changes), 0, -1) if changes[at - 1]["after"] == found), 0)
    for change in reversed(changes[:last]):
        document = applied(document, reversed_changes([Change(**part) for part in change["diff"]]))
    if fingerprint(document) != first:
        raise DoesNotFit("", expected=first, found=found)
    return document


def _begun(now: Changes, changes: dict[ResourceId, list[dict[str, Any]]]) -> bool:
    """Whether a document is as the commit leaves it, and not as it was before."""
    return any(
        change["before"] != change["after"] == fingerprint(now[resource])
        for resource, (change, *_) in changes.items()
        if resource in now
    )


def _by_resource(found: Sequence[Event]) -> dict[ResourceId, list[dict[str, Any]]]:
    changes: dict[ResourceId, list[dict[str, Any]]] = {}
    for event in found:
        for resource, change in events.changes(event):
            changes.setdefault(resource, []).append(change)
    return changes
