"""Backups, restored stores and stores in another format: whole or not at all, and only what belongs there."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import tarfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import worlds
from refusals import refused
from sig.domain.errors import InvalidParameter
from sig.domain.resource_id import gallery_id
from sig.service import galleries, store_checks, store_copies, store_snapshots
from sig.store import (
    ROOT,
    DocumentNotStorable,
    FileStore,
    StoreBusy,
    StoreChanged,
    StoreCorrupt,
    StoreError,
    StoreNotReadable,
    StoreNotWritable,
    StoreTooNew,
    open_store,
)
from sig.store.errors import BackupNotUsable, FileExists, ForeignLineage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sig.service.context import Context

SAMPLES = Path(__file__).parent.parent / "data" / "stores"
FORMATS = ("json", "toml")


def state(root: Path) -> dict[str, Any]:
    """All documents by ID, as any reader finds them."""
    with FileStore(root, timeout=0).reading() as view:
        return {str(found): view.get(found) for found in view.below(ROOT)}


def of_format(root: Path) -> str:
    return FileStore(root).info().document_format


def suffixes(root: Path) -> set[str]:
    return {path.suffix for path in (root / "subscriptions").rglob("*") if path.is_file()}


@pytest.fixture(params=FORMATS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    """A store that the last release of format 1 without a journal made."""
    shutil.copytree(SAMPLES / f"format-1-{request.param}", tmp_path / "store")
    return worlds.at(str(tmp_path / "store"))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A store with a gallery and a definition in it."""
    context = worlds.at(str(tmp_path / "store"))
    worlds.definition(context, worlds.gallery(context))
    return context


def root(context: Context) -> Path:
    assert isinstance(context.store, FileStore)
    return Path(context.store.location)


class Killed(BaseException):
    """The process ends here: no handler for errors runs."""


