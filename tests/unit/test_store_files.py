"""What only the file backend promises: what lies in its folder, and what it does when that goes wrong."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import ResourceId, gallery_id, version_id
from sig.store import (
    ROOT,
    DocumentNotStorable,
    FileStore,
    StoreBusy,
    StoreCorrupt,
    StoreExists,
    StoreFull,
    StoreInfo,
    StoreNotReadable,
    StoreNotWritable,
    StoreTooNew,
    disk,
    open_store,
)
from sig.store.memory import MemoryStore

GALLERY = gallery_id("S1", "Images", "Main")
GALLERY_FILE = "subscriptions/s1/resourcegroups/images/providers/microsoft.compute/galleries/main/resource.json"
VERSION = version_id("S1", "Images", "Main", "Web", "1.0.0")
PROVIDER = GALLERY.parent.child("providers", "Microsoft.Compute")
LONG = gallery_id("S1", "Images", "n" * 300)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


def put(root: Path, *resources: ResourceId) -> None:
    with FileStore(root).writing() as tx:
        for resource in resources:
            tx.put(resource, {"id": str(resource)})


def read(root: Path, resource: ResourceId = GALLERY) -> dict[str, Any] | None:
    with FileStore(root).reading() as view:
        return view.get(resource)


def files(root: Path) -> dict[str, bytes]:
    """Every file that belongs to the store's content, by its path."""
    found = (
        path
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.parent != root / "journal"
    )
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


# What lies in the folder


def test_reading_creates_nothing(tmp_path: Path, root: Path) -> None:
    store = FileStore(root)
    assert read(root) is None
    with store.reading() as view:
        assert not view.holds_any(ROOT)
    with store.rehearsing() as tx:
        tx.put(GALLERY, {})
    assert store.info() == StoreInfo(str(root), "file", "json", 1, None)
    assert list(tmp_path.iterdir()) == []


def test_the_first_commit_makes_the_root_file_and_one_file_per_resource(root: Path) -> None:
    put(root, GALLERY, VERSION)
    place = GALLERY_FILE.rpartition("/")[0]
    assert sorted(files(root)) == ["store.json", f"{place}/images/web/versions/1.0.0.json", GALLERY_FILE]
    content = json.loads((root / "store.json").read_bytes())
    assert content == {"format_version": 1, "lineage": content["lineage"], "document_format": "json"}
    assert str(UUID(content["lineage"])) == content["lineage"]


def test_a_transaction_without_changes_makes_no_store(root: Path) -> None:
    put(root)
    assert files(root) == {}


def test_a_document_is_indented_json_with_its_keys_in_the_order_given(root: Path) -> None:
    with FileStore(root).writing() as tx:
        tx.put(GALLERY, {"b": {"z": 1, "a": "é"}, "a": None})
    text = (root / GALLERY_FILE).read_text(encoding="utf-8")
    assert text == ('{\n  "format_version": 1,\n  "b": {\n    "z": 1,\n    "a": "é"\n  },\n  "a": null\n}\n')
    assert list(read(root) or {}) == ["b", "a"]


def test_place_is_the_file_of_a_document(root: Path) -> None:
    with FileStore(root).writing() as tx:
        tx.put(GALLERY, {})
        assert tx.place(GALLERY) == str(root / GALLERY_FILE)


