"""The redo record: a commit of several documents, written whole before the first of them changes.

Once the record is in place the commit counts, whatever happens to the process. Who finds one finishes it.
Resources stand in it as words, not as paths: a damaged record cannot lead outside the store.
"""

from __future__ import annotations

import os

from sig.store import codec, disk, paths
from sig.store.errors import StoreCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.store.base import Document
    from sig.store.staging import Changes

NAME = "redo.json"


def write(root: str, changes: Changes, event: int) -> None:
    """Put the record in place; from here on the changes, those of ``event``, are committed."""
    waiting = [{"id": paths.words(resource), "document": changes[resource]} for resource in changes]
    disk.write(os.path.join(root, NAME), codec.encode({"event": event, "changes": waiting}, "json"))
    disk.sync(root)


def remove(root: str) -> None:
    disk.remove(os.path.join(root, NAME), root=root)
    disk.sync(root)


def read(root: str) -> Changes | None:
    """The changes that wait to be finished; None if there is no record."""
    path = os.path.join(root, NAME)
    record = _record(path)
    if record is None:
        return None
    try:
        return dict(map(_change, record["changes"]))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreCorrupt(path, "is not a redo record") from error


def event(root: str) -> int | None:
    """The number of the event whose changes wait; None if there is no record, or one of a release without events."""
    number = (_record(os.path.join(root, NAME)) or {}).get("event")
    return number if isinstance(number, int) else None


def waits(root: str) -> bool:
    return disk.exists(os.path.join(root, NAME))


def _record(path: str) -> Document | None:
    data = disk.read(path)
    return None if data is None else codec.decode(data, "json", path)


def _change(change: Any) -> tuple[ResourceId, Document | None]:
    document = change["document"]
    if not isinstance(document, dict | None):
        raise TypeError(document)
    return paths.from_words(change["id"]), document
