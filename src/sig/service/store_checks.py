"""The whole store, checked: every file looked at once, what is wrong reported, what can be derived repaired."""

from __future__ import annotations

import os

from sig.domain import store_check as rules
from sig.domain.names import shown
from sig.domain.records import NamedTuple
from sig.domain.store_check import Finding, Seen
from sig.service import clock, documents, faults
from sig.service.store_places import folder_of
from sig.store import StoreError, StoreNotReadable, mending, named_states, survey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sig.domain.resource_id import ResourceId
    from sig.store import Document, FileStore, Store, StoreInfo, View
    from sig.store.survey import Found

_LONGEST_PLACE = 400


class Report(NamedTuple):
    """What a check found, each finding as a document; ``is_clean`` if nothing is lost, wrong or unseen.

    ``repairs`` says what a repair would do, one line each.
    """

    findings: list[dict[str, Any]]
    is_clean: bool
    repairs: list[str]


class _Problem(NamedTuple):
    """A finding with what would repair it, if that can be derived."""

    finding: Finding
    repair: Callable[[], None] | None = None


def check(store: Store) -> Report:
    """Look at the whole store and change nothing. Raises NotAFolder for a store that is no folder."""
    found = list(_Check(folder_of(store)).problems())
    return _report(found, ())


def repair(store: Store) -> Report:
    """Repair what can be derived, and report what was found with ``repaired`` true or false.

    The store is the caller's alone meanwhile, and looked at again for it: what is repaired is what is there then.
    Raises StoreError where the store cannot be written.
    """
    from sig.store.lock import held

    folder = folder_of(store)
    if not os.path.isdir(folder.location):
        return Report([], is_clean=True, repairs=[])
    with held(folder.location, folder.timeout):
        found = list(_Check(folder).problems())
        done = [problem.finding for problem in found if problem.repair is not None]
        for problem in found:
            if problem.repair is not None:
                problem.repair()
    return _report(found, done)


def _report(found: list[_Problem], done: Any) -> Report:
    left = [problem.finding for problem in found if problem.finding not in done]
    return Report(
        [{**problem.finding._asdict(), "repaired": problem.finding in done} for problem in found],
        is_clean=all(finding.level == "note" for finding in left),
        repairs=[f"{finding.place}: {finding.repair}" for finding in left if finding.repair is not None],
    )


def _is_own(identifier: ResourceId, view: View) -> bool:
    """Whether it is the store's clock or a fault, which have no envelope. Raises StoreCorrupt for a damaged one."""
    if identifier == clock.PLACE:
        clock.kept(view)
    elif faults.is_place(identifier):
        faults.read(view, identifier)
    else:
        return False
    return True


