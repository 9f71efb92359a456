"""The rules of what looks after a whole store: refused with their number, target and a way on, and explained."""

from collections.abc import Callable
from pathlib import Path

import pytest

import worlds
from sig.domain.errors import SigError
from sig.domain.rulebook import RULES
from sig.service import store_checks, store_copies, store_snapshots
from sig.service.context import Context
from sig.service.explanations import explained


@pytest.fixture
def context(tmp_path: Path) -> Context:
    context = worlds.at(str(tmp_path / "store"))
    worlds.gallery(context)
    return context


def check_refused(rule: str, action: Callable[[], object]) -> None:
    with pytest.raises(SigError) as caught:
        action()
    refusal = caught.value
    assert (refusal.rule, refusal.code) == (rule, RULES[rule].code)
    assert refusal.target
    assert refusal.hint
    assert rule in [found["rule"] for found in explained(refusal.message)]


def test_r190_only_a_store_in_a_folder_is_looked_after(context: Context, tmp_path: Path) -> None:
    passing = worlds.in_memory(tmp_path)
    check_refused("R190", lambda: store_checks.check(passing.store))
    check_refused("R190", lambda: store_snapshots.load(passing, "clean"))
    assert store_checks.check(context.store).is_clean


def test_r190_what_works_on_files_is_no_part_of_a_rehearsal(context: Context, tmp_path: Path) -> None:
    from sig.store.gathering import GatheringStore

    with context.store.rehearsing() as tx:
        rehearsal = context._replace(store=GatheringStore(context.store, tx))
        check_refused("R190", lambda: store_copies.backup(rehearsal, str(tmp_path / "backup")))
        check_refused("R190", lambda: store_copies.migrate(rehearsal, "toml"))


def test_r191_a_backup_is_not_written_over_a_file(context: Context, tmp_path: Path) -> None:
    path = str(tmp_path / "backup")
    store_copies.backup(context, path)
    check_refused("R191", lambda: store_copies.backup(context, path))
    store_copies.backup(context, path, force=True)


def test_r192_a_damaged_backup_is_not_restored(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "backup"
    store_copies.backup(context, str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    check_refused("R192", lambda: store_copies.restore(context, str(path)))
    path.write_bytes(whole)
    store_copies.restore(context, str(path))


def test_r193_a_backup_does_not_take_the_place_of_another_store(context: Context, tmp_path: Path) -> None:
    path = str(tmp_path / "backup")
    store_copies.backup(context, path)
    other = worlds.at(str(tmp_path / "other"))
    worlds.gallery(other)
    check_refused("R193", lambda: store_copies.restore(other, path))
    store_copies.restore(worlds.at(str(tmp_path / "none")), path)


def test_r194_a_snapshot_has_a_plain_name(context: Context) -> None:
    check_refused("R194", lambda: store_snapshots.save(context, "../clean"))
    store_snapshots.save(context, "clean-1.0_a")


def test_r195_a_snapshot_is_saved_under_a_new_name(context: Context) -> None:
    store_snapshots.save(context, "clean")
    check_refused("R195", lambda: store_snapshots.save(context, "Clean"))
    store_snapshots.save(context, "cleaner")


def test_r196_a_snapshot_that_is_loaded_is_there(context: Context) -> None:
    store_snapshots.save(context, "clean")
    check_refused("R196", lambda: store_snapshots.load(context, "cleaner"))
    store_snapshots.load(context, "CLEAN")
