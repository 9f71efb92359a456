"""A store written anew, in the newest format or with its documents in another one: all of it at once, or not at all."""

from __future__ import annotations

import os
import shutil

from sig.domain.records import NamedTuple
from sig.store import codec, disk, paths, root_file, survey, swap
from sig.store.base import FORMAT_VERSION
from sig.store.errors import DocumentNotStorable, StoreCorrupt, StoreNotReadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.store.base import DocumentFormat, StoreInfo
    from sig.store.files import FileStore
    from sig.store.survey import Found


class Conversion(NamedTuple):
    """What a conversion did: the store before and after it, and how many documents were written anew, if any."""

    before: StoreInfo
    after: StoreInfo
    documents: int


def convert(store: FileStore, document_format: DocumentFormat | None) -> Conversion:
    """Write ``store`` in the newest format, its documents in ``document_format`` (None: the one they have).

    A store that is written so already is left as it is. Raises StoreCorrupt for a document that cannot be read or lies
    in another format than the store's, and DocumentNotStorable for one that the new format cannot hold.
    """
    with store.alone() as before:
        wanted = document_format or before.document_format
        swap.clear(store.location)
        if before.lineage is None or (wanted == before.document_format and before.format_version == FORMAT_VERSION):
            return Conversion(before, before, 0)
        count = 0

        def build(incoming: str) -> None:
            nonlocal count
            root_file.write(incoming, wanted, before.lineage or "")
            for found in survey.documents(store.location, before.document_format):
                count += _convert(store.location, incoming, found, before.document_format, wanted)
            # The journal says the same of documents in any format. As another file it tells readers that all is new.
            _copy_folder(os.path.join(store.location, survey.JOURNAL), os.path.join(incoming, survey.JOURNAL))

        swap.exchange(store.location, (survey.JOURNAL, *survey.DOCUMENTS, root_file.NAME), build)
        return Conversion(before, root_file.read(store.location), count)


def _convert(root: str, incoming: str, found: Found, before: DocumentFormat, wanted: DocumentFormat) -> bool:
    """Write one file into ``incoming``; whether it was a document. What is no document is taken along as it is."""
    here = os.path.join(root, *found.path.split("/"))
    there = os.path.join(incoming, *found.path.split("/"))
    if found.fault is not None:
        raise found.fault
    if found.kind == "stray" or (found.kind == "document" and found.resource is None):
        raise StoreCorrupt(
            here,
            "is no document that this store would read",
            hint="Nothing was changed. See what can be done about it with: sig store check --repair.",
        )
    if found.kind == "temporary":
        return False
    os.makedirs(os.path.dirname(there), exist_ok=True)
    if found.kind == "unknown":
        _copy(here, there)
        return False
    try:
        content = codec.storable(found.content or {}, nulls=wanted == "json")
    except DocumentNotStorable as refusal:
        raise DocumentNotStorable(
            f"'{here}': {refusal.message}",
            target=refusal.target,
            hint=f"Nothing was changed. Leave the value out, then try again, or keep {before.upper()}.",
            rule=refusal.rule,
        ) from refusal
    if found.resource is not None and any(map(paths.is_shortened, found.path.split("/"))):
        content = {codec.ID_KEY: paths.words(found.resource), **content}
    with open(f"{there.removesuffix(f'.{before}')}.{wanted}", "wb") as file:
        file.write(codec.encode(content, wanted))
    return True


def _copy(here: str, there: str) -> None:
    try:
        shutil.copy2(here, there, follow_symlinks=False)
    except OSError as error:
        raise disk.refusal(error, here, StoreNotReadable) from error


def _copy_folder(here: str, there: str) -> None:
    """Copy the files of the folder ``here``; ``there`` is made even if it is not there."""
    os.makedirs(there, exist_ok=True)
    for name, is_folder in disk.entries(here):
        if not is_folder:
            _copy(os.path.join(here, name), os.path.join(there, name))
