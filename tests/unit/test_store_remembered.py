"""What a process that serves remembers of files: never longer than they look as they did."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from sig.domain.resource_id import ResourceId
from sig.store import FileStore, StoreFull, disk
from sig.store.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOLDER = ResourceId((("subscriptions", "s"), ("resourceGroups", "g")))
VERSION = HOLDER.child("versions", "1.0.0")
OTHER = HOLDER.child("versions", "1.1.0")
FAULT = ResourceId((("faults", "1"),))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets so much time pass that no file counts as changed a moment ago, and what was looked at is old."""
    passed = 0

    def pass_time() -> None:
        nonlocal passed
        passed += 10

    time_ns, monotonic = time.time_ns, time.monotonic
    monkeypatch.setattr(time, "time_ns", lambda: time_ns() + passed * 10**9)
    monkeypatch.setattr(time, "monotonic", lambda: monotonic() + passed)
    return pass_time


def put(store: FileStore, resource: ResourceId, number: int = 1) -> None:
    with store.writing() as tx:
        tx.put(resource, {"n": number})


def got(store: FileStore, resource: ResourceId) -> int | None:
    with store.reading() as view:
        document = view.get(resource)
        return None if document is None else document["n"]


def test_a_file_that_changed_a_moment_ago_is_not_remembered(tmp_path: Path, settled: Callable[[], None]) -> None:
    path = tmp_path / "file"
    path.write_text("1")
    remembered: disk.Remembered = disk.Remembered(str(path))
    assert remembered.get(path.read_text) is None
    settled()
    assert remembered.get(path.read_text) == "1"


def test_a_file_that_looks_the_same_is_read_once(tmp_path: Path, settled: Callable[[], None]) -> None:
    path = tmp_path / "file"
    path.write_text("1")
    remembered: disk.Remembered = disk.Remembered(str(path))
    settled()
    assert remembered.get(path.read_text) == "1"
    assert remembered.get(lambda: "not asked") == "1"
    path.write_text("2")
    assert remembered.get(path.read_text) == "2"


def test_what_changes_while_it_is_read_is_not_remembered(tmp_path: Path, settled: Callable[[], None]) -> None:
    path = tmp_path / "file"
    path.write_text("1")
    remembered: disk.Remembered = disk.Remembered(str(path))
    settled()

    def read() -> str:
        path.write_text("22")
        return "1"

    assert remembered.get(read) is None
    settled()
    assert remembered.get(path.read_text) == "22"


def test_what_is_not_there_is_not_remembered(tmp_path: Path) -> None:
    remembered: disk.Remembered = disk.Remembered(str(tmp_path / "file"))
    assert remembered.get(lambda: "read") is None


def test_a_store_that_is_read_again_shows_what_others_commit(tmp_path: Path, settled: Callable[[], None]) -> None:
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)
    for number in (2, 3, 4):
        settled()
        assert got(store, VERSION) == got(store, VERSION) == number - 1
        put(other, VERSION, number)
        assert got(store, VERSION) == number


def test_a_store_that_is_read_again_shows_what_is_first_of_its_kind(
    tmp_path: Path, settled: Callable[[], None]
) -> None:
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)
    settled()
    assert got(store, FAULT) is None
    put(other, FAULT)
    assert got(store, FAULT) == 1
    settled()
    with store.reading() as view:
        assert view.names(ResourceId(()), "faults") == ["1"]
    with other.writing() as tx:
        tx.delete(FAULT)
    settled()
    with store.reading() as view:
        assert view.names(ResourceId(()), "faults") == []


def test_a_store_that_is_read_again_shows_what_is_put_there_by_hand(
    tmp_path: Path, settled: Callable[[], None]
) -> None:
    store = FileStore(tmp_path)
    put(store, FAULT, 7)
    os.rename(tmp_path / "faults", tmp_path / "aside")
    put(store, VERSION)
    settled()
    assert got(store, FAULT) is None
    os.rename(tmp_path / "aside", tmp_path / "faults")
    assert got(store, FAULT) == 7


def test_a_commit_that_was_broken_off_shows_in_a_store_that_is_read_again(
    tmp_path: Path, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreFull(str(tmp_path), "no room")

    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)
    put(other, OTHER)
    settled()
    assert got(store, VERSION) == 1
    with monkeypatch.context() as patched:
        patched.setattr(Tree, "apply", fail)
        with other.writing() as tx:
            tx.put(VERSION, {"n": 2})
            tx.put(OTHER, {"n": 2})
    settled()
    assert (got(store, VERSION), got(store, OTHER)) == (2, 2)


def test_a_view_does_not_tell_what_came_after_it(tmp_path: Path, settled: Callable[[], None]) -> None:
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)
    settled()
    with store.reading() as view:
        assert view.look(VERSION) is not None
        put(other, VERSION, 2)
        settled()
        assert (view.look(VERSION), view.look_over(HOLDER, "versions")) == (None, None)


def test_a_view_of_a_quiet_store_does_not_show_what_comes_later(tmp_path: Path, settled: Callable[[], None]) -> None:
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)
    settled()
    with store.reading() as view:
        put(other, FAULT)
        put(other, VERSION, 2)
        assert view.get(FAULT) is None
        assert view.get(VERSION) == {"n": 1}


def test_a_store_that_is_read_again_shows_what_is_edited_by_hand(tmp_path: Path, settled: Callable[[], None]) -> None:
    store = FileStore(tmp_path)
    put(store, VERSION)
    settled()
    with store.reading() as view:
        before = view.look(VERSION), view.look_over(HOLDER, "versions")
        place = view.place(VERSION)
    assert None not in before
    with open(place, "r+", encoding="utf-8") as file:
        content = file.read()
        file.seek(0)
        file.write(content.replace("1\n}", "2\n}"))
    os.utime(place, ns=(0, 0))  # as an editor may that keeps the times
    settled()
    with store.reading() as view:
        after = view.look(VERSION), view.look_over(HOLDER, "versions")
    assert got(store, VERSION) == 2
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_collection_looks_the_same_until_one_is_changed_added_or_removed(
    tmp_path: Path, settled: Callable[[], None]
) -> None:
    store, other = FileStore(tmp_path), FileStore(tmp_path)
    put(other, VERSION)

    def seen() -> object:
        settled()
        with store.reading() as view:
            return view.look_over(HOLDER, "versions")

    looks = [seen(), seen()]
    assert looks[0] == looks[1] is not None
    put(other, VERSION, 2)
    looks.append(seen())
    put(other, OTHER)
    looks.append(seen())
    with other.writing() as tx:
        tx.delete(VERSION)
    looks.append(seen())
    assert len(set(looks)) == 4


def test_a_collection_that_changed_a_moment_ago_cannot_be_told_apart(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    put(store, VERSION)
    with store.reading() as view:
        assert (view.look(VERSION), view.look_over(HOLDER, "versions")) == (None, None)


def test_what_is_added_shows_at_once_in_a_folder_that_was_looked_over(
    tmp_path: Path, settled: Callable[[], None]
) -> None:
    (tmp_path / "a").write_text("1")
    watched = disk.Watched()
    settled()
    first = watched.look_over(str(tmp_path))
    (tmp_path / "b").write_text("1")
    assert watched.look_over(str(tmp_path)) != first


def test_a_folder_among_files_cannot_be_told_apart(tmp_path: Path, settled: Callable[[], None]) -> None:
    (tmp_path / "folder").mkdir()
    settled()
    assert disk.look_over(str(tmp_path)) is None
