"""A disk that is full, read-only or somebody else's, and a lock that is not let go: said clearly, and nothing lost."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from sig.store import ROOT, open_store

if os.name == "nt":
    pytest.skip("limits and rights of another kind", allow_module_level=True)

from e2e.warmed import Warmed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from e2e.installed import Outcome, Sig

DEFINITION = "-g images -r Contoso -i web"
VERSION = f"{DEFINITION} -e 1.0.0"
CREATE = f"image-version create {DEFINITION} --managed-image web-41 -o none -e"
WRITES = (
    f"{CREATE} 2.0.0",
    f"image-version update {VERSION} --set tags.a=b",
    f"image-version delete {VERSION}",
    "group delete -n images --yes",
)


@pytest.fixture
def furnished(sig: Sig) -> Sig:
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso --soft-delete true",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s v1 --os-type Linux",
        f"{CREATE} 1.0.0",
    ):
        assert sig.in_process(line).exit_code == 0
    return sig


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed() as interpreter:
        yield interpreter


def documents(sig: Sig) -> dict[str, Any]:
    with open_store(str(sig.store), timeout=0).reading() as view:
        return {str(resource): view.get(resource) for resource in view.below(ROOT)}


def check_refused(outcome: Outcome, code: str, *said: str) -> None:
    assert (outcome.exit_code, outcome.stdout) == (1, ""), outcome
    for words in (f"ERROR: ({code})", "Nothing was changed", *said):
        assert words in outcome.stderr, outcome.stderr


# Full


@pytest.mark.parametrize("line", WRITES)
def test_a_write_without_room_changes_nothing_and_says_so(
    furnished: Sig, warmed: Warmed, tmp_path: Path, line: str
) -> None:
    """Files may have so many bytes: what breaks off is now the first write of a commit, now a later one."""
    old = documents(furnished)
    kept = shutil.copytree(furnished.store, tmp_path / "kept")
    refused = done = 0
    for size in [*range(0, 4000, 250), 100_000]:
        ended = warmed(furnished, line, largest_file=size)
        if ended.exit_code == 0:
            done += 1
            assert documents(furnished) != old
            shutil.rmtree(furnished.store)
            shutil.copytree(kept, furnished.store)
            continue
        refused += 1
        assert (ended.exit_code, ended.stdout) == (1, ""), ended
        assert "ERROR: (StoreFull) There is no room to write '" in ended.stderr
        assert os.strerror(errno.EFBIG) in ended.stderr
        assert "Nothing was changed. Free some space" in ended.stderr
        assert documents(furnished) == old
        assert not list(furnished.store.rglob("*.tmp"))
    assert refused
    assert done
    assert furnished.in_process(line).exit_code == 0


def test_the_installed_command_says_that_there_is_no_room(furnished: Sig) -> None:
    old = documents(furnished)
    check_refused(furnished.shell(f"ulimit -f 0; exec sig {CREATE} 2.0.0"), "StoreFull", "There is no room to write")
    assert documents(furnished) == old


# Mounts are made in a namespace of the command's own: nothing of them is left, and no root is needed where
# the system lets everyone make such namespaces.
_OWN_MOUNTS = ["unshare", "--mount", "--map-root-user"]


def mounted(sig: Sig, mount: str, script: str) -> Outcome:
    """``script``, run by a shell where ``mount`` was done; skips where that cannot be."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not here: no file system can be mounted for a test")
    probe = subprocess.run([*_OWN_MOUNTS, "sh", "-c", mount], check=False, env=sig.environment, capture_output=True)
    if probe.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {probe.stderr.decode().strip()}")
    return sig.shell(shlex.join([*_OWN_MOUNTS, "sh", "-c", f"{mount} && {script}"]))


def test_a_full_disk_keeps_all_that_was_acknowledged(sig: Sig) -> None:
    sig.store.mkdir()
    done = mounted(
        sig,
        'mount -t tmpfs -o size=64k tmpfs "$SIG_STORE"',
        f"""{{
        sig create -g images -r Contoso -l westus -o none
        sig image-definition create {DEFINITION} -p Contoso -f Web -s v1 --os-type Linux -o none
        made=0
        while [ $made -lt 40 ] && sig {CREATE} 1.0.$made; do made=$((made + 1)); done
        echo $made
        sig image-version list {DEFINITION} --query "length(@)"
        df "$SIG_STORE" >&2
        }}""",
    )
    made, listed = done.stdout.split()
    assert made == listed
    assert 0 < int(made) < 40
    assert "ERROR: (StoreFull) There is no room to write '" in done.stderr
    assert os.strerror(errno.ENOSPC) in done.stderr


# Read-only, and not allowed


