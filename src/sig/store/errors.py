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

    def __init__(self, lock: str, *, holder: str, timeout: float) -> None:
        super().__init__(
            f"The store is in use by {holder}: '{lock}' was not free within {timeout:g} s.",
            target=lock,
            hint="Try again when it has finished. If it hangs, end that process: its lock ends with it.",
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
