"""Named states of a store: all its documents as they were once, in one file each under ``snapshots/``."""

from __future__ import annotations

import os

from sig.domain.records import NamedTuple
from sig.store import codec, disk, paths
from sig.store.errors import StoreCorrupt, StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document

    Kind = Literal["state", "temporary", "unknown"]

FOLDER = "snapshots"
_SUFFIX = ".json"


class NamedState(NamedTuple):
    """A state of the store that was given a name; ``documents`` are all that it had, by ID."""

    name: str
    saved_at: str
    documents: dict[ResourceId, Document]


class Found(NamedTuple):
    """One file where states are kept. Of a ``state``, ``fault`` says why it cannot be read.

    ``is_found`` is false for a state in a file that its name does not lead to.
    """

    file: str  # below the store's folder, with "/"
    kind: Kind
    state: NamedState | None = None
    fault: StoreError | None = None
    is_found: bool = True


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


def each(root: str) -> Iterator[Found]:
    """What lies where states are kept, by file name, read one at a time. Raises StoreNotReadable for the folder."""
    for name, is_folder in sorted(disk.entries(os.path.join(root, FOLDER))):
        file = f"{FOLDER}/{name}"
        if not is_folder and name.endswith(_SUFFIX):
            yield from _state(root, file)
        else:
            is_temporary = not is_folder and name.endswith(paths.TEMPORARY_SUFFIX)
            yield Found(file, "temporary" if is_temporary else "unknown")


def _state(root: str, file: str) -> Iterator[Found]:
    """The state in ``file``; none if it is gone by now."""
    path = os.path.join(root, *file.split("/"))
    try:
        state = _read(path)
    except StoreError as fault:
        yield Found(file, "state", fault=fault)
    else:
        if state is not None:
            yield Found(file, "state", state, is_found=place(root, state.name) == path)


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
