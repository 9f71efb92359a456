"""Many processes at once: one winner per identifier, no update lost, no reader that sees half a commit."""

from __future__ import annotations

import os
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if os.name == "nt":
    pytest.skip("processes are forked here", allow_module_level=True)

from e2e.installed import Sig
from e2e.warmed import program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STORM = bool(os.environ.get("SIG_STORM"))
CREATORS, CREATES = (32, 50) if STORM else (8, 12)
TRIPLETS = 100 if STORM else 20
MOVES = 200 if STORM else 40
SEED = int(os.environ.get("SIG_SEED") or Random().randrange(10**6))
HINT = f"repeat with SIG_SEED={SEED}"
OK, REFUSED = 0, 1


class Told(NamedTuple):
    """What one process of the crowd tells of one thing it did."""

    process: int
    what: str
    code: int | None
    more: Any
    stderr: str


@pytest.fixture(scope="module")
def sig(tmp_path_factory: pytest.TempPathFactory, door: Mapping[str, str]) -> Sig:
    """A gallery with a version that is moved about; the same for all tests here: the crowd comes once per door."""
    sig = Sig(tmp_path_factory.mktemp("crowd")).given(**door)
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso --soft-delete true",
        "image-definition create -g images -r Contoso -i moving -p Contoso -f Moving -s v1 --os-type Linux",
        "image-version create -g images -r Contoso -i moving -e 1.0.0 --managed-image web-41",
    ):
        assert sig.in_process(line).exit_code == 0
    return sig


@pytest.fixture(scope="module")
def told(sig: Sig) -> list[Told]:
    answer = program(
        "crowd", sig, creators=CREATORS, creates=CREATES, triplets=TRIPLETS, moves=MOVES, readers=2, seed=SEED
    )
    return [Told(*entry) for entry in answer]


def of(told: list[Told], *kinds: str) -> Iterator[Told]:
    return (entry for entry in told if entry.what in kinds)


def test_everyone_comes_to_the_end(told: list[Told]) -> None:
    assert {entry.code for entry in of(told, "end")} == {OK}, HINT
    assert len(list(of(told, "create"))) == CREATORS * CREATES


def test_every_identifier_has_exactly_one_winner(sig: Sig, told: list[Told]) -> None:
    tried = {entry.more for entry in of(told, "create")}
    won = Counter(entry.more for entry in of(told, "create") if entry.code == OK)
    assert won == dict.fromkeys(tried, 1), HINT
    kept = [found["identifier"] for found in sig.in_process("image-definition list -g images -r Contoso").json]
    assert sorted(f"{one['offer']} {one['sku']}" for one in kept) == sorted(["Moving v1", *tried]), HINT


def test_who_comes_second_is_told_who_was_first(told: list[Told]) -> None:
    for entry in of(told, "create"):
        assert entry.code == OK or (entry.code == REFUSED and "(Conflict)" in entry.stderr), (HINT, entry)


def test_no_update_is_lost(sig: Sig, told: list[Told]) -> None:
    last = {f"p{entry.process}": str(entry.more) for entry in of(told, "count")}
    assert {entry.code for entry in of(told, "count")} == {OK}, HINT
    assert sig.in_process("show -g images -r Contoso").json["tags"] == last, HINT


def test_a_reader_sees_what_moves_in_exactly_one_place(told: list[Told]) -> None:
    assert {entry.code for entry in of(told, "move")} == {OK}, HINT
    there_and_not = [False, False, True, True]  # by document and by name, here and there
    assert [entry for entry in of(told, "seen") if entry.more != there_and_not] == [], HINT


def test_no_reader_is_refused_because_others_write(told: list[Told]) -> None:
    refused = [entry for entry in of(told, "read") if entry.code != OK]
    assert refused == [], HINT