def test_a_read_only_store_can_be_read_and_says_that_it_cannot_be_written(furnished: Sig) -> None:
    old = documents(furnished)
    mount = 'mount --bind "$SIG_STORE" "$SIG_STORE" && mount -o remount,bind,ro "$SIG_STORE"'
    read = mounted(furnished, mount, f"sig image-version show {VERSION} --query name -o tsv")
    assert read.stdout == "1.0.0\n", read.stderr
    for line in (WRITES[0], WRITES[2]):
        check_refused(
            mounted(furnished, mount, f"sig {line}"),
            "StoreNotWritable",
            f"'{furnished.store / '.lock'}' cannot be written: {os.strerror(errno.EROFS)}",
        )
    assert documents(furnished) == old


def as_anyone(sig: Sig, line: str) -> Outcome:
    """``sig`` as a user whom rights apply to: root goes without its power to pass them over."""
    if os.geteuid() != 0:
        return sig(line)
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not here: rights do not apply to root")
    return sig.shell(f"exec setpriv --bounding-set=-all --inh-caps=-all sig {line}")


@pytest.fixture
def versions(furnished: Sig) -> Iterator[Path]:
    """The folder that the versions lie in; what a test forbids is allowed again afterwards."""
    (document,) = furnished.store.rglob("1.0.0.json")
    yield document.parent
    for path in (furnished.store / ".lock", document.parent):
        if path.exists():
            path.chmod(0o755)


@pytest.mark.parametrize("line", WRITES)
def test_a_lock_that_may_not_be_taken_is_named(furnished: Sig, versions: Path, line: str) -> None:
    old = documents(furnished)
    lock = furnished.store / ".lock"
    lock.chmod(0o444)
    check_refused(as_anyone(furnished, line), "StoreNotWritable", str(lock), os.strerror(errno.EACCES))
    assert documents(furnished) == old


@pytest.mark.parametrize("line", WRITES[:2])
def test_a_folder_that_may_not_be_written_is_named(furnished: Sig, versions: Path, line: str) -> None:
    old = documents(furnished)
    versions.chmod(0o555)
    check_refused(as_anyone(furnished, line), "StoreNotWritable", str(versions), os.strerror(errno.EACCES))
    assert documents(furnished) == old
    versions.chmod(0o755)
    assert furnished.in_process(line).exit_code == 0


def test_several_documents_that_are_committed_are_seen_so_though_one_may_not_be_written(
    furnished: Sig, versions: Path
) -> None:
    versions.chmod(0o555)
    assert as_anyone(furnished, f"image-version delete {VERSION}").exit_code == 0
    assert (versions / "1.0.0.json").exists()
    assert as_anyone(furnished, f"image-version show {VERSION}").exit_code == 3
    listed = as_anyone(furnished, f"image-version list-soft-deleted {DEFINITION}").json
    assert [found["name"] for found in listed] == ["1.0.0"]


def test_what_may_not_be_read_is_named(furnished: Sig, versions: Path) -> None:
    (versions / "1.0.0.json").chmod(0)
    refusal = as_anyone(furnished, f"image-version show {VERSION}")
    assert (refusal.exit_code, refusal.stdout) == (1, "")
    assert "ERROR: (StoreNotReadable)" in refusal.stderr
    assert str(versions / "1.0.0.json") in refusal.stderr
    assert "read access" in refusal.stderr
    (versions / "1.0.0.json").chmod(0o644)
    assert furnished.in_process(f"image-version show {VERSION}").exit_code == 0


# A lock that is not let go

_HOLD = (
    "import sys\nfrom sig.store import open_store\n"
    "with open_store(sys.argv[1]).writing():\n    print('held', flush=True)\n    sys.stdin.read()"
)


def test_a_lock_held_too_long_is_said_to_be_whose_and_since_when(
    furnished: Sig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sig.service.stores.open_store", partial(open_store, timeout=0))  # nobody waits for a test
    old = documents(furnished)
    script = furnished.folder / "holder"
    script.write_text(_HOLD)
    words = [sys.executable, str(script), str(furnished.store), "https://example.com/disk.vhd?sig=secret"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        refusal = furnished.in_process(WRITES[0])
        read = furnished.in_process(f"image-version show {VERSION}")
        holder.communicate(b"")
    check_refused(refusal, "StoreBusy", f"in use by process {holder.pid} ", " since 20", f"kill {holder.pid}")
    assert str(furnished.store / ".lock") in refusal.stderr
    assert "secret" not in refusal.stderr
    if sys.platform == "linux":
        assert f"(holder {furnished.store} https://example.com/disk.vhd?…) since" in refusal.stderr
    assert read.exit_code == 0
    assert documents(furnished) == old
    assert furnished.in_process(WRITES[0]).exit_code == 0