class Breaker:
    """Breaks the ``moment``-th call into the system that changes the disk; before a kill nothing after it happens."""

    def __init__(self, moment: int, failure: BaseException) -> None:
        self._left = moment
        self._failure = failure
        self.has_broken = False

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("fsync", "mkdir", "makedirs", "remove", "unlink", "rename", "replace", "rmdir", "link", "sync"):
            if hasattr(os, name):
                patch.setattr(os, name, self._breaking(getattr(os, name)))

    def _breaking(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self._left -= 1
            if self._left == 0 or (self.has_broken and isinstance(self._failure, Killed)):
                self.has_broken = True
                raise self._failure
            return original(*args, **options)

        return call


def broken(action: Callable[[], object], moment: int, failure: BaseException) -> tuple[bool, bool]:
    """Whether the action could be broken at that moment, and whether it was said to be done."""
    breaker = Breaker(moment, failure)
    done = False
    with pytest.MonkeyPatch.context() as patch, suppress(StoreError, Killed):
        breaker.install(patch)
        action()
        done = True
    return breaker.has_broken, done


FAILURES = [Killed(), OSError(errno.ENOSPC, "no space left"), OSError(errno.EACCES, "denied")]


# -- migrate --------------------------------------------------------------------------------------


def test_a_store_of_the_old_format_opens_checks_migrates_and_reads_the_same(old: Context) -> None:
    assert store_checks.check(old.store) == store_checks.Report([], is_clean=True, repairs=[])
    before = state(root(old))
    assert len(before) == 13
    for wanted in ("toml", "json", None):
        answer = store_copies.migrate(old, wanted)
        assert answer["documentFormat"] == (wanted or "json")
        assert state(root(old)) == before
        assert suffixes(root(old)) == {f".{answer['documentFormat']}"}
        assert store_checks.check(old.store).findings == []
    names = [gallery["name"] for gallery in galleries.listed(old, "Images.(prod)").items]
    assert names == ["Contoso", "Kept"]
    worlds.gallery(old, "Added")


def test_the_two_old_stores_say_the_same() -> None:
    def told(name: str) -> Any:
        return json.loads(json.dumps(state(SAMPLES / name), sort_keys=True))

    assert told("format-1-json") == told("format-1-toml")


def test_a_store_keeps_its_lineage_and_its_journal_in_another_format(context: Context) -> None:
    before = context.store.info()
    with context.store.reading() as view:
        events = list(view.events())
    store_copies.migrate(context, "toml")
    after = context.store.info()
    assert (after.lineage, after.document_format) == (before.lineage, "toml")
    with context.store.reading() as view:
        assert list(view.events()) == events
    worlds.gallery(context, "Next")
    with context.store.reading() as view:
        assert next(iter(view.events()))["event"] == len(events) + 1


def test_a_store_that_is_written_so_already_is_left_as_it_is(context: Context) -> None:
    before = {path: path.stat().st_mtime_ns for path in root(context).rglob("*.json")}
    assert store_copies.migrate(context, None)["migrated"] is False
    assert store_copies.migrate(context, "json")["migrated"] is False
    assert {path: path.stat().st_mtime_ns for path in root(context).rglob("*.json")} == before


def test_a_place_without_a_store_has_nothing_to_migrate(tmp_path: Path) -> None:
    assert store_copies.migrate(worlds.at(str(tmp_path / "none")), "toml")["migrated"] is False


def test_what_lies_among_the_documents_and_is_none_is_taken_along(context: Context) -> None:
    note = root(context) / "subscriptions" / "README"
    note.write_text("mine", encoding="utf-8")
    store_copies.migrate(context, "toml")
    assert note.read_text(encoding="utf-8") == "mine"


def test_a_long_name_is_known_after_a_migration(context: Context) -> None:
    long = gallery_id(worlds.SUB, "images", "n" * 300)
    with context.store.writing() as tx:
        tx.put(long, {"kept": True})
    store_copies.migrate(context, "toml")
    with context.store.reading() as view:
        assert view.get(long) == {"kept": True}
        assert "n" * 300 in view.names(long.holder, "galleries")


def test_a_document_that_toml_cannot_hold_keeps_the_store_as_it_was(context: Context) -> None:
    with context.store.writing() as tx:
        tx.put(gallery_id(worlds.SUB, "images", "odd"), {"nothing": None})
    before = state(root(context))
    with refused(DocumentNotStorable, "odd", "TOML cannot express", rule="R137", target="nothing"):
        store_copies.migrate(context, "toml")
    assert (state(root(context)), of_format(root(context))) == (before, "json")
    assert not list(root(context).glob("*.tmp"))


def test_a_damaged_document_keeps_the_store_as_it_was(context: Context) -> None:
    (path,) = root(context).glob("subscriptions/**/galleries/main/resource.json")
    path.write_bytes(b"{")
    with refused(StoreCorrupt, "is not JSON", rule="R130", target=str(path)):
        store_copies.migrate(context, "toml")
    assert of_format(root(context)) == "json"


@pytest.mark.parametrize("failure", FAILURES, ids=["killed", "full", "denied"])
def test_a_migration_that_is_broken_off_at_any_moment_was_done_or_was_not(
    tmp_path: Path, context: Context, failure: BaseException
) -> None:
    before = state(root(context))
    seen = set()
    for moment in range(1, 300):
        place = tmp_path / str(moment)
        shutil.copytree(root(context), place)
        has_broken, done = broken(lambda: store_copies.migrate(worlds.at(str(place)), "toml"), moment, failure)  # noqa: B023
        if not has_broken:
            break
        assert state(place) == before
        seen.add(of_format(place))
        assert suffixes(place) == {f".{of_format(place)}"}
        assert not done or of_format(place) == "toml"
        store_copies.migrate(worlds.at(str(place)), "toml")  # what was left behind is in nobody's way
        assert (state(place), of_format(place)) == (before, "toml")
        assert [path.name for path in place.iterdir() if path.name.endswith((".tmp", "swap.json"))] == []
    else:
        pytest.fail("the migration never got through")
    assert seen == set(FORMATS)


def test_who_reads_while_the_store_is_migrated_is_told_so_and_never_misled(context: Context) -> None:
    main = context.gallery("images", "Main")
    with context.store.reading() as view:
        assert view.exists(main)
        store_copies.migrate(worlds.at(str(root(context))), "toml")
        with pytest.raises(StoreChanged):
            view.get(main)


# -- backup ---------------------------------------------------------------------------------------


@pytest.fixture
def archive(context: Context, tmp_path: Path) -> Path:
    path = tmp_path / "store.tar.gz"
    store_copies.backup(context, str(path))
    return path


def test_a_backup_holds_the_whole_state(context: Context, tmp_path: Path) -> None:
    store_snapshots.save(context, "first")
    before = state(root(context))
    answer = store_copies.backup(context, str(tmp_path / "b"))
    assert answer["lineage"] == context.store.info().lineage
    for old in (root(context) / "store.json", root(context) / "journal" / "current.jsonl"):
        old.unlink()
    shutil.rmtree(root(context) / "subscriptions")
    shutil.rmtree(root(context) / "snapshots")
    store_copies.restore(context, str(tmp_path / "b"))
    assert state(root(context)) == before
    assert [found["name"] for found in store_snapshots.listed(context).snapshots] == ["first"]
    assert store_checks.check(context.store).findings == []


def test_two_backups_of_one_state_have_the_same_digest(context: Context, tmp_path: Path) -> None:
    digests = {store_copies.backup(context, str(tmp_path / name))["sha256"] for name in ("a", "b")}
    assert len(digests) == 1


def test_a_backup_waits_for_the_writer(context: Context, tmp_path: Path) -> None:
    impatient = context._replace(store=open_store(str(root(context)), timeout=0))
    with context.store.writing(), refused_as_busy():
        store_copies.backup(impatient, str(tmp_path / "b"))
    assert not (tmp_path / "b").exists()


def refused_as_busy() -> Any:
    return pytest.raises(StoreBusy)


def test_r191_a_backup_is_not_written_over_a_file_unless_forced(context: Context, archive: Path) -> None:
    before = archive.read_bytes()
    worlds.gallery(context, "More")
    with refused(FileExists, "--force", rule="R191", target=str(archive)):
        store_copies.backup(context, str(archive))
    assert archive.read_bytes() == before
    store_copies.backup(context, str(archive), force=True)
    assert archive.read_bytes() != before


@pytest.mark.parametrize("failure", FAILURES, ids=["killed", "full", "denied"])
def test_a_backup_that_is_broken_off_leaves_the_former_one(
    context: Context, archive: Path, failure: BaseException
) -> None:
    before = archive.read_bytes()
    worlds.gallery(context, "More")
    for moment in range(1, 50):
        has_broken, _ = broken(lambda: store_copies.backup(context, str(archive), force=True), moment, failure)
        if not has_broken:
            break
        if archive.read_bytes() != before:
            store_copies.restore(context, str(archive))  # it is complete
            break
    else:
        pytest.fail("the backup never got through")


def test_a_backup_into_a_folder_that_is_not_there_is_refused(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "none" / "b"
    with refused(StoreNotWritable, rule="R134", target=str(path)):
        store_copies.backup(context, str(path))


def test_a_place_without_a_store_has_no_backup(tmp_path: Path) -> None:
    with refused(StoreCorrupt, "--store", rule="R130", target=str(tmp_path / "none")):
        store_copies.backup(worlds.at(str(tmp_path / "none")), str(tmp_path / "b"))


def test_r190_a_store_that_ends_with_its_process_has_no_backup(tmp_path: Path) -> None:
    with refused(InvalidParameter, "is not kept in a folder", rule="R190", target="store"):
        store_copies.backup(worlds.in_memory(tmp_path), str(tmp_path / "b"))


# -- restore --------------------------------------------------------------------------------------


def test_a_restored_store_is_as_it_was_and_goes_on(context: Context, archive: Path) -> None:
    before = state(root(context))
    worlds.gallery(context, "Later")
    store_copies.restore(context, str(archive))
    assert state(root(context)) == before
    worlds.gallery(context, "Later")
    assert store_checks.check(context.store).findings == []


def test_a_backup_makes_a_store_of_its_lineage_where_none_is(context: Context, archive: Path, tmp_path: Path) -> None:
    other = worlds.at(str(tmp_path / "deep" / "copy"))
    store_copies.restore(other, str(archive))
    assert state(root(other)) == state(root(context))
    assert other.store.info().lineage == context.store.info().lineage
    assert "redo.json" in (root(other) / ".gitignore").read_text(encoding="utf-8")


def test_a_restored_store_keeps_what_is_not_the_stores(context: Context, archive: Path) -> None:
    (root(context) / "config.toml").write_text("mine", encoding="utf-8")
    store_copies.restore(context, str(archive))
    assert (root(context) / "config.toml").read_text(encoding="utf-8") == "mine"


def test_a_damaged_store_can_be_restored(context: Context, archive: Path) -> None:
    before = state(root(context))
    for path in (root(context) / "subscriptions").rglob("*.json"):
        path.write_bytes(b"\xff")
    (root(context) / "redo.json").write_bytes(b"{")
    (root(context) / "journal" / "current.jsonl").write_bytes(b"rubbish")
    store_copies.restore(context, str(archive))
    assert state(root(context)) == before
    assert store_checks.check(context.store).findings == []


def test_r193_a_backup_of_another_store_is_refused_unless_forced(
    context: Context, archive: Path, tmp_path: Path
) -> None:
    other = worlds.at(str(tmp_path / "other"))
    worlds.gallery(other, "Mine")
    before = state(root(other))
    with refused(ForeignLineage, "--force", rule="R193", target=str(archive)):
        store_copies.restore(other, str(archive))
    assert state(root(other)) == before
    store_copies.restore(other, str(archive), force=True)
    assert state(root(other)) == state(root(context))
    assert other.store.info().lineage == context.store.info().lineage


def test_a_store_that_lost_its_root_file_may_be_any(context: Context, archive: Path) -> None:
    (root(context) / "store.json").write_bytes(b"{")
    with refused(ForeignLineage, "unknown", rule="R193", target=str(archive)):
        store_copies.restore(context, str(archive))
    store_copies.restore(context, str(archive), force=True)


@pytest.mark.parametrize("failure", FAILURES, ids=["killed", "full", "denied"])
def test_a_restore_that_is_broken_off_at_any_moment_was_done_or_was_not(
    tmp_path: Path, context: Context, archive: Path, failure: BaseException
) -> None:
    saved = state(root(context))
    worlds.gallery(context, "Later")
    later = state(root(context))
    seen = []
    for moment in range(1, 300):
        place = tmp_path / str(moment)
        shutil.copytree(root(context), place)
        has_broken, done = broken(lambda: store_copies.restore(worlds.at(str(place)), str(archive)), moment, failure)  # noqa: B023
        if not has_broken:
            break
        found = state(place)
        assert found in (saved, later)
        assert not done or found == saved
        seen.append(found)
        assert store_checks.check(worlds.at(str(place)).store).is_clean
        store_copies.restore(worlds.at(str(place)), str(archive))
        assert state(place) == saved
    else:
        pytest.fail("the restore never got through")
    assert (seen[0], seen[-1]) == (later, saved)


def packed(path: Path, *members: tarfile.TarInfo | tuple[str, bytes], compression: str = "gz") -> Path:
    with tarfile.open(path, f"w:{compression}") as file:  # type: ignore[call-overload] # a mode like any
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                file.addfile(member)
                continue
            name, data = member
            about = tarfile.TarInfo(name)
            about.size = len(data)
            file.addfile(about, io.BytesIO(data))
    return path


def contents(path: Path) -> list[tuple[str, bytes]]:
    with tarfile.open(path) as file:
        return [(member.name, file.extractfile(member).read()) for member in file]  # type: ignore[union-attr] # files


def link(name: str, kind: bytes, target: str = "/etc/passwd") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "store/../../evil",
        "store/subscriptions/../../../evil",
        "store//etc/evil",
        "store/subscriptions/./x",
        "store/subscriptions/a\\..\\b",
        "store/subscriptions/C:evil",
        "store/config.toml",
        "store/.git/hooks/post-checkout",
        "store/",
        "store",
        "evil",
        "store/subscriptions/a\nb",
    ],
)
def test_r192_an_archive_with_a_name_that_leads_elsewhere_is_refused(
    context: Context, archive: Path, tmp_path: Path, name: str
) -> None:
    before = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    bad = packed(tmp_path / "bad", (name, b"evil"), *contents(archive))
    with refused(BackupNotUsable, rule="R192", target=str(bad)):
        store_copies.restore(context, str(bad), force=True)
    after = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert after == before | {"bad"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_r192_an_archive_with_anything_but_files_is_refused(
    context: Context, archive: Path, tmp_path: Path, kind: bytes
) -> None:
    before = state(root(context))
    bad = packed(tmp_path / "bad", link("store/subscriptions/x", kind), *contents(archive))
    with refused(BackupNotUsable, "which is no file", rule="R192", target=str(bad)):
        store_copies.restore(context, str(bad), force=True)
    assert state(root(context)) == before


def changed(name: str, data: bytes) -> Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]:
    return lambda members: [(each, data if each == name else kept) for each, kept in members]


