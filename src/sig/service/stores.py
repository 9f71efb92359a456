"""The store itself: opened, made, described."""

from typing import Any, Literal

from sig.store import FileStore, Store, open_store


def opened(location: str) -> Store:
    """The store at ``location``; a folder that does not exist is an empty store. Raises InvalidParameter."""
    return open_store(location)


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
