"""Backups: the whole store in one file (a tar archive, compressed by gzip), and back.

An archive holds the files of the store below ``store/``, and last ``backup.json``, which says how many there are and
what their digest is: an archive without it was cut off.
"""

from __future__ import annotations

import io
import os
import tarfile
import zlib
from contextlib import contextmanager, suppress

from sig.domain.records import NamedTuple
from sig.store import disk, json_text, notes, redo, root_file, survey, swap
from sig.store.errors import (
    BackupNotUsable,
    FileExists,
    ForeignLineage,
    StoreCorrupt,
    StoreError,
    StoreNotReadable,
    StoreNotWritable,
    StoreTooNew,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Any

    from sig.store.base import StoreInfo
    from sig.store.files import FileStore

ARCHIVE_VERSION = 1
SNAPSHOTS = "snapshots"

_MANIFEST = "backup.json"
_FOLDER = "store/"
# What a store consists of. The journal is exchanged first: that is how a reader notices.
_PARTS = (survey.JOURNAL, SNAPSHOTS, root_file.NAME, *survey.DOCUMENTS)
_PASSING = (redo.NAME, notes.NAME)
# The last one is a slip of tarfile up to Python 3.11.3, where the damage is in the head of the file.
_DAMAGE = (tarfile.TarError, EOFError, zlib.error, OSError, UnicodeError, ValueError, OverflowError, AttributeError)
_CHUNK = 1 << 20


class Backup(NamedTuple):
    """What an archive is of; ``files`` and ``digest`` (hexadecimal) are those of everything in it."""

    lineage: str
    made_at: str
    files: int
    digest: str


def backup(store: FileStore, path: str, made_at: str, *, force: bool = False) -> Backup:
    """Write the store to the file ``path``, as no writer is changing it; the file is there whole or not at all.

    Raises FileExists unless ``force``, StoreCorrupt for a place without a store, StoreNotWritable.
    """
    if not force and os.path.lexists(path):
        raise FileExists(path)
    with store.alone() as about:
        if about.lineage is None:
            raise StoreCorrupt(store.location, "is no store", hint="Choose the store to back up with --store.")
        with _written(path) as file:
            return _pack(store.location, file, about.lineage, made_at)


def restore(store: FileStore, path: str, *, force: bool = False) -> Backup:
    """Put what the archive ``path`` holds in place of the store: all of it, or nothing.

    Works on a damaged store too. Raises BackupNotUsable for an archive that is damaged or holds what no backup does,
    StoreTooNew, and, unless ``force``, ForeignLineage for one of another store.
    """
    from sig.store.lock import held

    _require_file(path)
    root = store.location
    disk.make_folder(root)
    with held(root, store.timeout):
        swap.finish(root)
        found: list[Backup] = []

        def build(incoming: str) -> None:
            made = _unpack(path, incoming)
            about = _root_file_of(path, incoming)
            if about.lineage != made.lineage:
                raise BackupNotUsable(path, "is of two stores")
            if not force:
                _refuse_foreign(path, root, made.lineage)
            found.append(made)

        swap.exchange(root, (*_PARTS, *_PASSING), build)
        if not os.path.lexists(os.path.join(root, ".gitignore")):
            root_file.hide_passing_files(root)
        return found[0]


def _refuse_foreign(path: str, root: str, lineage: str) -> None:
    try:
        here = root_file.read(root).lineage
    except StoreTooNew:
        raise
    except StoreError:
        here = "unknown"  # a store that lost its root file may be any
    if here is not None and here != lineage:
        raise ForeignLineage(path, lineage, here)


def _root_file_of(path: str, incoming: str) -> StoreInfo:
    try:
        about = root_file.read(incoming)
    except StoreTooNew:
        raise
    except StoreError as error:
        raise BackupNotUsable(path, "holds no store") from error
    if about.lineage is None:
        raise BackupNotUsable(path, "holds no store")
    return about


# -- packing --------------------------------------------------------------------------------------


def _pack(root: str, file: IO[bytes], lineage: str, made_at: str) -> Backup:
    digest = _Digest()
    with tarfile.open(fileobj=file, mode="w:gz", format=tarfile.PAX_FORMAT, compresslevel=6) as archive:
        for name, place in _files(root):
            data = disk.read(place)
            if data is not None:
                digest.add(name, data)
                _add(archive, _FOLDER + name, data)
        made = Backup(lineage, made_at, digest.files, digest.value())
        manifest = {"archive_version": ARCHIVE_VERSION, **made._asdict()}
        _add(archive, _MANIFEST, json_text.dumps(manifest, indented=True))
    return made


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)  # without owner and time: two backups of one state hold the same
    member.size, member.mode = len(data), 0o644
    archive.addfile(member, io.BytesIO(data))


