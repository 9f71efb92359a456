"""Everything that lies in the folder of a store, looked at as it is: for checks, conversions and copies.

Nothing is trusted here. What cannot be read or is no document is reported with its fault, never raised.
"""

from __future__ import annotations

import os

from sig.domain.records import NamedTuple
from sig.store import codec, disk, paths
from sig.store.errors import StoreCorrupt, StoreError, StoreNotReadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document, DocumentFormat

    Kind = Literal["document", "stray", "temporary", "unknown", "unreadable"]

DOCUMENTS = ("subscriptions", "tenants", "clock", "faults")
"""The folders that documents lie in: those of the resources and directories, and what ``sig`` keeps beside them."""

JOURNAL = "journal"
FORMATS: tuple[DocumentFormat, ...] = ("json", "toml")


class Found(NamedTuple):
    """One file where documents lie, or a folder that cannot be looked into.

    A ``document`` is a file in the format of the store, ``stray`` one in the other. ``resource`` is what its path
    stands for, case-folded; None for a path that the store would never look at. ``content`` is without the store's own
    keys, and None where ``fault`` says why it cannot be read.
    """

    path: str  # below the store's folder, with "/"
    kind: Kind
    resource: ResourceId | None = None
    content: Document | None = None
    fault: StoreError | None = None


def documents(root: str, document_format: DocumentFormat) -> Iterator[Found]:
    """Every file where documents lie, folder by folder, in order of paths; each document is opened once."""
    for path, fault in (file for folder in DOCUMENTS for file in _files(root, folder)):
        name = path.rpartition("/")[2]
        if fault is not None:
            yield Found(path, "unreadable", fault=fault)
        elif name.endswith(paths.TEMPORARY_SUFFIX):
            yield Found(path, "temporary")
        else:
            yield _document(root, path, name, document_format)


def _document(root: str, path: str, name: str, document_format: DocumentFormat) -> Found:
    for found_format in FORMATS:
        suffix = f".{found_format}"
        if not name.endswith(suffix):
            continue
        kind: Kind = "document" if found_format == document_format else "stray"
        place = os.path.join(root, *path.split("/"))
        try:
            data = disk.read(place)
            if data is None:
                raise StoreCorrupt(place, "was there a moment ago, and is not now")
            content = codec.decode(data, found_format, place)
            resource = _resource(path, suffix, content, place)
        except StoreError as fault:
            return Found(path, kind, _read_off(path, suffix), None, fault)
        for key in codec.RESERVED_KEYS:
            content.pop(key, None)
        return Found(path, kind, resource, content)
    return Found(path, "unknown")


def _read_off(path: str, suffix: str) -> ResourceId | None:
    """What ``path`` stands for, as far as the path alone can tell."""
    try:
        resource = paths.resource(path, suffix)
        return resource if resource is not None and paths.document(resource, suffix) == path else None
    except ValueError:
        return None


def _resource(path: str, suffix: str, content: Document, place: str) -> ResourceId | None:
    """What ``path`` stands for; where it is shortened, the document says so itself, and the path is its hash."""
    if not any(map(paths.is_shortened, path.removesuffix(suffix).split("/"))):
        return _read_off(path, suffix)
    try:
        recorded = paths.from_words(content.get(codec.ID_KEY))
        if recorded.pairs and paths.document(recorded, suffix) == path:
            return recorded
    except ValueError:
        pass
    raise StoreCorrupt(place, f"has not the {codec.ID_KEY} that belongs to its path")


def _files(root: str, folder: str) -> Iterator[tuple[str, StoreError | None]]:
    """The files below ``folder``, links not followed; with a fault, a folder that cannot be read."""
    place = os.path.join(root, *folder.split("/"))
    try:
        with os.scandir(place) as scanned:
            entries = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in scanned)
    except FileNotFoundError:
        return
    except OSError as error:
        yield folder, disk.refusal(error, place, StoreNotReadable)
        return
    for name, is_folder in entries:
        if is_folder:
            yield from _files(root, f"{folder}/{name}")
        else:
            yield f"{folder}/{name}", None
