"""The store itself: opened, made, described."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from sig.store import DEFAULT_JOURNAL_LIMIT, Author, FileStore, Store, open_store

Opener = Callable[[str], Store]
"""Gives the store at a location."""

Signer = Callable[[Store, Sequence[Author]], Store]
"""Gives a store whose commits are signed by somebody; they are made for the authors named, if there are any."""


def opened(location: str, journal_limit: int = DEFAULT_JOURNAL_LIMIT) -> Store:
    """The store at ``location``; a folder that does not exist is an empty store. Raises InvalidParameter.

    Its journal keeps ``journal_limit`` events.
    """
    return open_store(location, journal_limit=journal_limit)


def make(folder: str, document_format: Literal["json", "toml"]) -> dict[str, Any]:
    """Make a store in ``folder``. Raises StoreExists where one is."""
    return described(FileStore.create(folder, document_format))


def described(store: Store) -> dict[str, Any]:
    """Where the store is and how it is written; one that was never written to has no lineage yet."""
    info = store.info()
    return {
        "documentFormat": info.document_format,
        "formatVersion": info.format_version,
        "kind": info.kind,
        "lineage": info.lineage,
        "location": info.location,
    }