def _files(root: str) -> Iterator[tuple[str, str]]:
    """The files of the store, in order; links and what was left over are no part of it."""
    for part in _PARTS:
        place = os.path.join(root, part)
        if os.path.isfile(place):
            yield part, place
            continue
        for folder, folders, names in os.walk(place, onerror=_refuse):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if not name.endswith(".tmp") and os.path.isfile(path) and not os.path.islink(path):
                    yield os.path.relpath(path, root).replace(os.sep, "/"), path


def _refuse(error: OSError) -> None:
    if isinstance(error, FileNotFoundError):
        return  # a store need not have every part
    raise disk.refusal(error, error.filename, StoreNotReadable) from error


@contextmanager
def _written(path: str) -> Iterator[IO[bytes]]:
    """A file that takes the place of ``path`` when it is complete."""
    temporary = f"{path}.tmp"
    try:
        try:
            with open(temporary, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.remove(temporary)
            raise
    except OSError as error:
        raise disk.refusal(error, path, StoreNotWritable) from error
    disk.sync(os.path.dirname(os.path.abspath(path)))


class _Digest:
    """One digest of many files, by name and content."""

    def __init__(self) -> None:
        from hashlib import sha256

        self._hash = sha256()
        self.files = 0

    def add(self, name: str, data: bytes) -> None:
        from hashlib import sha256

        self.files += 1
        self._hash.update(f"{sha256(data).hexdigest()}  {name}\n".encode("utf-8", "surrogateescape"))

    def value(self) -> str:
        return self._hash.hexdigest()


# -- unpacking ------------------------------------------------------------------------------------


def _require_file(path: str) -> None:
    try:
        with open(path, "rb") as file:
            file.read(1)
    except OSError as error:
        raise disk.refusal(error, path, StoreNotReadable) from error


def _unpack(path: str, incoming: str) -> Backup:
    """Write the files of the archive into ``incoming``. Names are checked before any is used as a path."""
    digest, seen, manifest = _Digest(), set[str](), None
    for name, data in _members(path):
        if name == _MANIFEST:
            manifest = _manifest(path, data)
            continue
        inside = name.removeprefix(_FOLDER)
        if not name.startswith(_FOLDER) or not _is_safe(inside):
            raise BackupNotUsable(path, f"holds '{_printable(name)}', which no backup does")
        if manifest is not None or inside.casefold() in seen:
            raise BackupNotUsable(path, f"holds '{_printable(name)}' where no more is expected")
        seen.add(inside.casefold())
        digest.add(inside, data)
        _write(os.path.join(incoming, *inside.split("/")), data)
    if manifest is None:
        raise BackupNotUsable(path, "is not complete")
    if (manifest.files, manifest.digest) != (digest.files, digest.value()):
        raise BackupNotUsable(path, "does not hold what was written to it")
    return manifest


def _members(path: str) -> Iterator[tuple[str, bytes]]:
    """The files of the archive, one after the other."""
    archive = _opened(path)
    with archive:
        while True:
            try:
                member = archive.next()
                if member is None:
                    return
                content = archive.extractfile(member) if member.isreg() else None
                data = content.read() if content is not None else None
            except _DAMAGE as error:
                raise BackupNotUsable(path, f"cannot be read ({_printable(str(error))})") from error
            if data is None:
                raise BackupNotUsable(path, f"holds '{_printable(member.name)}', which is no file")
            yield member.name, data
            archive.members = []  # type: ignore[attr-defined] # it keeps all of them otherwise


def _opened(path: str) -> tarfile.TarFile:
    try:
        return tarfile.open(path, mode="r|gz", bufsize=_CHUNK)
    except _DAMAGE as error:
        raise BackupNotUsable(path, f"is no backup ({_printable(str(error))})") from error


def _is_safe(name: str) -> bool:
    """Whether ``name`` is a path that only leads to a part of a store, on every system."""
    words = name.split("/")
    return words[0] in _PARTS and all(
        word not in ("", ".", "..") and word.isprintable() and not set('\\:*?"<>|') & set(word) for word in words
    )


def _manifest(path: str, data: bytes) -> Backup:
    try:
        content: Any = json_text.loads(data)
        version = content["archive_version"]
        if type(version) is int and version > ARCHIVE_VERSION:
            raise StoreTooNew(path, found=version, running=ARCHIVE_VERSION)
        made = Backup(*(content[name] for name in Backup._fields))
    except (ValueError, KeyError, TypeError) as error:
        raise BackupNotUsable(path, f"has a {_MANIFEST} that says nothing") from error
    if [type(value) for value in made] != [str, str, int, str] or version != ARCHIVE_VERSION:
        raise BackupNotUsable(path, f"has a {_MANIFEST} that says nothing")
    return made


def _write(place: str, data: bytes) -> None:
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(data)
    except OSError as error:
        raise disk.refusal(error, place, StoreNotWritable) from error


def _printable(text: str) -> str:
    from sig.domain.names import shown

    return shown(text)
