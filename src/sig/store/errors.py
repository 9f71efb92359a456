"""Refusals of the store: what is wrong with the place where the documents live, and what to do about it."""

from sig.domain.errors import InvalidParameter, SigError


class StoreError(SigError):
    """Base of the refusals that are about the store, not about what is kept in it."""

    code = "StoreError"


class StoreCorrupt(StoreError):
    """A file of the store does not hold what the store writes; it is left as it is."""

    code = "StoreCorrupt"

    def __init__(self, path: str, fault: str, *, hint: str | None = None) -> None:
        super().__init__(
            f"The store is damaged: '{path}' {fault}.",
            target=path,
            hint=hint or f"Nothing was changed. Repair '{path}' or restore it from a copy, then try again.",
            rule="R130",
        )


class StoreTooNew(StoreError):
    """A file of the store was written by a newer release."""

    code = "StoreTooNew"

    def __init__(self, path: str, *, found: int, running: int) -> None:
        super().__init__(
            f"'{path}' has store format {found}; this release of sig reads up to format {running}.",
            target=path,
            hint="Upgrade sig (pip install --upgrade az-sig), or choose another store.",
            rule="R131",
        )


class StoreBusy(StoreError):
    """Another writer did not finish in time."""

    code = "StoreBusy"

    def __init__(self, lock: str, *, holder: str, timeout: float, process: int | None = None) -> None:
        ending = f"end that process (kill {process})" if process else "end that process"
        super().__init__(
            f"The store is in use by {holder}: '{lock}' was not free within {timeout:g} s.",
            target=lock,
            hint=f"Nothing was changed. Try again when it has finished. If it hangs, {ending}: its lock ends with it.",
            rule="R132",
        )


class StoreNotReadable(StoreError):
    """The operating system does not let the store be read."""

    code = "StoreNotReadable"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"'{path}' cannot be read: {reason}.",
            target=path,
            hint="Check that it is what you meant and that you have read access, or choose another store.",
            rule="R133",
        )


class StoreNotWritable(StoreError):
    """The operating system does not let the store be changed."""

    code = "StoreNotWritable"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"'{path}' cannot be written: {reason}.",
            target=path,
            hint="Nothing was changed. Check that you have write access to the store, or choose another one.",
            rule="R134",
        )


class StoreFull(StoreError):
    """The disk, the quota or the largest file size is used up."""

    code = "StoreFull"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"There is no room to write '{path}': {reason}.",
            target=path,
            hint="Nothing was changed. Free some space, or choose a store on another disk.",
            rule="R135",
        )


class StoreChanged(StoreError):
    """The store has changed since a view was opened, and the journal no longer says how."""

    code = "StoreChanged"

    def __init__(self, journal: str) -> None:
        super().__init__(
            f"The store has changed more often than its journal keeps while it was read: '{journal}'.",
            target=journal,
            hint="Nothing was changed. Run the command again, or have more events kept: "
            "sig config set store.journal_limit=10000.",
            rule="R180",
        )


class StoreExists(StoreError):
    """A store is to be created where there is one."""

    code = "StoreExists"

    def __init__(self, root: str) -> None:
        super().__init__(
            f"'{root}' is a store already.",
            target=root,
            hint="Use it as it is, or choose another folder.",
            rule="R136",
        )


class DocumentNotStorable(InvalidParameter):
    """A document holds a value that no store can keep."""


class FileExists(StoreError):
    """A file is to be written where there is one."""

    code = "FileExists"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"'{path}' is there already.",
            target=path,
            hint="Give another name, or replace it with --force.",
            rule="R191",
        )


class BackupNotUsable(StoreError):
    """A file is no backup of a store, or one that is damaged; nothing of it was used."""

    code = "BackupNotUsable"

    def __init__(self, path: str, fault: str) -> None:
        super().__init__(
            f"'{path}' cannot be restored: it {fault}.",
            target=path,
            hint="The store is as it was. Use another backup: sig store backup writes them.",
            rule="R192",
        )


class ForeignLineage(StoreError):
    """A backup is of another store than the one that it is to take the place of."""

    code = "ForeignLineage"

    def __init__(self, path: str, found: str, here: str) -> None:
        super().__init__(
            f"'{path}' is of another store: its lineage is '{found}', that of the store '{here}'.",
            target=path,
            hint="The store is as it was. Choose the right one with --store, or give up this one with --force.",
            rule="R193",
        )