@pytest.mark.parametrize(
    "damage",
    [
        lambda members: members[:-1],
        lambda members: members[1:],
        lambda members: [*members, ("store/subscriptions/more", b"")],
        lambda members: [members[0], *members],
        lambda members: [members[0], (members[0][0].upper().replace("STORE/", "store/"), b""), *members[1:]],
        lambda _: [],
        lambda members: [members[-1]],
        changed("store/store.json", b"{}"),
        changed("backup.json", b"{}"),
        changed("backup.json", b"[]"),
        changed("backup.json", b"\xff"),
        changed("backup.json", b'{"archive_version": true}'),
    ],
)
def test_r192_an_archive_that_is_not_as_it_was_written_is_refused(
    context: Context, archive: Path, tmp_path: Path, damage: Callable[[list[tuple[str, bytes]]], Any]
) -> None:
    before = state(root(context))
    bad = packed(tmp_path / "bad", *damage(contents(archive)))
    with refused(BackupNotUsable, rule="R192", target=str(bad)):
        store_copies.restore(context, str(bad), force=True)
    assert state(root(context)) == before


def test_r192_an_archive_that_is_cut_off_or_changed_anywhere_is_refused_or_says_the_same(
    context: Context, archive: Path, tmp_path: Path
) -> None:
    whole, before = archive.read_bytes(), state(root(context))
    bad = tmp_path / "bad"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]):
            bad.write_bytes(data)
            with suppress(BackupNotUsable):
                store_copies.restore(context, str(bad), force=True)
            assert state(root(context)) == before
    assert not list(root(context).glob("*.tmp"))


