"""What a check of the store looks at beside the documents, and the small repairs that it can derive.

All of it works on a damaged store. What changes files is for the holder of the writer lock alone.
"""

from __future__ import annotations

import os

from sig.domain.document_diff import same
from sig.domain.records import NamedTuple
from sig.domain.resource_id import ResourceId
from sig.store import (
    codec,
    disk,
    events,
    journal,
    lock,
    named_states,
    notes,
    paths,
    redo,
    root_file,
    survey,
    swap,
)
from sig.store.errors import DocumentNotStorable, StoreBusy, StoreError
from sig.store.files import FileStore
from sig.store.tree import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.store.base import Document, DocumentFormat, Event, StoreInfo, View

NOWHERE = ResourceId((("", ""),))
"""What a file stands for whose path stands for nothing."""

_OWN = {root_file.NAME, redo.NAME, swap.NAME, lock.LOCK, notes.NAME, *survey.DOCUMENTS, *swap.FOLDERS}
_OTHERS = {survey.JOURNAL, named_states.FOLDER, "config.toml"}  # the last are the project's settings


def about(root: str) -> StoreInfo:
    """What the root file says. Raises StoreError."""
    return root_file.read(root)


def view(root: str, about: StoreInfo) -> View:
    """The documents as they lie there."""
    return Tree(root, about.document_format)


def unfinished(root: str) -> Iterator[tuple[str, StoreError | None]]:
    """The records of commits and exchanges that were begun; with a fault, one that cannot be read."""
    for name, read in ((swap.NAME, swap.read), (redo.NAME, redo.read)):
        try:
            if read(root) is not None:
                yield name, None
        except StoreError as fault:
            yield name, fault


def finish(root: str) -> None:
    """Finish what was begun."""
    swap.finish(root)
    waiting = redo.read(root)
    tree = Tree(root, about(root).document_format)
    if waiting is not None:
        tree.apply(waiting)
    journal.settle(root, tree)
    if waiting is not None:
        redo.remove(root)


def leftovers(root: str) -> list[str]:
    """What killed processes left in the store's own folder. An exchange that waits needs its folders."""
    needed = set(swap.FOLDERS) if disk.exists(os.path.join(root, swap.NAME)) else set()
    return [name for name in _entries(root) if name.endswith(paths.TEMPORARY_SUFFIX) and name not in needed]


def unknown(root: str) -> list[str]:
    """What lies in the store's own folder and is nothing of the store's; hidden files are other programs'."""
    return [
        name
        for name in _entries(root)
        if name not in _OWN | _OTHERS and not name.startswith(".") and not name.endswith(paths.TEMPORARY_SUFFIX)
    ]


def _entries(root: str) -> list[str]:
    try:
        return sorted(name for name, _ in disk.entries(root))
    except StoreError:
        return []  # the root file will be as unreadable, and is reported


def path_of(resource: ResourceId, document_format: DocumentFormat) -> str | None:
    """Where the document of ``resource`` belongs; None for what no store can have."""
    try:
        for word in paths.words(resource):
            codec.require_text(word)
    except DocumentNotStorable:
        return None
    return paths.document(resource, f".{document_format}") if resource.pairs and resource.pairs[0][1] else None


def names_itself(resource: ResourceId, content: Any) -> bool:
    """Whether the body in ``content`` has the name that goes with its ID: two witnesses for where it belongs."""
    body = content.get("resource") if isinstance(content, dict) else None
    name = body.get("name") if isinstance(body, dict) else None
    return isinstance(name, str) and name.casefold() == resource.name.casefold()


def is_there(root: str, path: str) -> bool:
    return os.path.lexists(_place(root, path))


def content_of(root: str, path: str, about: StoreInfo) -> Document | None:
    """The document at ``path`` without the store's own keys; None where there is none that can be read."""
    place = _place(root, path)
    try:
        data = disk.read(place)
        content = None if data is None else codec.decode(data, about.document_format, place)
    except StoreError:
        return None
    return content and {key: value for key, value in content.items() if key not in codec.RESERVED_KEYS}


def say_the_same(one: Document, other: Document) -> bool:
    return same(one, other)


def can_hold(content: Document, document_format: DocumentFormat) -> bool:
    try:
        codec.storable(content, nulls=document_format == "json")
    except DocumentNotStorable:
        return False
    return True


def remove(root: str, path: str) -> None:
    """Remove a file, or a folder that an exchange left behind."""
    if path in swap.FOLDERS:
        swap.clear(root)
        return
    disk.sync(disk.remove(_place(root, path), root=root))


def rewrite(root: str, path: str, resource: ResourceId, content: Document, about: StoreInfo) -> None:
    """Write ``content``, found at ``path``, to where ``resource`` belongs, and remove what was found."""
    Tree(root, about.document_format).apply({resource: content})
    remove(root, path)


def _place(root: str, path: str) -> str:
    return os.path.join(root, *path.split("/"))


class JournalFault(NamedTuple):
    """What is wrong with the journal. ``drifted`` is a resource whose document is not what its last event made it."""

    message: str
    place: str
    drifted: ResourceId | None = None


def journal_faults(root: str, about: StoreInfo) -> Iterator[JournalFault]:
    """Gaps in the numbers of the events, and documents that were changed past the journal."""
    place = os.path.join(root, survey.JOURNAL)
    tree = Tree(root, about.document_format)
    last: dict[ResourceId, tuple[int, Any]] = {}
    newer: int | None = None
    try:
        with FileStore(root, timeout=0).reading() as committed:
            for event in committed.events():
                number = event["event"]
                if newer is not None and number != newer - 1:
                    yield JournalFault(f"event {newer} follows on event {number}", place)
                newer = number
                for resource, after in _outcomes(event):
                    last.setdefault(resource, (number, after))
    except StoreBusy:
        return  # a writer is at work: what it does is no fault
    except StoreError as fault:
        yield JournalFault(fault.message, fault.target or place)
        return
    except ValueError:
        yield JournalFault(f"event {newer} does not say what it changed", place)
        return
    for resource, (number, after) in last.items():
        try:
            now = events.fingerprint(tree.get(resource))
        except (StoreError, ValueError):
            continue  # is reported as what it is
        if now != after:
            message = f"was changed after event {number}, the last that the journal knows of it: by hand, or by git"
            yield JournalFault(message, tree.place(resource), resource)


def _outcomes(event: Event) -> list[tuple[ResourceId, Any]]:
    """The resources that ``event`` changed, each with the fingerprint it had afterwards. Raises ValueError."""
    try:
        return [(resource, change["after"]) for resource, change in events.changes(event)]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(event) from error
