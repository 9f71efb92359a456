"""Named states of a store: kept beside the documents, loaded in one commit, compared property by property."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import worlds
from refusals import refused
from sig.domain.errors import Conflict, InvalidParameter, ResourceNotFound
from sig.service import galleries, store_checks, store_snapshots
from sig.store import ROOT, FileStore, StoreCorrupt

if TYPE_CHECKING:
    from sig.service.context import Context


@pytest.fixture(params=["json", "toml"])
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    FileStore.create(tmp_path / "store", request.param)
    context = worlds.at(str(tmp_path / "store"))
    worlds.definition(context, worlds.gallery(context))
    return context


def root(context: Context) -> Path:
    return Path(context.store.info().location)


def state(context: Context) -> dict[str, object]:
    with context.store.reading() as view:
        return {str(found): view.get(found) for found in view.below(ROOT)}


def change(context: Context) -> None:
    """Delete one thing, change another and add a third."""
    from sig.domain.gallery import Gallery

    main = context.gallery("images", "Main")
    with context.store.writing() as tx:
        tx.delete(main.child("images", "web"))
    galleries.create(context, main, Gallery(location="westus", tags={"cost.center": "42"}))
    worlds.gallery(context, "Later")


def test_a_loaded_snapshot_is_the_state_that_was_saved(context: Context) -> None:
    before = state(context)
    assert store_snapshots.save(context, "Clean")["documents"] == 2
    change(context)
    assert store_snapshots.load(context, "clean") == {"name": "Clean", "created": 1, "changed": 1, "deleted": 1}
    assert state(context) == before
    assert store_snapshots.compared(context, "clean") == []
    assert store_checks.check(context.store).findings == []


def test_a_snapshot_is_loaded_in_one_commit_and_saved_in_none(context: Context) -> None:
    def events() -> int:
        with context.store.reading() as view:
            return sum(1 for _ in view.events())

    before = events()
    store_snapshots.save(context, "clean")
    assert events() == before
    change(context)
    changed = events()
    store_snapshots.load(context, "clean")
    store_snapshots.load(context, "clean")  # nothing is left to do
    assert events() == changed + 1


def test_a_comparison_names_each_property_that_differs(context: Context) -> None:
    store_snapshots.save(context, "clean")
    change(context)
    found = [
        (each["change"], each["id"].rpartition("galleries/")[2], each["path"], each["before"], each["after"])
        for each in store_snapshots.compared(context, "clean")
        if each["path"]
    ]
    assert found == [("changed", "Main", "resource.tags", None, {"cost.center": "42"})]
    whole = [
        (each["change"], each["id"].rpartition("galleries/")[2]) for each in store_snapshots.compared(context, "clean")
    ]
    assert ("deleted", "Main/images/web") in whole
    assert ("created", "Later") in whole


def test_two_snapshots_can_be_compared(context: Context) -> None:
    store_snapshots.save(context, "one")
    change(context)
    store_snapshots.save(context, "two")
    assert store_snapshots.compared(context, "one", "two") == store_snapshots.compared(context, "one")
    assert store_snapshots.compared(context, "two") == []


def test_snapshots_are_listed_by_name(context: Context) -> None:
    assert store_snapshots.listed(context) == ([], [])
    for name in ("b", "A"):
        store_snapshots.save(context, name)
    assert [found["name"] for found in store_snapshots.listed(context).snapshots] == ["A", "b"]
    store_snapshots.delete(context, "B")
    assert [found["name"] for found in store_snapshots.listed(context).snapshots] == ["A"]


def test_a_snapshot_of_an_empty_store_empties_it(tmp_path: Path) -> None:
    context = worlds.at(str(tmp_path / "store"))
    store_snapshots.save(context, "empty")
    worlds.gallery(context)
    store_snapshots.load(context, "empty")
    assert state(context) == {}
    worlds.gallery(context)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a b", "-x", "x.", "n" * 81, "é", "a\0"])
def test_r194_a_name_that_is_no_plain_word_is_refused(context: Context, name: str) -> None:
    with refused(InvalidParameter, "cannot name a snapshot", rule="R194", target="name"):
        store_snapshots.save(context, name)
    store_snapshots.save(context, "n" * 80)


@pytest.mark.parametrize("name", ["con", "x.json", "x.tmp", "0"])
def test_a_name_that_would_mean_something_to_a_system_is_taken(context: Context, name: str) -> None:
    store_snapshots.save(context, name)
    assert [found["name"] for found in store_snapshots.listed(context).snapshots] == [name]
    assert store_checks.check(context.store).findings == []


def test_r195_a_name_is_taken_once_in_any_case_unless_forced(context: Context) -> None:
    store_snapshots.save(context, "clean")
    worlds.gallery(context, "More")
    with refused(Conflict, "--force", rule="R195", target="name"):
        store_snapshots.save(context, "CLEAN")
    assert store_snapshots.compared(context, "clean")
    store_snapshots.save(context, "CLEAN", force=True)
    assert store_snapshots.compared(context, "clean") == []


def test_r196_a_snapshot_that_is_not_there_is_refused_with_those_that_are(context: Context) -> None:
    with refused(ResourceNotFound, "none yet", rule="R196", target="name"):
        store_snapshots.load(context, "clean")
    store_snapshots.save(context, "first")
    for action in (store_snapshots.load, store_snapshots.compared, store_snapshots.delete):
        with refused(ResourceNotFound, "There are: first.", rule="R196", target="name"):
            action(context, "clean")


def test_r190_a_store_that_ends_with_its_process_has_no_snapshots(tmp_path: Path) -> None:
    context = worlds.in_memory(tmp_path)
    with refused(InvalidParameter, "is not kept in a folder", rule="R190", target="store"):
        store_snapshots.save(context, "clean")


DAMAGED = [b"", b"{}", b"[]", b'{"format_version": 1, "documents": [{"words": "x"}]}', b'{"format_version": 99}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_snapshot_hides_no_other_and_is_named_by_list_and_check(context: Context, text: bytes) -> None:
    for name in ("a", "b", "c"):
        store_snapshots.save(context, name)
    path = root(context) / "snapshots" / "b.json"
    path.write_bytes(text)
    found = store_snapshots.listed(context)
    assert [each["name"] for each in found.snapshots] == ["a", "c"]
    (fault,) = found.faults
    assert str(path) in fault
    (finding,) = store_checks.check(context.store).findings
    assert (finding["level"], finding["code"], finding["place"]) == ("error", "Damaged", str(path))
    assert (finding["message"], finding["repair"]) == (fault, None)
    assert not store_checks.check(context.store).is_clean
    with refused(ResourceNotFound, "There are: a, c.", rule="R196", target="name"):
        store_snapshots.load(context, "d")
    store_snapshots.delete(context, "b")
    assert store_checks.check(context.store).findings == []


def test_what_else_lies_among_the_snapshots_is_checked_too(context: Context) -> None:
    store_snapshots.save(context, "clean")
    folder = root(context) / "snapshots"
    (folder / "clean.json").rename(folder / "moved.json")
    for name in ("x.json.1.tmp", "notes.txt", ".hidden"):
        (folder / name).touch()
    for name in ("folder.json", "folder.tmp"):
        (folder / name).mkdir()
    report = store_checks.repair(context.store)
    assert [(each["level"], each["code"], Path(each["place"]).name, each["repaired"]) for each in report.findings] == [
        ("note", "UnknownFile", "folder.json", False),
        ("note", "UnknownFile", "folder.tmp", False),
        ("error", "Misplaced", "moved.json", False),
        ("note", "UnknownFile", "notes.txt", False),
        ("note", "Leftover", "x.json.1.tmp", True),
    ]
    left = [".hidden", "folder.json", "folder.tmp", "moved.json", "notes.txt"]
    assert sorted(path.name for path in folder.iterdir()) == left
    assert [each["name"] for each in store_snapshots.listed(context).snapshots] == ["clean"]
    with refused(ResourceNotFound, rule="R196", target="name"):
        store_snapshots.load(context, "clean")


def test_a_folder_of_snapshots_that_is_none_is_reported(context: Context) -> None:
    (root(context) / "snapshots").touch()
    (finding,) = store_checks.check(context.store).findings
    assert (finding["level"], finding["code"]) == ("error", "Unreadable")


@pytest.mark.parametrize("text", DAMAGED[:4])
def test_a_damaged_snapshot_is_refused_and_changes_nothing(context: Context, text: bytes) -> None:
    store_snapshots.save(context, "clean")
    (path,) = (root(context) / "snapshots").iterdir()
    path.write_bytes(text)
    before = state(context)
    with refused(StoreCorrupt, rule="R130", target=str(path)):
        store_snapshots.load(context, "clean")
    assert state(context) == before


def test_a_snapshot_reads_well_in_git(context: Context) -> None:
    store_snapshots.save(context, "clean")
    (path,) = (root(context) / "snapshots").iterdir()
    content = json.loads(path.read_bytes())
    assert [found["id"].rpartition("galleries/")[2] for found in content["documents"]] == ["Main", "Main/images/web"]
    assert content["format_version"] == 1
    ignored = (root(context) / ".gitignore").read_text(encoding="utf-8")
    assert "snapshots" not in ignored


def test_what_was_counted_before_is_counted_again_after_a_snapshot_is_loaded(tmp_path: Path) -> None:
    context = worlds.at(str(tmp_path / "store"))
    worlds.gallery(context, "One")
    store_snapshots.save(context, "clean")
    with context.store.writing() as tx:
        tx.leave_note("x", 5)
        tx.put(context.gallery("images", "Two"), {"resource": {}})
    store_snapshots.load(context, "clean")
    with context.store.writing() as tx:
        assert tx.note("x") == 0  # none is left: the next one counts
