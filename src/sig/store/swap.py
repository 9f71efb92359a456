"""Exchanging the whole content of a store at once: the new is built aside, and moved in by renames.

What the parts of a store are moved to and from lies in two folders of the store, so that every move is a rename within
one file system. Once ``swap.json`` is in place the exchange counts as done: whoever opens the store next finishes it.
Until then the store is as it was. Source: docs/adr/0011-exchanging-a-whole-store.md.
"""

from __future__ import annotations

import os
from contextlib import suppress

from sig.store import codec, disk, root_file
from sig.store.errors import StoreCorrupt, StoreError, StoreNotWritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAME = root_file.SWAP
INCOMING = "incoming.tmp"  # git and the store's own check take names in .tmp as passing
FORMER = "former.tmp"
FOLDERS = (INCOMING, FORMER)


def exchange(root: str, names: Iterable[str], build: Callable[[str], None]) -> None:
    """Put what ``build`` makes in the folder it is given in place of the files and folders ``names`` of the store.

    They are exchanged in the order given; a name that ``build`` does not make is gone afterwards. Only for the holder
    of the writer lock. Whatever ``build`` raises leaves the store as it was.
    """
    incoming = os.path.join(root, INCOMING)
    clear(root)
    try:
        disk.make_folder(incoming)
        build(incoming)
        _write_out(incoming)
        arriving = {name: os.path.lexists(os.path.join(incoming, name)) for name in names}
        disk.write(os.path.join(root, NAME), codec.encode({"arriving": arriving}, "json"))
        disk.sync(root)
    except BaseException as failure:
        if not os.path.lexists(os.path.join(root, NAME)):
            with suppress(StoreError):
                clear(root)
        if isinstance(failure, OSError):
            raise disk.refusal(failure, failure.filename or incoming, StoreNotWritable) from failure
        raise
    with suppress(StoreError):  # it counts: whoever opens the store next finishes it
        finish(root)


def finish(root: str) -> None:
    """Finish an exchange that was begun, if there is one. Doing it again changes nothing."""
    arriving = read(root)
    if arriving is None:
        return
    for name, arrives in arriving.items():
        _move(root, name, arrives=arrives)
    disk.sync(root)
    disk.remove(os.path.join(root, NAME), root=root)
    disk.sync(root)
    with suppress(StoreError):  # the exchange is done; the next one, or a repair, clears up
        clear(root)


def read(root: str) -> dict[str, bool] | None:
    """The parts of an exchange that was begun, and whether there is a new one of each; None if there is no exchange.

    Raises StoreCorrupt.
    """
    path = os.path.join(root, NAME)
    data = disk.read(path)
    if data is None:
        return None
    arriving = codec.decode(data, "json", path).get("arriving")
    if not isinstance(arriving, dict) or not all(
        _is_plain(name) and isinstance(arrives, bool) for name, arrives in arriving.items()
    ):
        raise StoreCorrupt(path, "is not a record of an exchange")
    return arriving


def clear(root: str) -> None:
    """Remove what an exchange left behind that was finished, or that never counted."""
    import shutil

    for folder in FOLDERS:
        path = os.path.join(root, folder)
        try:
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            elif os.path.lexists(path):
                os.remove(path)
        except OSError as error:
            raise disk.refusal(error, path, StoreNotWritable) from error


def _is_plain(name: str) -> bool:
    """Whether ``name`` is that of an entry of the store's own folder: a damaged record cannot lead elsewhere."""
    return bool(name) and name not in (os.curdir, os.pardir, NAME, *FOLDERS) and not {"/", "\\", "\0"} & set(name)


def _move(root: str, name: str, *, arrives: bool) -> None:
    """Move one part out and the new one, if one ``arrives``, in. Where things lie tells how far an earlier try came.

    A file is never missing in between, so that a reader always finds the root file.
    """
    here, new, old = (os.path.join(root, *words) for words in ((name,), (INCOMING, name), (FORMER, name)))
    if arrives and not os.path.lexists(new):
        return  # it was moved in
    disk.make_folder(os.path.dirname(old))
    try:
        if os.path.isfile(here) and os.path.isfile(new):
            _keep(here, old)
            os.replace(new, here)
            return
        if os.path.lexists(here) and not os.path.lexists(old):
            os.rename(here, old)
        if arrives:
            os.rename(new, here)
    except OSError as error:
        raise disk.refusal(error, here, StoreNotWritable) from error


def _keep(here: str, old: str) -> None:
    with suppress(FileExistsError):
        try:
            os.link(here, old)
        except (OSError, NotImplementedError) as error:  # a file system without links
            if isinstance(error, FileExistsError):
                raise
            import shutil

            shutil.copy2(here, old)


def _write_out(folder: str) -> None:
    """Have the system write to the disk all that lies below ``folder``.

    One ``sync`` of the whole system would wait for what everybody else has written too: minutes on a busy machine.
    """
    for place, _, names in os.walk(folder):
        for name in names:
            _flush(os.path.join(place, name))
        disk.sync(place)


def _flush(path: str) -> None:
    try:
        with open(path, "r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error
