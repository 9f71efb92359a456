"""Stores that are folders: what looks after a whole store works on its files."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter
from sig.store import FileStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.store import Store


def folder_of(store: Store) -> FileStore:
    """``store`` if it is kept in a folder. Raises InvalidParameter for one that ends with its process."""
    if isinstance(store, FileStore):
        return store
    if store.info().kind == "file":
        raise InvalidParameter(
            "What works on the files of a store cannot be part of a rehearsal or of a batch that is done as one.",
            target="store",
            hint="Run it before or after, as a command of its own.",
            rule="R190",
        )
    raise not_a_folder(store)


def folder_path(store: Store) -> str:
    """The folder that ``store`` is kept in. Raises InvalidParameter."""
    about = store.info()
    if about.kind != "file":
        raise not_a_folder(store)
    return about.location


def not_a_folder(store: Store) -> InvalidParameter:
    """The refusal to look after a store that ends with its process."""
    return InvalidParameter(
        f"The store '{store.info().location}' is not kept in a folder.",
        target="store",
        hint="It ends with its process, and there is nothing to look after. Choose a folder with --store.",
        rule="R190",
    )
