"""A storm of kills over parallel writers: afterwards the store is sound, and everything acknowledged is there."""

from __future__ import annotations

import os
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING

import pytest

if os.name == "nt":
    pytest.skip("processes are forked and killed by signals here", allow_module_level=True)

from e2e.installed import FRONT_DOOR
from e2e.warmed import program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from e2e.installed import Sig

KILLS = 400 if os.environ.get("SIG_STORM") else 40
WRITERS = 6
SEED = int(os.environ.get("SIG_SEED") or Random().randrange(10**6))
DEFINITION = "-g images -r Contoso -i web"


@pytest.fixture
def door() -> Mapping[str, str]:
    """One will do: what is killed here is below both doors."""
    return FRONT_DOOR


def test_every_acknowledged_write_outlives_a_storm_of_kills(sig: Sig) -> None:
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso --soft-delete true",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s v1 --os-type Linux",
    ):
        assert sig.in_process(line).exit_code == 0
    logs = sig.folder / "logs"
    logs.mkdir()
    hint = f"seed {SEED}: SIG_SEED={SEED} repeats what is killed where, {logs} says what was done"

    answer = program("storm", sig, kills=KILLS, writers=WRITERS, seed=SEED, logs=str(logs))

    refusals = [line for log in logs.iterdir() for line in log.read_text().splitlines() if line.startswith("refused")]
    assert (answer["refused"], refusals) == (0, []), hint
    checked = sig.in_process("store check")
    assert checked.exit_code == 0, f"{hint}: {checked}"
    live = {found["name"]: found["tags"] for found in sig.in_process(f"image-version list {DEFINITION}").json}
    deleted = {found["name"] for found in sig.in_process(f"image-version list-soft-deleted {DEFINITION}").json}
    assert live.keys().isdisjoint(deleted), hint
    tried = set()
    for log in sorted(logs.iterdir()):
        for number, possible in outcomes(log).items():
            is_now = (
                "deleted" if number in deleted else "tagged" if live.get(number) else "live" if number in live else ""
            )
            assert is_now in possible, f"{hint}: {number}"
            tried.add(number)
    assert live.keys() | deleted <= tried, hint
    tags = sig.in_process(f"image-definition show {DEFINITION}").json["tags"]
    for log in sorted(logs.iterdir()):
        assert tags.get(f"writer{log.name}", "0") in counts(log), hint


def outcomes(log: Path) -> dict[str, set[str]]:
    """Per version what it may be now: what was last said to be done, or also what was tried after it."""
    now: dict[str, set[str]] = defaultdict(lambda: {""})
    tagged: dict[str, set[str]] = defaultdict(lambda: {"live"})
    for line in log.read_text().splitlines():
        ending, what, number = line.split()
        if what == "count":
            continue
        after = {"create": {"live"}, "tag": {"tagged"}, "delete": {"deleted"}, "undelete": tagged[number]}[what]
        if what == "delete" and ending == "try":
            tagged[number] = set(now[number])  # what it comes back as
        now[number] = after if ending == "done" else now[number] | after
    return now


def counts(log: Path) -> set[str]:
    """What the tag of a writer may be now."""
    now = {"0"}
    for line in log.read_text().splitlines():
        ending, what, count = line.split()
        if what == "count":
            now = {count} if ending == "done" else now | {count}
    return now
