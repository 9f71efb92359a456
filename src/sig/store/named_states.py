"""Named states of a store: all its documents as they were once, in one file each under ``snapshots/``."""

from __future__ import annotations

import os

from sig.domain.records import NamedTuple
from sig.store import codec, disk, paths
from sig.store.errors import StoreCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document

FOLDER = "snapshots"
_SUFFIX = ".json"


class NamedState(NamedTuple):
    """A state of the store that was given a name; ``documents`` are all that it had, by ID."""

    name: str
    saved_at: str
    documents: dict[ResourceId, Document]


def place(root: str, name: str) -> str:
    return os.path.join(root, FOLDER, paths.encode(name) + _SUFFIX)


def exists(root: str, name: str) -> bool:
    return disk.exists(place(root, name))


def save(root: str, state: NamedState) -> None:
    """Write ``state``, in place of one of that name. Only for the holder of the writer lock."""
    documents = [
        {"id": str(resource), "words": [word for pair in resource.pairs for word in pair], "document": document}
        for resource, document in sorted(state.documents.items(), key=lambda item: item[0].key)
    ]
    path = place(root, state.name)
    disk.write(path, codec.encode({"name": state.name, "saved_at": state.saved_at, "documents": documents}, "json"))
    disk.sync(os.path.dirname(path))


def load(root: str, name: str) -> NamedState | None:
    """The state of that name; None if there is none. Raises StoreCorrupt for a file that is no state, StoreTooNew."""
    return _read(place(root, name))


def each(root: str) -> Iterator[NamedState]:
    """The states by file name, read one at a time."""
    folder = os.path.join(root, FOLDER)
    for name, is_folder in sorted(disk.entries(folder)):
        if not is_folder and name.endswith(_SUFFIX):
            state = _read(os.path.join(folder, name))
            if state is not None:
                yield state


def delete(root: str, name: str) -> None:
    """Remove the state of that name. Only for the holder of the writer lock."""
    disk.sync(disk.remove(place(root, name), root=root))


def _read(path: str) -> NamedState | None:
    data = disk.read(path)
    if data is None:
        return None
    content = codec.decode(data, "json", path)
    try:
        documents = dict(map(_entry, content["documents"]))
        name, saved_at = content["name"], content["saved_at"]
    except (KeyError, TypeError, ValueError) as error:
        raise StoreCorrupt(path, "is not a snapshot") from error
    if not isinstance(name, str) or not isinstance(saved_at, str):
        raise StoreCorrupt(path, "is not a snapshot")
    return NamedState(name, saved_at, documents)


def _entry(entry: Any) -> tuple[ResourceId, Document]:
    if not isinstance(entry["document"], dict):
        raise TypeError(entry)
    return paths.from_words(entry["words"]), entry["document"]
