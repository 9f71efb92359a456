"""``store.json``, the file that makes a folder a store: its lineage and the format of its documents."""

from __future__ import annotations

import os

from sig.store import codec, disk, redo
from sig.store.base import DOCUMENT_FORMATS, FORMAT_VERSION, DocumentFormat, StoreInfo
from sig.store.errors import StoreCorrupt

NAME = "store.json"
SWAP = "swap.json"  # the record of an exchange of the whole store; see sig.store.swap

_TRACES = ("subscriptions", "tenants", redo.NAME)  # what only a store leaves behind


def read(root: str) -> StoreInfo:
    """What the root file says; what the first commit will make of the folder if it is no store yet.

    Raises StoreCorrupt if the folder lost its root file: nobody can tell what format the rest has.
    """
    path = os.path.join(root, NAME)
    data = disk.read(path)
    if data is None and (trace := _trace(root)) is not None:
        data = disk.read(path)  # a first commit may have come between the two looks
        if data is None:
            raise StoreCorrupt(path, f"is missing, although '{trace}' stands beside it")
    return _info(root, "json", None) if data is None else _parse(data, root, path)


def create(root: str, document_format: DocumentFormat) -> None:
    """Make the folder ``root`` a store. Only for the holder of the writer lock."""
    from uuid import uuid4  # needed once in the life of a store

    write(root, document_format, str(uuid4()))
    disk.sync(root)


def write(root: str, document_format: DocumentFormat, lineage: str) -> None:
    """Write the root file, of the newest format, into the folder ``root``."""
    content = {"lineage": lineage, "document_format": document_format}
    disk.write(os.path.join(root, NAME), codec.encode(content, "json"))


def hide_passing_files(root: str) -> None:
    """Tell git which files are not the state: a store that somebody makes is often kept in a repository."""
    passing = (".lock*", "*.tmp", redo.NAME, SWAP, "journal/")
    disk.write(os.path.join(root, ".gitignore"), "".join(f"{name}\n" for name in passing).encode())
    disk.sync(root)


def _trace(root: str) -> str | None:
    return next((name for name in _TRACES if disk.exists(os.path.join(root, name))), None)


def _parse(data: bytes, root: str, path: str) -> StoreInfo:
    content = codec.decode(data, "json", path)
    document_format, lineage = content.get("document_format"), content.get("lineage")
    if document_format not in DOCUMENT_FORMATS:
        raise StoreCorrupt(path, f"has document_format {document_format!r} where 'json' or 'toml' is expected")
    if not isinstance(lineage, str) or not lineage:
        raise StoreCorrupt(path, f"has lineage {lineage!r} where a text is expected")
    return _info(root, document_format, lineage, content[codec.VERSION_KEY])


def _info(root: str, document_format: DocumentFormat, lineage: str | None, version: int = FORMAT_VERSION) -> StoreInfo:
    return StoreInfo(root, "file", document_format, version, lineage)
