"""Where documents live: the promises of a store and the backends that keep them."""

from sig.domain.errors import InvalidParameter
from sig.store.base import (
    DEFAULT_JOURNAL_LIMIT,
    DEFAULT_TIMEOUT,
    ROOT,
    Author,
    Document,
    DocumentFormat,
    Event,
    Store,
    StoreInfo,
    Transaction,
    View,
)
from sig.store.errors import (
    DocumentNotStorable,
    StoreBusy,
    StoreChanged,
    StoreCorrupt,
    StoreError,
    StoreExists,
    StoreFull,
    StoreNotReadable,
    StoreNotWritable,
    StoreTooNew,
)
from sig.store.files import FileStore

__all__ = [
    "DEFAULT_JOURNAL_LIMIT",
    "DEFAULT_TIMEOUT",
    "ROOT",
    "Author",
    "Document",
    "DocumentFormat",
    "DocumentNotStorable",
    "Event",
    "FileStore",
    "Store",
    "StoreBusy",
    "StoreChanged",
    "StoreCorrupt",
    "StoreError",
    "StoreExists",
    "StoreFull",
    "StoreInfo",
    "StoreNotReadable",
    "StoreNotWritable",
    "StoreTooNew",
    "Transaction",
    "View",
    "open_store",
]


def open_store(location: str, *, timeout: float = DEFAULT_TIMEOUT, journal_limit: int = DEFAULT_JOURNAL_LIMIT) -> Store:
    """The store at ``location``: the path of a folder, or ``memory:NAME`` for one that ends with the process.

    ``timeout`` is how many seconds a writer waits for another one, ``journal_limit`` how many events the journal keeps
    at least, 0 for none. Raises InvalidParameter for a URL.
    """
    scheme, colon, name = location.partition(":")
    if colon and scheme == "memory":
        from sig.store.memory import MemoryStore

        return MemoryStore(name, timeout=timeout, journal_limit=journal_limit)
    if name.startswith("//"):
        raise InvalidParameter(
            f"'{location}' is not a store that sig can open.",
            hint="Give the path of a folder, or memory:NAME for a store that ends with the process.",
            rule="R137",
        )
    return FileStore(location, timeout=timeout, journal_limit=journal_limit)
