"""All or nothing, wherever a commit breaks off: killed at any call into the system, or refused by it."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sig.domain.resource_id import ResourceId, gallery_id, version_id
from sig.store import ROOT, Document, FileStore, StoreError, Transaction

GALLERY = gallery_id("s", "g", "main")
OTHER = gallery_id("s", "h", "other")
VERSIONS = [version_id("s", "g", "main", "web", f"{major}.0.0") for major in range(3)]

State = dict[ResourceId, Document | None]


class Killed(BaseException):
    """The process ends here: no handler for errors runs."""


def _nothing(_: Transaction) -> None: ...


def _two_resources(tx: Transaction) -> None:
    tx.put(GALLERY, {"old": True})
    tx.put(VERSIONS[0], {"old": True})


def _put_one(tx: Transaction) -> None:
    tx.put(GALLERY, {"new": True})


def _delete_one(tx: Transaction) -> None:
    tx.delete(VERSIONS[0])


def _change_several(tx: Transaction) -> None:
    tx.put(GALLERY, {"new": True})
    tx.put(VERSIONS[1], {"new": True})
    tx.put(VERSIONS[2], {"new": True})
    tx.put(OTHER, {"new": True})
    tx.delete(VERSIONS[0])


Step = Callable[[Transaction], None]
COMMITS = [
    (_nothing, _put_one),
    (_nothing, _change_several),
    (_two_resources, _put_one),
    (_two_resources, _delete_one),
    (_two_resources, _change_several),
]


def _commit(root: Path, step: Step) -> None:
    with FileStore(root, timeout=0).writing() as tx:
        step(tx)


def _state(root: Path) -> State:
    with FileStore(root, timeout=0).reading() as view:
        return {resource: view.get(resource) for resource in view.below(ROOT)}


class Breaker:
    """Stands in for the calls that change the disk, and breaks the ``moment``-th of them."""

    def __init__(self, moment: int, failure: BaseException, *, folder_syncs: bool) -> None:
        self._moment = moment
        self._failure = failure
        self._folder_syncs = folder_syncs
        self._calls = 0

    @property
    def has_broken(self) -> bool:
        return self._calls >= self._moment

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("fsync", "mkdir", "remove", "replace", "rmdir"):
            patch.setattr(os, name, self._breaking(name, getattr(os, name)))

    def _breaking(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self._folder_syncs or name != "fsync" or stat.S_ISREG(os.fstat(args[0]).st_mode):
                self._calls += 1
                if self._calls == self._moment:
                    raise self._failure
            return original(*args, **options)

        return call


def _broken_commits(
    tmp_path: Path, before: Step, commit: Step, failure: BaseException, *, folder_syncs: bool
) -> Iterator[tuple[Path, bool]]:
    """A store per moment at which ``commit`` can break, and whether the commit was said to be done."""
    for moment in range(1, 100):
        root = tmp_path / str(moment)
        _commit(root, before)
        breaker = Breaker(moment, failure, folder_syncs=folder_syncs)
        done = False
        with pytest.MonkeyPatch.context() as patch, suppress(StoreError, Killed):
            breaker.install(patch)
            _commit(root, commit)
            done = True
        if not breaker.has_broken:
            return
        yield root, done
    pytest.fail("the commit never got through")


@pytest.mark.parametrize(("before", "commit"), COMMITS)
def test_a_commit_killed_at_any_moment_is_there_whole_or_not_at_all(tmp_path: Path, before: Step, commit: Step) -> None:
    old, new = _expected(tmp_path, before, commit)
    states = []
    for root, _ in _broken_commits(tmp_path, before, commit, Killed(), folder_syncs=True):
        states.append(_state(root))
        assert states[-1] in (old, new)
        _commit(root, commit)  # whatever was left behind is in nobody's way
        assert _state(root) == new
        assert not list(root.glob("redo.json*"))
    assert [states[0], states[-1]] == [old, new]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize(("before", "commit"), COMMITS)
def test_a_commit_that_raises_changed_nothing_and_one_that_does_not_changed_all(
    tmp_path: Path, before: Step, commit: Step, number: int
) -> None:
    old, new = _expected(tmp_path, before, commit)
    refusal = OSError(number, os.strerror(number))
    for root, done in _broken_commits(tmp_path, before, commit, refusal, folder_syncs=False):
        assert _state(root) == (new if done else old)


def _expected(tmp_path: Path, before: Step, commit: Step) -> tuple[State, State]:
    root = tmp_path / "unbroken"
    _commit(root, before)
    old = _state(root)
    _commit(root, commit)
    return old, _state(root)
