"""The documents of a file store: one file per resource, in folders that mirror the resource IDs."""

from __future__ import annotations

import os

from sig.domain.records import NamedTuple
from sig.store import codec, disk, paths
from sig.store.base import ROOT, Document, DocumentFormat, Event, View
from sig.store.errors import StoreChanged, StoreCorrupt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sig.domain.resource_id import ResourceId
    from sig.store.staging import Changes


class _Child(NamedTuple):
    """An entry in the folder of a collection. A leaf that holds others has two, its file and its folder."""

    component: str  # the name, encoded
    document: str | None  # paths relative to the root, with "/"
    folder: str | None


class Tree(View):
    """The files under ``root``. Files and folders that ``sig.store.paths`` never names are not seen."""

    def __init__(self, root: str, document_format: DocumentFormat, watched: disk.Watched | None = None) -> None:
        self._root = root
        self._look_over = watched.look_over if watched is not None else disk.look_over
        self._format = document_format
        self._suffix = f".{document_format}"
        self._foreign = ".toml" if document_format == "json" else ".json"

    def get(self, resource: ResourceId) -> Document | None:
        content = self._content(paths.document(resource, self._suffix))
        if content is None:
            self._refuse_foreign(self._at(paths.document(resource, self._foreign)))
            return None
        for key in codec.RESERVED_KEYS:
            content.pop(key, None)
        return content

    def place(self, resource: ResourceId) -> str:
        return self._at(paths.document(resource, self._suffix))

    def exists(self, resource: ResourceId) -> bool:
        return disk.exists(self.place(resource))

    def at_most(self, top: ResourceId, collections: Sequence[str]) -> int:
        found = [(self._at(paths.folder(top)), True)]
        for component in map(paths.encode, collections):
            places = [os.path.join(path, component) for path, is_folder in found if is_folder]
            found = [(os.path.join(place, name), folder) for place in places for name, folder in disk.entries(place)]
        return len(found)

    def note(self, key: str) -> int | None:
        from sig.store import notes  # writers alone ask

        return notes.read(self._root).get(key)

    def look(self, resource: ResourceId) -> object | None:
        return disk.settled_look(self.place(resource))

    def look_over(self, parent: ResourceId, collection: str) -> object | None:
        return self._look_over(self._at(paths.collection(parent, collection)))

    def events(self) -> Iterator[Event]:
        from sig.store import journal

        return journal.before(self._root, journal.tail(self._root).settled)

    def names(self, parent: ResourceId, collection: str) -> list[str]:
        return self._listed(parent, collection, lambda child: child.document)

    def folders(self, parent: ResourceId, collection: str) -> list[str]:
        return self._listed(parent, collection, self._first_document)

    def below(self, resource: ResourceId) -> Iterator[ResourceId]:
        for document in self._documents_below(paths.folder(resource)):
            found = paths.resource(document, self._suffix) or self._recorded(document)
            if found is not None:
                yield found

    def holds_any(self, resource: ResourceId) -> bool:
        return any(True for _ in self._documents_below(paths.folder(resource)))

    def apply(self, changes: Changes) -> None:
        """Make the files say ``changes``, durably. Applying the same again changes nothing."""
        touched = set()
        for resource, kept in changes.items():
            touched.add(self._remove(resource) if kept is None else self._write(resource, kept))
        for folder in touched:
            disk.sync(folder)

    def _write(self, resource: ResourceId, document: Document) -> str:
        relative = paths.document(resource, self._suffix)
        if any(map(paths.is_shortened, relative.split("/"))):
            document = {codec.ID_KEY: paths.words(resource), **document}
        disk.write(self._at(relative), codec.encode(document, self._format))
        return os.path.dirname(self._at(relative))

    def _remove(self, resource: ResourceId) -> str:
        return disk.remove(self._at(paths.document(resource, self._suffix)), root=self._root)

    def _at(self, relative: str) -> str:
        return f"{self._root}{os.sep}{relative}" if os.sep == "/" else os.path.join(self._root, *relative.split("/"))

    def _content(self, relative: str) -> Document | None:
        path = self._at(relative)
        data = disk.read(path)
        return None if data is None else codec.decode(data, self._format, path)

    def _listed(self, parent: ResourceId, collection: str, document_of: Callable[[_Child], str | None]) -> list[str]:
        """The names of the children for which ``document_of`` finds a document, sorted."""
        place = paths.collection(parent, collection)
        entries = disk.entries(self._at(place))
        names: set[str] = set()
        if paths.is_leaf(collection):
            names, entries = self._numbers(entries)
        for child in self._children(place, entries):
            document = document_of(child)
            name = document and self._name(child, document, len(parent.pairs))
            if name is not None:
                names.add(name)
        return sorted(names)

    def _numbers(self, entries: list[tuple[str, bool]]) -> tuple[set[str], list[tuple[str, bool]]]:
        """The version numbers among the files of a leaf collection, and what is to be looked at more closely."""
        end = -len(self._suffix)
        numbers = paths.numbers(
            [entry[:end] for entry, is_folder in entries if not is_folder and entry.endswith(self._suffix)]
        )
        if len(numbers) == len(entries):
            return numbers, []
        return numbers, [
            (entry, is_folder)
            for entry, is_folder in entries
            if is_folder or entry[:end] not in numbers or not entry.endswith(self._suffix)
        ]

    def _name(self, child: _Child, document: str, depth: int) -> str | None:
        """The name of ``child``. If it was shortened, ``document``, at or below ``child``, tells it."""
        name = paths.decode(child.component)
        if name is None and (recorded := self._recorded(document)) is not None:
            name = recorded.pairs[depth][1]
        return name

    def _children(self, place: str, entries: list[tuple[str, bool]] | None = None) -> Iterator[_Child]:
        """The children in ``place``, the folder of a collection, or those of its ``entries`` given."""
        leaves = paths.is_leaf(place.rpartition("/")[2])
        for entry, is_folder in disk.entries(self._at(place)) if entries is None else entries:
            child = self._child(f"{place}/{entry}", entry, is_folder, leaves)
            if child is not None and paths.is_component(child.component):
                yield child

    def _child(self, path: str, entry: str, is_folder: bool, leaves: bool) -> _Child | None:
        if is_folder:
            own = f"{path}/{paths.DOCUMENT_STEM}"
            if leaves or not disk.exists(self._at(own + self._suffix)):
                self._refuse_foreign(self._at(own + self._foreign))
                return _Child(entry, None, path)
            return _Child(entry, own + self._suffix, path)
        if leaves and entry.endswith(self._suffix):
            return _Child(entry.removesuffix(self._suffix), path, None)
        if leaves and entry.endswith(self._foreign):
            self._refuse_foreign(self._at(path))
        return None

    def _refuse_foreign(self, place: str) -> None:
        """Raises StoreCorrupt if the document ``place`` is there, in the format that the store is not written in."""
        if disk.exists(place):
            from sig.store import root_file

            if root_file.read(self._root).document_format != self._format:  # it was migrated since the view was opened
                raise StoreChanged(place)
            raise StoreCorrupt(
                place,
                f"is {self._foreign[1:].upper()} in a store whose documents are {self._format.upper()}",
                hint="Nothing was changed. See what can be done about it with: sig store check --repair.",
            )

    def _documents_below(self, folder: str) -> Iterator[str]:
        """The files of all documents below the folder of a resource, without its own."""
        for entry, is_folder in disk.entries(self._at(folder)):
            if not is_folder or not paths.is_component(entry):
                continue
            for child in self._children(f"{folder}/{entry}" if folder else entry):
                if child.document:
                    yield child.document
                if child.folder:
                    yield from self._documents_below(child.folder)

    def _first_document(self, child: _Child) -> str | None:
        """The file of a document of ``child`` or of one below it, if there is one."""
        if child.document is None and child.folder is not None:
            return next(self._documents_below(child.folder), None)
        return child.document

    def _recorded(self, document: str) -> ResourceId | None:
        """The ID that ``document`` records because part of its path is shortened; None if it is gone."""
        content = self._content(document)
        if content is None:
            return None
        try:
            recorded = paths.from_words(content.get(codec.ID_KEY))
        except ValueError:
            recorded = ROOT
        if paths.document(recorded, self._suffix) != document:
            raise StoreCorrupt(self._at(document), f"has not the {codec.ID_KEY} that belongs to its path")
        return recorded
