"""Killed at any operation on the disk: a command is wholly done or not at all, and nothing done before is lost.

Each command runs in a process of its own, once per operation that it makes, and is killed with SIGKILL before
it; writes are also torn in the middle. The laws of a single commit are in tests/unit/test_store_crash.py.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from e2e.installed import Sig
from sig.store import ROOT, open_store

if os.name == "nt":
    pytest.skip("processes are forked and killed by signals here", allow_module_level=True)

from e2e.warmed import Warmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OLD_STORES = Path(__file__).parents[1] / "data" / "stores"
GALLERY = "-g images -r Contoso"
DEFINITION = f"{GALLERY} -i web"
VERSION = f"{DEFINITION} -e 1.0.0"
FURNISHED = (
    "group create -n images -l westus",
    f"create {GALLERY} --soft-delete true",
    f"image-definition create {DEFINITION} -p Contoso -f Web -s v1 --os-type Linux",
)
WITH_A_VERSION = (*FURNISHED, f"image-version create {VERSION} --managed-image web-41")
WITH_A_DELETED_VERSION = (*WITH_A_VERSION, f"image-version delete {VERSION}")


class Commit(NamedTuple):
    """A command that commits ``line``, in a store that ``before`` made or that lies in tests/data/stores."""

    before: tuple[str, ...]
    line: str
    old_store: str | None = None


COMMITS = {
    "a store is made": Commit((), "store init --path store --format toml"),
    "the first commit makes the store": Commit((), "group create -n images -l westus"),
    "a document is made": Commit(FURNISHED, f"image-version create {VERSION} --managed-image web-41"),
    "a document is made in TOML": Commit(
        ("store init --path store --format toml", *FURNISHED), f"image-version create {VERSION} --managed-image web-41"
    ),
    "a document is replaced": Commit(WITH_A_VERSION, f"image-version update {VERSION} --set tags.a=b"),
    "a document is deleted": Commit(WITH_A_VERSION, f"image-version delete {VERSION} --bypass-soft-delete"),
    "a document moves": Commit(WITH_A_VERSION, f"image-version delete {VERSION}"),
    "a document moves in TOML": Commit(
        ("store init --path store --format toml", *WITH_A_VERSION), f"image-version delete {VERSION}"
    ),
    "a document moves back": Commit(WITH_A_DELETED_VERSION, f"image-version undelete {VERSION}"),
    "many documents are deleted": Commit(WITH_A_DELETED_VERSION, "group delete -n images --yes"),
    "everything goes back to a named state": Commit(
        (*WITH_A_VERSION, "store snapshot save before", f"image-version delete {VERSION}"), "store snapshot load before"
    ),
    "everything is restored": Commit(
        (*WITH_A_VERSION, "store backup before", f"image-version delete {VERSION}"), "store restore before"
    ),
    "everything is written in TOML": Commit(WITH_A_DELETED_VERSION, "store migrate --format toml"),
}
# Formats older than the one that is written; each is brought up by one commit.
FORMAT_CHANGES = {
    f"{old.name} is migrated": Commit((), "store migrate", old.name)
    for old in sorted(OLD_STORES.glob("*/"))
    if old.is_dir()
}


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed() as interpreter:
        yield interpreter


def stored(sig: Sig) -> dict[str, Any]:
    """Everything that the store of ``sig`` says. An empty one of the usual format is as good as none."""
    store = open_store(str(sig.store), timeout=0)
    info = store.info()
    with store.reading() as view:
        documents = {str(resource): view.get(resource) for resource in view.below(ROOT)}
        events = [(event["event"], event["command"], event["changes"]) for event in view.events()]
    return {"documents": documents, "events": events, "formats": (info.document_format, info.format_version)}


def require_sound(sig: Sig) -> None:
    """The store of ``sig`` has no fault that ``sig store check`` finds, and takes the next write."""
    checked = sig.in_process("store check")
    assert checked.exit_code == 0, checked
    written = sig.in_process("group create -n another -l eastus")
    assert written.exit_code == 0, written.stderr


@pytest.fixture
def made(tmp_path: Path, door: Mapping[str, str]) -> Sig:
    return Sig(tmp_path / "made").given(NOW="2026-01-10T09:00:00Z", **door)


def prepare(sig: Sig, commit: Commit) -> None:
    sig.folder.mkdir()
    if commit.old_store:
        shutil.copytree(OLD_STORES / commit.old_store, sig.store)
    for line in commit.before:
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr


@pytest.mark.parametrize("commit", [pytest.param(c, id=name) for name, c in (COMMITS | FORMAT_CHANGES).items()])
def test_a_killed_command_is_done_or_not_and_loses_nothing(
    commit: Commit, made: Sig, warmed: Warmed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for flush in ("fsync", "sync"):  # by the commands that look at what a kill left: they need not wait for the disk
        monkeypatch.setattr(os, flush, lambda *_: None)
    prepare(made, commit)
    old = stored(made)
    whole = copy_of(made, tmp_path / "whole")
    unbroken = warmed(whole, commit.line)
    assert unbroken.exit_code == 0, unbroken.stderr
    new = stored(whole)
    writes = {at for at, operation in enumerate(unbroken.operations, 1) if operation.startswith(("write", "pwrite"))}
    seen = []
    for at in range(1, len(unbroken.operations) + 1):
        for torn in (False, True) if at in writes else (False,):
            sig = copy_of(made, tmp_path / f"{at}{'torn' * torn}")
            ended = warmed(sig, commit.line, kill_at=at, torn=torn)
            moment = f"killed at {at}, {ended.operations[-1:]}, torn: {torn}"
            assert ended.killed, moment
            seen.append(stored(sig))
            assert seen[-1] in (old, new), moment
            if seen[-1] == old:
                again = sig.in_process(commit.line)
                assert again.exit_code == 0, f"{moment}: {again.stderr}"
                assert stored(sig) == new, moment
            require_sound(sig)
            shutil.rmtree(sig.folder)
    assert (seen[0], seen[-1]) == (old, new)


def test_a_kill_while_another_kill_is_made_good_loses_nothing(made: Sig, warmed: Warmed, tmp_path: Path) -> None:
    """A command that finishes what a killed one left is itself killed at each of its operations."""
    commit = COMMITS["a document moves"]
    prepare(made, commit)
    whole = copy_of(made, tmp_path / "whole")
    operations = warmed(whole, commit.line).operations
    new = stored(whole)
    committed = next(at for at, operation in enumerate(operations, 1) if operation == "rename redo.json.tmp") + 1
    assert warmed(made, commit.line, kill_at=committed).killed
    assert (made.store / "redo.json").exists()
    finishing = warmed(copy_of(made, tmp_path / "finished"), f"show {GALLERY}").operations
    assert "remove redo.json" in finishing
    for at in range(1, len(finishing) + 1):
        sig = copy_of(made, tmp_path / str(at))
        assert warmed(sig, f"show {GALLERY}", kill_at=at).killed
        assert stored(sig) == new
        require_sound(sig)


@pytest.mark.parametrize("commit", [pytest.param(c, id=name) for name, c in COMMITS.items()])
def test_what_is_renamed_into_place_was_flushed_before_and_its_folder_after(
    commit: Commit, made: Sig, warmed: Warmed
) -> None:
    """What makes a commit outlive a power failure; a kill cannot show it."""
    prepare(made, commit)
    operations = [split(operation) for operation in warmed(made, commit.line).operations]
    for at, (kind, path) in enumerate(operations):
        folder, later = os.path.dirname(path) or ".", operations[at:]
        if kind == "rename" and path.endswith(".tmp"):
            written = max(i for i, operation in enumerate(operations) if operation == ("write", path))
            assert written < operations.index(("fsync", path)) < at
        if kind in ("rename", "mkdir", "remove") and path != "." and not path.startswith("below "):
            flushed = [("fsync", folder), ("rmdir", folder), ("sync", "")]
            assert any(how in later for how in flushed), (kind, path)


def split(operation: str) -> tuple[str, str]:
    kind, _, path = operation.partition(" ")
    return kind, path


def copy_of(made: Sig, folder: Path) -> Sig:
    shutil.copytree(made.folder, folder)
    return Sig(folder, made.settings)
