"""The journal of a file store: whole after every kill, bounded, and never in the way of what is edited by hand."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.resource_id import ResourceId, gallery_id, version_id
from sig.store import ROOT, Document, FileStore, StoreChanged, StoreCorrupt, Transaction, View, journal, redo
from sig.store.events import changes, fingerprint

if TYPE_CHECKING:
    from typing import Any

GALLERY = gallery_id("s", "g", "main")
OTHER = gallery_id("s", "h", "other")
VERSIONS = [version_id("s", "g", "main", "web", f"{major}.0.0") for major in range(3)]

State = dict[ResourceId, Document | None]
Step = Callable[[Transaction], None]


class Killed(BaseException):
    """The process ends here: no handler for errors runs."""


def _first(tx: Transaction) -> None:
    tx.put(GALLERY, {"old": True})
    tx.put(VERSIONS[0], {"old": True})


def _put_one(tx: Transaction) -> None:
    tx.put(GALLERY, {"new": True})


def _put_value(tx: Transaction, *, value: int) -> None:
    tx.put(GALLERY, {"value": value})


def _put_the_same(tx: Transaction) -> None:
    tx.put(GALLERY, {"old": True})


def _delete_one(tx: Transaction) -> None:
    tx.delete(VERSIONS[0])


def _change_several(tx: Transaction) -> None:
    tx.put(GALLERY, {"new": True})
    tx.put(VERSIONS[1], {"new": True})
    tx.put(OTHER, {"new": True})
    tx.delete(VERSIONS[0])


def _commit(root: Path, step: Step, **options: Any) -> None:
    with FileStore(root, timeout=0, **options).writing() as tx:
        step(tx)


def _put(root: Path, *resources: ResourceId, value: int = 0) -> None:
    with FileStore(root).writing() as tx:
        for resource in resources:
            tx.put(resource, {"value": value})


def _shown(view: View) -> State:
    return {resource: view.get(resource) for resource in view.below(ROOT)}


def _numbers(root: Path) -> list[int]:
    with FileStore(root).reading() as view:
        return [event["event"] for event in view.events()]


def _files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "journal").iterdir())


class Breaker:
    """Kills at the ``moment``-th call that changes the disk; a line of the journal is then half written."""

    def __init__(self, moment: int) -> None:
        self._moment = moment
        self._calls = 0

    @property
    def has_broken(self) -> bool:
        return self._calls >= self._moment

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("fsync", "mkdir", "remove", "rename", "replace", "rmdir"):
            patch.setattr(os, name, self._breaking(getattr(os, name)))
        patch.setattr(journal, "_write", self._tearing(journal._write))
        patch.setattr(journal.Entry, "done", self._breaking(journal.Entry.done))

    def _breaking(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self._calls += 1
            if self._calls == self._moment:
                raise Killed
            return original(*args, **options)

        return call

    def _tearing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, data: bytes) -> Any:
            for part in (data[: len(data) // 2], data[len(data) // 2 : -2], data[-2:-1], data[-1:]):
                self._breaking(original)(file, part)

        return call


def _killed_commits(tmp_path: Path, step: Step, **options: Any) -> Iterator[Path]:
    """A store per moment at which a commit can be killed."""
    for moment in range(1, 100):
        root = tmp_path / str(moment)
        _commit(root, _first)
        breaker = Breaker(moment)
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            breaker.install(patch)
            _commit(root, step, **options)
        if not breaker.has_broken:
            return
        yield root
    pytest.fail("the commit never got through")


def _assert_agree(view: View, root: Path) -> None:
    """The last event about a document left it as it is shown, and events have no gaps."""
    last: dict[ResourceId, str | None] = {}
    numbers = []
    for event in view.events():
        numbers.append(event["event"])
        for resource, change in changes(event):
            last.setdefault(resource, change["after"])
    assert numbers == list(range(len(numbers), 0, -1))
    shown = _shown(view)
    assert {resource: fingerprint(shown.get(resource)) for resource in last} == last, root
    assert set(shown) <= set(last)


@pytest.mark.parametrize("step", [_put_one, _put_the_same, _delete_one, _change_several])
def test_after_a_kill_at_any_moment_documents_and_events_agree(tmp_path: Path, step: Step) -> None:
    for root in _killed_commits(tmp_path, step):
        with FileStore(root).reading() as view:
            _assert_agree(view, root)
        _put(root, VERSIONS[2])  # settles the killed commit without doing it again
        with FileStore(root).reading() as view:
            _assert_agree(view, root)
        _commit(root, step)
        with FileStore(root).reading() as view:
            _assert_agree(view, root)
        assert set(_numbers(root)) <= {1, 2, 3, 4}


@pytest.mark.parametrize("step", [_put_one, _delete_one, _change_several])
def test_a_reader_that_cannot_finish_a_killed_commit_sees_it_whole_or_not_at_all(tmp_path: Path, step: Step) -> None:
    whole = tmp_path / "whole"
    _commit(whole, _first)
    with FileStore(whole).reading() as view:
        old = _shown(view)
    _commit(whole, step)
    with FileStore(whole).reading() as view:
        new = _shown(view)
    for root in _killed_commits(tmp_path, step):
        with FileStore(root, timeout=0)._locked(0), FileStore(root, timeout=0).reading() as view:
            found = _shown(view)
            assert found in (old, new)
            _assert_agree(view, root)
            with FileStore(root).reading() as again:
                assert _shown(again) == found


@pytest.mark.parametrize("step", [_put_one, _delete_one, _change_several])
def test_a_view_opened_on_a_killed_commit_does_not_change_when_that_is_finished(tmp_path: Path, step: Step) -> None:
    for root in _killed_commits(tmp_path, step):
        with FileStore(root, timeout=0)._locked(0):
            reading = FileStore(root, timeout=0).reading()
            view = reading.__enter__()
        before = _shown(view)
        _put(root, OTHER, VERSIONS[0], value=1)
        _put(root, GALLERY, value=1)
        assert _shown(view) == before
        reading.__exit__(None, None, None)


def test_full_files_are_put_aside_and_the_oldest_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SEGMENT", 3)
    for value in range(20):
        _commit(tmp_path, partial(_put_value, value=value), journal_limit=5)
    assert _files(tmp_path) == ["000000000013.jsonl", "000000000016.jsonl", "current.jsonl"]
    assert _numbers(tmp_path) == list(range(20, 12, -1))
    with FileStore(tmp_path, journal_limit=5).reading() as view:
        assert [event["event"] for event in view.events()] == [20, 19, 18, 17, 16]


def test_a_kill_while_a_file_is_put_aside_loses_no_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SEGMENT", 1)
    for root in _killed_commits(tmp_path, _put_one, journal_limit=0):
        with FileStore(root).reading() as view:
            before = _shown(view)
            assert next(view.events())["event"] in (1, 2)
            _commit(root, _change_several)
            assert _shown(view) == before
        assert _numbers(root)[0] in (2, 3)


def test_a_view_lasts_where_a_writer_was_killed_between_two_files(tmp_path: Path) -> None:
    _commit(tmp_path, _first)
    with FileStore(tmp_path).reading() as view:
        before = _shown(view)
        _commit(tmp_path, _put_one)
        (tmp_path / "journal" / "current.jsonl").rename(tmp_path / "journal" / "000000000001.jsonl")
        assert _shown(view) == before
        with FileStore(tmp_path).reading() as again:
            assert again.get(GALLERY) == {"new": True}
        (tmp_path / "journal" / "current.jsonl").touch()
        assert _shown(view) == before
        _commit(tmp_path, _change_several)
        assert _shown(view) == before
    assert _numbers(tmp_path) == [3, 2, 1]


def test_a_view_lasts_while_files_are_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SEGMENT", 2)
    _put(tmp_path, GALLERY, VERSIONS[0])
    for value in range(1, 8):
        with FileStore(tmp_path).reading() as view:
            before = _shown(view)
            events = [event["event"] for event in view.events()]
            for change in range(7):
                _put(tmp_path, GALLERY, OTHER, value=100 * value + change)
                assert _shown(view) == before
                assert [event["event"] for event in view.events()] == events


def test_a_view_older_than_the_journal_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SEGMENT", 1)
    _put(tmp_path, GALLERY)
    with FileStore(tmp_path).reading() as view:
        for value in range(5):
            _commit(tmp_path, partial(_put_value, value=value), journal_limit=0)
        current = str(tmp_path / "journal" / "current.jsonl")
        with refused(StoreChanged, "more often than its journal keeps", rule="R180", target=current):
            view.get(GALLERY)


def test_a_store_without_a_journal_opens_as_before_and_begins_one(tmp_path: Path) -> None:
    _commit(tmp_path, _first)
    shutil.rmtree(tmp_path / "journal")
    with FileStore(tmp_path).reading() as view:
        before = _shown(view)
        assert before[GALLERY] == {"old": True}
        _commit(tmp_path, _change_several)
        assert _shown(view) == before
        assert list(view.events()) == []
    assert _numbers(tmp_path) == [1]


def test_a_commit_that_an_earlier_release_left_behind_is_finished(tmp_path: Path) -> None:
    _commit(tmp_path, _first)
    redo.write(tmp_path.as_posix(), {GALLERY: {"new": True}, VERSIONS[0]: None}, 7)
    record = tmp_path / "redo.json"
    content = json.loads(record.read_text())
    del content["event"]
    record.write_text(json.dumps(content))
    with FileStore(tmp_path, timeout=0)._locked(0), FileStore(tmp_path, timeout=0).reading() as view:
        assert _shown(view) == {GALLERY: {"new": True}}
    _put(tmp_path, OTHER)
    with FileStore(tmp_path).reading() as view:
        assert _shown(view) == {GALLERY: {"new": True}, OTHER: {"value": 0}}
    assert _numbers(tmp_path) == [2, 1]


def test_what_is_edited_by_hand_stays_and_stops_nobody(tmp_path: Path) -> None:
    for root in _killed_commits(tmp_path, _put_one):
        with FileStore(root).reading() as view:
            place = Path(view.place(GALLERY))
        edited = {"format_version": 1, "edited": True}
        place.write_text(json.dumps(edited))
        _put(root, OTHER)
        with FileStore(root).reading() as view:
            assert view.get(GALLERY) == {"edited": True}
            place.write_text(json.dumps({**edited, "again": True}))
            _commit(root, _delete_one)
            _put(root, OTHER, value=1)
            assert view.get(GALLERY) == {"edited": True, "again": True}
            assert view.get(VERSIONS[0]) == {"old": True}
            assert view.get(OTHER) == {"value": 0}


def test_a_document_that_is_damaged_while_a_view_is_used_is_refused_as_ever(tmp_path: Path) -> None:
    _commit(tmp_path, _first)
    with FileStore(tmp_path).reading() as view:
        _put(tmp_path, GALLERY)
        Path(view.place(GALLERY)).write_text("{")
        with pytest.raises(StoreCorrupt):
            view.get(GALLERY)
        assert view.get(VERSIONS[0]) == {"old": True}


@pytest.mark.parametrize("content", ["what is this\n", '{"event":"x"} \n', "[]\n"])
def test_a_damaged_journal_is_refused_where_it_counts(tmp_path: Path, content: str) -> None:
    _commit(tmp_path, _first)
    current = tmp_path / "journal" / "current.jsonl"
    current.write_text(content)
    with FileStore(tmp_path).reading() as view:
        assert view.get(GALLERY) == {"old": True}
        with refused(StoreCorrupt, "is no journal", "move", rule="R130", target=str(current)):
            next(view.events())
    with pytest.raises(StoreCorrupt):
        _put(tmp_path, OTHER)
    shutil.rmtree(tmp_path / "journal")
    _put(tmp_path, OTHER)
    assert _numbers(tmp_path) == [1]


def test_a_journal_that_an_editor_has_tidied_up_is_read(tmp_path: Path) -> None:
    _commit(tmp_path, _first)
    _commit(tmp_path, _change_several)
    current = tmp_path / "journal" / "current.jsonl"
    for tidy in (lambda text: text.replace(" \n", "\n"), str.rstrip):
        current.write_text(tidy(current.read_text()))
        _put(tmp_path, GALLERY, value=1)
        _commit(tmp_path, _change_several)
    assert _numbers(tmp_path) == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("segment", [2, 100])
def test_readers_beside_writers_never_see_half_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, segment: int
) -> None:
    monkeypatch.setattr(journal, "SEGMENT", segment)
    resources = [GALLERY, *VERSIONS, OTHER]
    _put(tmp_path, *resources)
    done = Flag()

    def write() -> None:
        for value in range(1, 60):
            _put(tmp_path, *resources, value=value)
            _put(tmp_path, GALLERY, value=value)
            with FileStore(tmp_path).writing() as tx:
                tx.delete(OTHER)
                tx.delete(VERSIONS[0])
            _put(tmp_path, OTHER, VERSIONS[0], value=value)

    def read() -> int:
        rounds = 0
        while not done.is_set() or rounds < 3:
            rounds += 1
            with FileStore(tmp_path).reading() as view:
                found = _shown(view)
                assert len({json.dumps(document) for document in found.values()}) == 1, found
                assert (OTHER in found) == (VERSIONS[0] in found)
                assert [view.get(resource) for resource in found] == list(found.values())
                _assert_agree(view, tmp_path)
        return rounds

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        writer = pool.submit(write)
        try:
            writer.result()
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