class _Check:
    """One look at the store in a folder."""

    def __init__(self, folder: FileStore) -> None:
        self._root = folder.location
        self._seen: list[Seen] = []
        self._present: set[ResourceId] = set()
        self._taken: set[str] = set()  # where a document lies or is about to be moved to
        self._astray: set[ResourceId] = set()  # whose documents lie elsewhere than they belong

    def problems(self) -> Iterator[_Problem]:
        """Every problem, those of the store as a whole first."""
        if not os.path.isdir(self._root):
            return  # reading a place that is not there finds an empty store, and so does a check
        beside = list(self._beside())
        yield from beside
        try:
            about = mending.about(self._root)
        except StoreError as fault:
            yield self._of_store("error", "RootFile", fault)
            return  # nobody can tell what format the rest has
        for found in survey.documents(self._root, about.document_format):
            yield from self._file(found, about)
        yield from self._together()
        yield from self._snapshots()
        if not any(problem.finding.code == "UnfinishedCommit" for problem in beside):  # the journal is ahead of it
            yield from self._journal(about)

    # -- the store as a whole ---------------------------------------------------------------------

    def _beside(self) -> Iterator[_Problem]:
        """What lies beside the documents: records of what was begun, and leftovers."""
        for name, fault in mending.unfinished(self._root):
            if fault is not None:
                yield self._of_store("error", "UnfinishedCommit", fault)
            else:
                yield self._at(
                    "note",
                    "UnfinishedCommit",
                    name,
                    "records a commit that counts and was not finished; the next command that writes finishes it",
                    "finish it",
                    lambda: mending.finish(self._root),
                )
        for name in mending.leftovers(self._root):
            yield self._leftover(name)
        for name in mending.unknown(self._root):
            yield self._at("note", "UnknownFile", name, "is not of the store, which leaves it alone")

    def _leftover(self, path: str) -> _Problem:
        message = "is left over from a write that was cut short, and means nothing"
        return self._at("note", "Leftover", path, message, "remove it", lambda: mending.remove(self._root, path))

    def _journal(self, about: StoreInfo) -> Iterator[_Problem]:
        for fault in mending.journal_faults(self._root, about):
            if fault.drifted in self._astray:
                continue
            level: rules.Level = "error" if fault.drifted is None else "note"
            named = shown(str(fault.drifted), _LONGEST_PLACE) if fault.drifted else None
            yield _Problem(
                Finding(level, "Journal", named, shown(fault.place, _LONGEST_PLACE), shown(fault.message, 1000))
            )

    def _snapshots(self) -> Iterator[_Problem]:
        """What lies among the snapshots. One that is damaged or misnamed cannot be loaded, and nothing else has it."""
        try:
            for found in named_states.each(self._root):
                if found.fault is not None:
                    yield self._unread(found.fault)
                elif found.kind == "temporary":
                    yield self._leftover(found.file)
                elif found.kind == "unknown":
                    if not found.file.rpartition("/")[2].startswith("."):
                        yield self._at("note", "UnknownFile", found.file, "lies among the snapshots and is none")
                elif found.state is not None and not found.is_found:
                    message = f"holds the snapshot '{shown(found.state.name)}', which is looked for in another file"
                    yield self._at("error", "Misplaced", found.file, message)
        except StoreError as fault:
            yield self._unread(fault)

    def _unread(self, fault: StoreError) -> _Problem:
        return self._of_store("error", "Unreadable" if isinstance(fault, StoreNotReadable) else "Damaged", fault)

    # -- one file ---------------------------------------------------------------------------------

    def _file(self, found: Found, about: StoreInfo) -> Iterator[_Problem]:
        if found.kind == "temporary":
            yield self._leftover(found.path)
        elif found.kind == "unknown":
            yield self._at("warning", "UnknownFile", found.path, "lies among the documents and is none")
        elif found.fault is not None:
            self._note(found.path, found.resource)
            code: rules.Code = "Unreadable" if found.kind == "unreadable" else "Damaged"
            yield self._of_store("error", code, found.fault, found.resource)
        elif found.content is not None:
            yield from self._document(found, found.content, about)

    def _document(self, found: Found, content: Document, about: StoreInfo) -> Iterator[_Problem]:
        inside = rules.identifier_of(content, found.resource or mending.NOWHERE)
        if found.kind == "stray":
            yield self._stray(found, content, inside, about)
            return
        if inside is not None and inside != found.resource:
            yield self._misplaced(found, inside, about)
            return
        if found.resource is None:
            yield self._at("error", "Misplaced", found.path, "is at a path where no document of a resource lies")
            return
        self._note(found.path, found.resource)
        identifier = inside or found.resource
        view = mending.view(self._root, about)
        try:
            if _is_own(found.resource, view):
                return
            documents.checked(view, found.resource, content, identifier)
        except StoreError as refusal:
            yield self._of_store("error", "Envelope", refusal, identifier)
            return
        self._seen.append(Seen(identifier, found.path, rules.unique_key(identifier, content)))
        for fault in rules.faults(identifier, content):
            level: rules.Level = "warning" if fault.code == "UnknownType" else "error"
            yield self._at(level, fault.code, found.path, fault.message, identifier=identifier)

    def _misplaced(self, found: Found, inside: ResourceId, about: StoreInfo) -> _Problem:
        """A document whose file is named after another resource: where it belongs is derived from its ID."""
        self._astray.add(inside)
        message = f"holds '{shown(str(inside), _LONGEST_PLACE)}', whose place is another"
        if found.resource is not None:
            self._note(found.path, found.resource)
        target = mending.path_of(inside, about.document_format)
        if target is None or not self._is_free(target) or not mending.names_itself(inside, found.content):
            return self._at("error", "Misplaced", found.path, message, identifier=inside)
        self._note(target, inside)
        return self._at(
            "error",
            "Misplaced",
            found.path,
            message,
            f"move it to {shown(target, _LONGEST_PLACE)}",
            lambda: mending.rewrite(self._root, found.path, inside, found.content or {}, about),
            identifier=inside,
        )

    def _stray(self, found: Found, content: Document, inside: ResourceId | None, about: StoreInfo) -> _Problem:
        """A document in the other format: it is none to this store, and its place is refused until it is gone."""
        message = f"is a document in another format than the store, which keeps {about.document_format.upper()}"
        target = mending.path_of(found.resource, about.document_format) if found.resource else None
        if found.resource is None or inside != found.resource or target is None:
            return self._at("error", "WrongFormat", found.path, message, identifier=inside)
        resource = inside or found.resource
        self._astray.add(resource)
        there = mending.content_of(self._root, target, about)
        if there is None and self._is_free(target) and mending.can_hold(content, about.document_format):
            self._note(target, resource)
            action = f"write it as {about.document_format.upper()}"
            repair = lambda: mending.rewrite(self._root, found.path, resource, content, about)  # noqa: E731
        elif there is not None and mending.say_the_same(there, content):
            action = "remove it; the store has the same document"
            repair = lambda: mending.remove(self._root, found.path)  # noqa: E731
        else:
            return self._at("error", "WrongFormat", found.path, message, identifier=inside)
        return self._at("error", "WrongFormat", found.path, message, action, repair, identifier=inside)

    # -- all of them ------------------------------------------------------------------------------

    def _together(self) -> Iterator[_Problem]:
        for one in self._seen:
            parent = rules.parent_of(one.identifier)
            if parent is not None and parent not in self._present:
                message = f"belongs to '{shown(str(parent), _LONGEST_PLACE)}', which is not there"
                yield self._at("error", "Orphan", one.place, message, identifier=one.identifier)
        for one, other in rules.duplicates(self._seen):
            message = f"has in common with '{shown(str(other.identifier), _LONGEST_PLACE)}' what must be unique"
            yield self._at("error", "Duplicate", one.place, message, identifier=one.identifier)

    def _note(self, path: str, resource: ResourceId | None) -> None:
        self._taken.add(path)
        if resource is not None:
            self._present.add(resource)

    def _is_free(self, path: str) -> bool:
        return path not in self._taken and not mending.is_there(self._root, path)

    def _of_store(
        self, level: rules.Level, code: rules.Code, fault: StoreError, identifier: ResourceId | None = None
    ) -> _Problem:
        named = shown(str(identifier), _LONGEST_PLACE) if identifier else None
        place = shown(fault.target or self._root, _LONGEST_PLACE)
        return _Problem(Finding(level, code, named, place, shown(fault.message, 1000)))

    def _at(
        self,
        level: rules.Level,
        code: rules.Code,
        path: str,
        message: str,
        action: str | None = None,
        repair: Callable[[], None] | None = None,
        *,
        identifier: ResourceId | None = None,
    ) -> _Problem:
        named = shown(str(identifier), _LONGEST_PLACE) if identifier else None
        place = shown(os.path.join(self._root, *path.split("/")), _LONGEST_PLACE)
        return _Problem(Finding(level, code, named, place, shown(message, 1000), action), repair)