def test_a_file_that_is_no_archive_is_refused(context: Context, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    for data in (b"", b"hello", bytes(2000)):
        bad.write_bytes(data)
        with refused(BackupNotUsable, rule="R192", target=str(bad)):
            store_copies.restore(context, str(bad))
    with refused(StoreNotReadable, rule="R133", target=str(tmp_path)):
        store_copies.restore(context, str(tmp_path))
    with refused(StoreNotReadable, rule="R133", target=str(tmp_path / "none")):
        store_copies.restore(context, str(tmp_path / "none"))


def test_a_backup_of_a_newer_format_is_refused(context: Context, tmp_path: Path) -> None:
    before = state(root(context))
    text = (root(context) / "store.json").read_text(encoding="utf-8")
    newer = tmp_path / "newer"
    shutil.copytree(root(context), newer)
    archive = tmp_path / "b"
    store_copies.backup(worlds.at(str(newer)), str(archive))
    members = contents(archive)
    # A release of a newer format writes its own digest; here the archive itself says that it is newer.
    bad = packed(tmp_path / "bad", *changed("backup.json", b'{"archive_version": 2}')(members))
    with refused(StoreTooNew, rule="R131", target=str(bad)):
        store_copies.restore(context, str(bad))
    assert state(root(context)) == before
    assert (root(context) / "store.json").read_text(encoding="utf-8") == text


def test_a_backup_of_a_store_of_a_newer_format_is_refused(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sig.store import codec, root_file

    newer = tmp_path / "newer"
    shutil.copytree(root(context), newer)
    with monkeypatch.context() as patch:  # as a newer release would write it
        patch.setattr(codec, "FORMAT_VERSION", 99)
        lineage = context.store.info().lineage
        root_file.write(str(newer), "json", lineage or "")
        store_copies.backup(worlds.at(str(newer)), str(tmp_path / "b"))
    before = state(root(context))
    with pytest.raises(StoreTooNew):
        store_copies.restore(context, str(tmp_path / "b"))
    assert state(root(context)) == before