def test_a_toml_store_keeps_toml(root: Path) -> None:
    FileStore.create(root, "toml")
    document = {"resource": {"name": "main", "tags": {"a b": "c"}}, "regions": [{"name": "westus"}]}
    with FileStore(root).writing() as tx:
        tx.put(GALLERY, document)
    text = (root / GALLERY_FILE).with_suffix(".toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"format_version": 1, **document}
    assert read(root) == document
    assert FileStore(root).info().document_format == "toml"


def test_a_toml_store_refuses_null(root: Path) -> None:
    FileStore.create(root, "toml")
    with FileStore(root).writing() as tx, pytest.raises(DocumentNotStorable, match=r"'a\.b' is null"):
        tx.put(GALLERY, {"a": {"b": None}})


def test_documents_have_the_permissions_that_any_new_file_has(root: Path) -> None:
    put(root, GALLERY)
    plain = root / "plain"
    plain.touch()
    assert stat.S_IMODE((root / GALLERY_FILE).stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_the_last_delete_takes_the_empty_folders_with_it(root: Path) -> None:
    put(root, GALLERY, VERSION)
    lineage = FileStore(root).info().lineage
    with FileStore(root).writing() as tx:
        tx.delete(VERSION)
        tx.delete(GALLERY)
    assert list(files(root)) == ["store.json"]
    assert not (root / "subscriptions").exists()
    assert FileStore(root).info().lineage == lineage


def test_a_change_touches_no_other_file(root: Path) -> None:
    put(root, GALLERY, VERSION)
    before = files(root)
    with FileStore(root).writing() as tx:
        tx.put(GALLERY, {"changed": True})
    after = files(root)
    assert [path for path in before if before[path] != after[path]] == [GALLERY_FILE]


def test_a_failed_transaction_leaves_every_byte_as_it_was(root: Path) -> None:
    put(root, GALLERY, VERSION)
    before = files(root)

    def fail_midway() -> None:
        with FileStore(root).writing() as tx:
            tx.put(GALLERY, {"changed": True})
            tx.delete(VERSION)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert files(root) == before


def test_the_configuration_may_lie_beside_the_store(root: Path) -> None:
    root.mkdir()
    (root / "config.toml").write_text("x = 1\n")
    put(root, GALLERY)
    assert read(root) is not None
    assert (root / "config.toml").read_text() == "x = 1\n"


def test_files_that_are_not_the_stores_are_not_seen(root: Path) -> None:
    put(root, GALLERY, VERSION)
    galleries = (root / GALLERY_FILE).parent.parent
    for litter in (
        "README.md",
        ".DS_Store",
        "Main (copy)/resource.json",
        "x/resource.json.tmp",
        "y/other.json",
        "z",
    ):
        path = galleries / litter
        path.parent.mkdir(exist_ok=True)
        path.touch()
    foreign = galleries / "main/Old Images/web/resource.json"
    foreign.parent.mkdir(parents=True)
    foreign.touch()
    versions = galleries / "main/images/web/versions"
    for litter in ("2.0.0.toml.tmp", "2.0.0.json.tmp", "3.0.0.json~", "4.0.0 copy.json"):
        (versions / litter).touch()
    with FileStore(root).reading() as view:
        assert view.names(PROVIDER, "galleries") == view.folders(PROVIDER, "galleries") == ["main"]
        assert set(view.below(ROOT)) == {GALLERY, VERSION}


def test_a_document_removed_by_hand_while_others_are_read_is_left_out(root: Path) -> None:
    other = gallery_id("S1", "Images", "Other")
    put(root, GALLERY, other)
    with FileStore(root).reading() as view:
        documents = view.documents(PROVIDER, "galleries")
        assert next(documents) == {"id": str(GALLERY)}
        Path(view.place(other)).unlink()
        assert list(documents) == []


def test_a_commit_is_on_the_disk_when_it_returns(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content of a file before its name, the name before the commit ends, and every new folder."""
    events: list[object] = []
    fsync, replace = os.fsync, os.replace

    def spy_fsync(descriptor: int) -> None:
        events.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def spy_replace(old: str, new: str) -> None:
        events.append(new)
        replace(old, new)

    monkeypatch.setattr(os, "fsync", spy_fsync)
    monkeypatch.setattr(os, "replace", spy_replace)
    put(root, GALLERY)
    file = root / GALLERY_FILE
    named = events.index(str(file))
    assert events.index(file.stat().st_ino) < named
    assert file.parent.stat().st_ino in events[named:]
    for folder in file.parents[: len(file.relative_to(root).parts) + 1]:
        assert folder.stat().st_ino in events


def test_listing_opens_no_document(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, GALLERY, VERSION)
    with FileStore(root).reading() as view:
        monkeypatch.setattr(disk, "read", pytest.fail)
        assert view.names(PROVIDER, "galleries") == ["main"]
        assert view.folders(PROVIDER, "galleries") == ["main"]
        assert view.names(VERSION.parent, "versions") == ["1.0.0"]
        assert view.exists(GALLERY)
        assert view.holds_any(ROOT)


def test_reading_one_document_opens_it_and_the_root_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, GALLERY)
    opened: list[str] = []

    def spy(path: str) -> bytes | None:
        data = original(path)
        opened.extend([path] if data is not None else [])
        return data

    original = disk.read
    monkeypatch.setattr(disk, "read", spy)
    read(root)
    assert opened == [str(root / "store.json"), str(root / GALLERY_FILE)]


def test_a_store_moves_with_its_folder(root: Path, tmp_path: Path) -> None:
    put(root, GALLERY, LONG)
    root.rename(tmp_path / "elsewhere")
    with FileStore(tmp_path / "elsewhere").reading() as view:
        assert view.names(PROVIDER, "galleries") == ["main", "n" * 300]


def test_a_long_name_without_the_id_in_its_document_is_corrupt(root: Path) -> None:
    put(root, LONG, GALLERY)
    (file,) = root.rglob("nnn*/resource.json")
    for wrong in (None, ["a"], [1, 2], ["subscriptions", "s1"], ROOT.key):
        file.write_text(json.dumps({"format_version": 1, "resource_id": wrong}))
        with FileStore(root).reading() as view, pytest.raises(StoreCorrupt, match="resource_id"):
            view.names(PROVIDER, "galleries")


def test_reading_a_document_imports_nothing_heavy(root: Path) -> None:
    put(root, GALLERY)
    script = (
        "import sys; from sig.domain.resource_id import ResourceId; from sig.store import open_store\n"
        "with open_store(sys.argv[1]).reading() as view: assert view.get(ResourceId.parse(sys.argv[2]))\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script, root, str(GALLERY)], capture_output=True, text=True, check=True)
    heavy = {"filelock", "hashlib", "logging", "tempfile", "threading", "tomli_w", "tomllib"}
    assert heavy.isdisjoint(run.stdout.split())


# Creating and opening


def test_creating_a_store_where_one_is_is_refused(root: Path) -> None:
    lineage = FileStore.create(root, "toml").info().lineage
    with pytest.raises(StoreExists, match="is a store already"):
        FileStore.create(root)
    assert FileStore(root).info() == StoreInfo(str(root), "file", "toml", 1, lineage)


def test_a_location_names_its_backend(tmp_path: Path) -> None:
    assert isinstance(open_store(str(tmp_path)), FileStore)
    assert isinstance(open_store("memory:test"), MemoryStore)
    assert open_store("memory:test").info().location == "memory:test"
    with pytest.raises(InvalidParameter, match="postgresql://host/db"):
        open_store("postgresql://host/db")


def test_a_store_stays_where_it_was_opened(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = FileStore("store")
    monkeypatch.chdir("/")
    assert store.info().location == str(root)


# Damage


DAMAGED = {
    "empty": b"",
    "truncated": b'{\n  "format_version": 1,\n  "id": "/subs',
    "not text": b"\x00\xff",
    "a list": b"[]",
    "a merge conflict": b'{\n<<<<<<< HEAD\n  "format_version": 1\n=======\n',
    "no version": b"{}",
    "version zero": b'{"format_version": 0}',
    "a version that is no number": b'{"format_version": true}',
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_document_is_named_and_left_as_it_is(root: Path, damage: bytes) -> None:
    put(root, GALLERY)
    file = root / GALLERY_FILE
    file.write_bytes(damage)
    with FileStore(root).reading() as view:
        assert view.names(PROVIDER, "galleries") == ["main"]
        with pytest.raises(StoreCorrupt) as refused:
            view.get(GALLERY)
    assert refused.value.target == str(file)
    with FileStore(root).writing() as tx:
        with pytest.raises(StoreCorrupt):
            tx.put(GALLERY, {})
        with pytest.raises(StoreCorrupt):
            tx.delete(GALLERY)
    assert file.read_bytes() == damage


@pytest.mark.parametrize(
    "damage",
    [
        b"a = ",
        b"\xff",
        b"format_version = 1\nday = 2026-01-01\n",
        b"format_version = 1\nx = nan\n",
        b"x = 1\n",
    ],
)
def test_a_damaged_toml_document_is_named(root: Path, damage: bytes) -> None:
    FileStore.create(root, "toml")
    put(root, GALLERY)
    (root / GALLERY_FILE).with_suffix(".toml").write_bytes(damage)
    with pytest.raises(StoreCorrupt, match=r"resource\.toml"):
        read(root)


ROOT_FILES = {
    **DAMAGED,
    "no format": b'{"format_version": 1, "lineage": "x"}',
    "an unknown format": b'{"format_version": 1, "lineage": "x", "document_format": "yaml"}',
    "no lineage": b'{"format_version": 1, "document_format": "json"}',
}


@pytest.mark.parametrize("damage", ROOT_FILES.values(), ids=ROOT_FILES)
def test_a_damaged_root_file_stops_everything(root: Path, damage: bytes) -> None:
    put(root, GALLERY)
    (root / "store.json").write_bytes(damage)
    _assert_refuses_everything(root, StoreCorrupt)
    assert (root / "store.json").read_bytes() == damage


@pytest.mark.parametrize("trace", ["subscriptions", "redo.json"])
def test_a_store_that_lost_its_root_file_stops_everything(root: Path, trace: str) -> None:
    (root / trace).mkdir(parents=True)
    _assert_refuses_everything(root, StoreCorrupt)


def test_a_newer_store_is_refused_with_both_versions(root: Path) -> None:
    put(root, GALLERY)
    (root / "store.json").write_text('{"format_version": 7, "from": "the future"}')
    _assert_refuses_everything(root, StoreTooNew)
    with pytest.raises(StoreTooNew, match=r"store format 7; this release of sig reads up to format 1"):
        read(root)


def test_a_newer_document_is_refused(root: Path) -> None:
    put(root, GALLERY)
    (root / GALLERY_FILE).write_text('{"format_version": 2}')
    with pytest.raises(StoreTooNew):
        read(root)


def _assert_refuses_everything(root: Path, kind: type[Exception]) -> None:
    def write() -> None:
        with FileStore(root).writing():
            pytest.fail("the transaction began")

    actions: list[Callable[[], object]] = [
        lambda: read(root),
        write,
        lambda: FileStore(root).info(),
        lambda: FileStore.create(root),
    ]
    for action in actions:
        with pytest.raises(kind):
            action()


# The operating system says no


def test_a_root_that_is_a_file_is_refused(root: Path) -> None:
    root.touch()
    with pytest.raises(StoreNotReadable, match="Not a directory"):
        read(root)
    with pytest.raises(StoreNotWritable):
        put(root, GALLERY)


def _fail_with(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("name", ["ENOSPC", "EDQUOT", "EFBIG"])
@pytest.mark.parametrize("resources", [(GALLERY,), (GALLERY, VERSION)])
def test_a_full_disk_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, resources: tuple[ResourceId, ...]
) -> None:
    FileStore.create(root)
    before = files(root)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _fail_with(getattr(errno, name)))
        with pytest.raises(StoreFull, match="no room"):
            put(root, *resources)
    assert files(root) == before
    put(root, *resources)


@pytest.mark.parametrize("call", ["mkdir", "replace"])
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_changed_is_said_to_be_so(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    FileStore.create(root)
    before = files(root)
    monkeypatch.setattr(os, call, _fail_with(number))
    with pytest.raises(StoreNotWritable, match=os.strerror(number)) as refused:
        put(root, GALLERY)
    assert isinstance(refused.value.__cause__, OSError)
    assert files(root) == before


def test_a_lock_that_may_not_be_taken_is_said_to_be_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FileStore.create(root)
    monkeypatch.setattr(os, "open", _fail_with(errno.EROFS))
    with pytest.raises(StoreNotWritable, match=r"\.lock"):
        put(root, GALLERY)


def test_a_document_that_may_not_be_read_is_said_to_be_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, GALLERY)
    with FileStore(root).reading() as view:
        monkeypatch.setattr(disk, "open", _fail_with(errno.EACCES), raising=False)
        with pytest.raises(StoreNotReadable, match=r"resource\.json.*Permission denied"):
            view.get(GALLERY)
        monkeypatch.setattr(os, "scandir", _fail_with(errno.EACCES))
        with pytest.raises(StoreNotReadable):
            view.names(PROVIDER, "galleries")
        monkeypatch.setattr(os, "stat", _fail_with(errno.EACCES))
        with pytest.raises(StoreNotReadable):
            view.exists(GALLERY)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_mount_that_cannot_sync_folders_will_do(root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def sync_files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            _fail_with(number)()

    monkeypatch.setattr(os, "fsync", sync_files_only)
    put(root, GALLERY, VERSION)
    assert read(root) is not None


# The lock


def busy(root: Path) -> StoreBusy:
    """What a writer is told that cannot wait."""
    with pytest.raises(StoreBusy) as refused, FileStore(root, timeout=0).writing():
        pytest.fail("two writers at once")
    return refused.value


def test_a_busy_store_says_who_holds_which_lock_and_what_to_do(root: Path) -> None:
    with FileStore(root).writing():
        refusal = busy(root)
    assert re.search(rf"in use by process {os.getpid()} .*since 20\d\d-.*Z: ", refusal.message), refusal.message
    assert str(root / ".lock") in refusal.message
    assert f"kill {os.getpid()}" in (refusal.hint or "")
    assert (root / ".lock").read_bytes().isspace()  # nobody has it now, and the file says so


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says who holds a lock")
def test_who_held_the_lock_before_is_not_taken_for_the_holder(root: Path) -> None:
    stale = b"process 1 since 2020-01-01T00:00:00Z on " + os.uname().nodename.encode()
    with FileStore(root).writing():
        (root / ".lock").write_bytes(stale)  # as if the one that has it now could not write its name
        message = busy(root).message
    assert f"process {os.getpid()} " in message
    assert "2020" not in message


@pytest.mark.skipif(os.name == "nt", reason="there is no harmless way to ask")
def test_a_process_that_has_died_is_not_taken_for_the_holder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    died = subprocess.Popen([sys.executable, "-c", ""])
    died.wait()
    monkeypatch.setattr("sig.store.holder._holding", lambda _: set())
    with FileStore(root).writing():
        (root / ".lock").write_bytes(f"process {died.pid} since 2020-01-01T00:00:00Z on {os.uname().nodename}".encode())
        refusal = busy(root)
    assert "in use by another process:" in refusal.message
    assert "end that process:" in (refusal.hint or "")


@pytest.mark.parametrize(
    "record", [b"", b"\xff\0", b"process", b"process 99999999999999999999 since x on y", b"?" * 999]
)
def test_what_is_no_name_of_a_holder_is_passed_over(root: Path, monkeypatch: pytest.MonkeyPatch, record: bytes) -> None:
    monkeypatch.setattr("sig.store.holder._holding", lambda _: set())
    with FileStore(root).writing():
        (root / ".lock").write_bytes(record)
        assert "in use by" in busy(root).message


def test_the_holder_of_another_machine_is_named_with_it_and_not_to_be_killed_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sig.store.holder._holding", lambda _: set())
    with FileStore(root).writing():
        (root / ".lock").write_bytes(b"process 4711 since 2020-01-01T00:00:00Z on elsewhere")
        refusal = busy(root)
    assert "in use by process 4711 on elsewhere since 2020-01-01T00:00:00Z:" in refusal.message
    assert "kill" not in (refusal.hint or "")


def test_the_lock_of_a_process_that_died_is_free(root: Path) -> None:
    script = "import os, sys; from sig.store import FileStore\nwith FileStore(sys.argv[1]).writing(): os._exit(9)"
    died = subprocess.run([sys.executable, "-c", script, root], check=False)
    assert died.returncode == 9
    assert (root / ".lock").read_bytes().startswith(b"process ")
    with FileStore(root, timeout=0).writing() as tx:
        tx.put(GALLERY, {})


# What a killed process leaves behind


def redo(*changes: dict[str, Any]) -> str:
    return json.dumps({"format_version": 1, "changes": list(changes)})


def change(resource: ResourceId, document: dict[str, Any] | None) -> dict[str, Any]:
    return {"id": [word for pair in resource.pairs for word in pair], "document": document}


UNFINISHED = redo(change(VERSION, {"new": True}), change(GALLERY, None))


def _is_finished(root: Path) -> bool:
    return (
        not (root / "redo.json").exists() and VERSION.name in "".join(files(root)) and GALLERY_FILE not in files(root)
    )


def test_the_next_reader_finishes_an_unfinished_commit(root: Path) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(UNFINISHED)
    assert read(root) is None
    assert read(root, VERSION) == {"new": True}
    assert _is_finished(root)


def test_the_next_writer_finishes_an_unfinished_commit_first(root: Path) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(UNFINISHED)
    with FileStore(root).writing() as tx:
        assert tx.get(GALLERY) is None
        assert tx.get(VERSION) == {"new": True}
    assert _is_finished(root)


def test_a_reader_that_cannot_finish_a_commit_sees_it_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(UNFINISHED)
    with monkeypatch.context() as read_only:
        read_only.setattr(os, "replace", _fail_with(errno.EROFS))
        with FileStore(root).reading() as view:
            assert set(view.below(ROOT)) == {VERSION}
            assert view.get(VERSION) == {"new": True}
    assert not _is_finished(root)


def test_a_rehearsal_sees_an_unfinished_commit_and_leaves_it_to_others(root: Path) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(UNFINISHED)
    with FileStore(root).rehearsing() as tx:
        assert set(tx.below(ROOT)) == {VERSION}
    assert not _is_finished(root)


def test_a_reader_does_not_wait_for_the_writer_of_an_unfinished_commit(root: Path) -> None:
    put(root, GALLERY)
    with FileStore(root).writing():
        (root / "redo.json").write_text(UNFINISHED)
        assert read(root, VERSION) == {"new": True}
        assert not _is_finished(root)


def test_a_recorded_commit_counts_even_if_it_cannot_be_finished_yet(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, GALLERY)
    replace = os.replace

    def only_the_record(old: str, new: str) -> None:
        if not new.endswith("redo.json"):
            _fail_with(errno.ENOSPC)()
        replace(old, new)

    with monkeypatch.context() as full:
        full.setattr(os, "replace", only_the_record)
        with FileStore(root).writing() as tx:
            tx.put(VERSION, {"new": True})
            tx.delete(GALLERY)
        assert read(root, VERSION) == {"new": True}
        with pytest.raises(StoreFull):  # and no later commit overtakes it
            put(root, LONG)
    assert read(root) is None
    assert _is_finished(root)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{}",
        redo({}),
        redo({"id": ["subscriptions"], "document": {}}),
        redo({"id": "../..", "document": {}}),
        redo({"id": ["a", 1], "document": {}}),
        redo({"id": ["a", "b"], "document": []}),
        '{"format_version": 1, "changes": 1}',
    ],
)
def test_a_damaged_redo_record_stops_everything(root: Path, record: str) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(record)
    with pytest.raises(StoreCorrupt, match=r"redo\.json"):
        read(root)
    with pytest.raises(StoreCorrupt, match=r"redo\.json"):
        put(root, GALLERY)
    assert (root / "redo.json").read_text() == record


def test_a_redo_record_cannot_lead_outside_the_store(root: Path, tmp_path: Path) -> None:
    put(root, GALLERY)
    (root / "redo.json").write_text(redo({"id": ["..", ".."], "document": {}}, {"id": ["/tmp", "x"], "document": {}}))
    read(root)
    assert list(tmp_path.iterdir()) == [root]
    assert (root / "%2e%2e/%2e%2e/resource.json").exists()


def test_leftover_temporary_files_are_written_over_and_removed(root: Path) -> None:
    put(root, GALLERY)
    leftover = (root / GALLERY_FILE).with_suffix(".json.tmp")
    leftover.write_bytes(b"half a docu")
    put(root, GALLERY)
    assert not leftover.exists()
    leftover.write_bytes(b"half a docu")
    with FileStore(root).writing() as tx:
        tx.delete(GALLERY)
    assert list(files(root)) == ["store.json"]


GIT_IGNORES = [".lock*", "*.tmp", "redo.json", "swap.json", "journal/"]


def test_git_is_told_to_ignore_what_a_store_holds_only_for_a_moment(tmp_path: Path) -> None:
    FileStore.create(tmp_path / "store")
    assert (tmp_path / "store" / ".gitignore").read_text().split() == GIT_IGNORES
