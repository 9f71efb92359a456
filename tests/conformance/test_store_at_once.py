"""Many at once on every backend, in threads; tests/e2e/test_crowd.py has the same in processes, on files."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from conformance.test_store import BACKENDS, GALLERY, Open, version
from sig.domain.choices import OsState, OsType
from sig.domain.errors import Conflict
from sig.domain.image_definition import DefinitionProperties, Identifier, ImageDefinition
from sig.service import image_definitions
from sig.store import ROOT
from sig.store.base import FORMAT_VERSION
from worlds import at, gallery

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.resource_id import ResourceId

THREADS = 8


@pytest.fixture(params=list(BACKENDS))
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Each call opens the same place anew, as another process would."""
    opener: Open = BACKENDS[request.param](tmp_path / "store")
    return opener


def put(reopen: Open, *resources: ResourceId) -> None:
    with reopen().writing() as tx:
        for resource in resources:
            tx.put(resource, {"id": str(resource)})


def test_of_many_who_make_what_is_not_there_exactly_one_does(reopen: Open) -> None:
    def make(number: int) -> str | None:
        wanted = version(f"1.0.{number % 5}")
        with reopen().writing() as tx:
            if tx.exists(wanted):
                return None
            tx.put(wanted, {"made_by": number})
            return wanted.name

    with ThreadPoolExecutor(THREADS) as pool:
        made = Counter(pool.map(make, range(50)))
    expected: dict[str | None, int] = {f"1.0.{number}": 1 for number in range(5)}
    assert made == {None: 45, **expected}


@pytest.mark.parametrize("location", ["memory:{}", "{}"], ids=["memory", "files"])
def test_of_definitions_made_at_once_each_identifier_has_one_winner(location: str, tmp_path: Path) -> None:
    context = at(location.format(tmp_path / "store"))
    holder = gallery(context)

    def make(number: int) -> str | None:
        publisher = "Contoso" if number % 2 else "CONTOSO"  # one and the same
        identifier = Identifier(publisher=publisher, offer="Web", sku=f"s{number % 6}")
        properties = DefinitionProperties(identifier=identifier, os_type=OsType.LINUX, os_state=OsState.GENERALIZED)
        try:
            image_definitions.create(
                context, holder.child("images", f"image{number}"), ImageDefinition(location=None, properties=properties)
            )
        except Conflict:
            return None
        return identifier.sku

    with ThreadPoolExecutor(THREADS) as pool:
        won = Counter(pool.map(make, range(48)))
    expected: dict[str | None, int] = {f"s{number}": 1 for number in range(6)}
    assert won == {None: 42, **expected}


def test_what_moves_is_seen_in_exactly_one_place(reopen: Open) -> None:
    places = [version("1.0.0"), GALLERY.child("deleted", "1.0.0")]
    put(reopen, places[0])

    def move(_: int) -> None:
        with reopen().writing() as tx:
            here, there = sorted(places, key=tx.exists, reverse=True)
            tx.put(there, {"moved": True})
            tx.delete(here)

    def look(number: int) -> list[bool]:
        with reopen().reading() as view:
            return [view.get(place) is not None for place in (places if number % 2 else reversed(places))]

    with ThreadPoolExecutor(THREADS) as pool:
        moves = [pool.submit(move, number) for number in range(30)]
        seen = list(pool.map(look, range(100)))
        for done in moves:
            done.result()
    assert [sorted(view) for view in seen] == [[False, True]] * 100


def test_nobody_waits_for_a_rehearsal(reopen: Open) -> None:
    with reopen().rehearsing() as rehearsed:
        rehearsed.put(GALLERY, {"rehearsed": True})
        with reopen(timeout=0).writing() as tx:
            tx.put(GALLERY, {"written": True})
    with reopen().reading() as view:
        assert view.get(GALLERY) == {"written": True}


# What a store says of itself, and small promises


def test_opening_reading_and_rehearsing_make_nothing(reopen: Open) -> None:
    lineage = reopen().info().lineage  # in TOML there is one, because somebody chose the format
    with reopen().reading() as view, reopen().rehearsing() as tx:
        assert view.get(GALLERY) is None
        tx.put(GALLERY, {})
    with reopen().writing() as tx:
        tx.delete(GALLERY)
    assert reopen().info().lineage == lineage
    with reopen().reading() as view:
        assert list(view.below(ROOT)) == []


def test_a_store_says_what_and_where_it_is(reopen: Open, tmp_path: Path) -> None:
    put(reopen, GALLERY)
    info = reopen().info()
    assert str(tmp_path / "store") in info.location
    assert info.kind == ("memory" if info.location.startswith("memory:") else "file")
    assert info.format_version == FORMAT_VERSION
    assert info.lineage


def test_keys_come_back_in_the_order_they_were_put(reopen: Open) -> None:
    keys = ["z", "a", "m", "B", "10", "9"]
    with reopen().writing() as tx:
        tx.put(GALLERY, {key: dict.fromkeys(keys, 1) for key in keys})
        document_format = reopen().info().document_format
    with reopen().reading() as view:
        document = view.get(GALLERY) or {}
    if document_format == "json":  # TOML promises none
        assert [list(document), list(document["z"])] == [keys, keys]
    assert sorted(document) == sorted(keys)


def test_several_are_got_in_the_order_they_are_asked_for(reopen: Open) -> None:
    put(reopen, *(version(f"{number}.0.0") for number in range(30)))
    asked = [version(f"{number}.0.0") for number in [7, 3, 99, 29, 3, *range(30)]]
    with reopen().reading() as view:
        assert list(view.several(asked)) == [view.get(resource) for resource in asked]
        assert list(view.several([])) == []
