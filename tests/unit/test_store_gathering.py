"""Steps gathered over one transaction: seen by the next ones, undone alone, committed together or never."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sig.domain.resource_id import ResourceId, gallery_id
from sig.store import ROOT, Author, Document, DocumentNotStorable, FileStore, Store, open_store
from sig.store.gathering import GatheringStore

ONE, TWO, THREE = (gallery_id("s", "g", name) for name in ("one", "two", "three"))


@pytest.fixture
def place(tmp_path: Path) -> Store:
    """A store with the document ONE."""
    store = open_store(str(tmp_path / "store"))
    put(store, ONE, {"at": 0})
    return store


def put(store: Store, resource: ResourceId, document: Document) -> None:
    with store.writing() as tx:
        tx.put(resource, document)


def content(store: Store) -> dict[ResourceId, Document | None]:
    with store.reading() as view:
        return {found: view.get(found) for found in view.below(ROOT)}


def author(verb: str) -> Author:
    return Author(verb, verb.split(), {"name": verb}, "owner", lambda: datetime(2026, 1, 7, tzinfo=UTC))


@contextmanager
def gathered(place: Store) -> Iterator[GatheringStore]:
    """What is gathered is committed at the end."""
    authors: list[Author] = []
    with place.attributed(author("batch")._replace(calls=authors)).writing() as outer:
        store = GatheringStore(place, outer, authors)
        yield store
        store.settle()


def test_what_is_gathered_is_committed_at_the_end_and_not_before(place: Store) -> None:
    with gathered(place) as store:
        put(store, ONE, {"at": 1})
        put(store, TWO, {"at": 1})
        put(store, TWO, {"at": 2})
        assert content(store) == {ONE: {"at": 1}, TWO: {"at": 2}}
        assert content(place) == {ONE: {"at": 0}}
    assert content(place) == {ONE: {"at": 1}, TWO: {"at": 2}}


def test_a_step_that_fails_is_undone_alone(place: Store) -> None:
    with gathered(place) as store:
        put(store, TWO, {})
        with suppress(RuntimeError), store.writing() as tx:
            tx.put(THREE, {})
            tx.delete(TWO)
            raise RuntimeError
        put(store, ONE, {"at": 1})
    assert content(place) == {ONE: {"at": 1}, TWO: {}}


def test_a_failure_of_the_whole_undoes_every_step(place: Store) -> None:
    with suppress(RuntimeError), gathered(place) as store:
        put(store, TWO, {})
        raise RuntimeError
    assert content(place) == {ONE: {"at": 0}}


def test_changes_are_told_from_before_the_first_step_to_after_the_last(place: Store) -> None:
    with place.rehearsing() as outer:
        store = GatheringStore(place, outer)
        put(store, ONE, {"at": 1})
        put(store, TWO, {"at": 1})
        put(store, THREE, {"at": 1})
        with store.writing() as tx:
            tx.delete(ONE)
            tx.delete(THREE)
            tx.put(TWO, {"at": 2})
        assert {name: sides for name, sides in store.changes.items() if sides != (None, None)} == {
            ONE: ({"at": 0}, None),
            TWO: (None, {"at": 2}),
        }


def test_a_document_that_came_and_went_is_not_committed(place: Store) -> None:
    with gathered(place) as store:
        put(store, TWO, {})
        with store.writing() as tx:
            tx.delete(TWO)
    with place.reading() as view:
        assert len(list(view.events())) == 1  # that of ONE


def test_a_reader_keeps_what_it_was_opened_with(place: Store) -> None:
    with gathered(place) as store, store.reading() as view:
        put(store, TWO, {})
        assert not view.exists(TWO)
        assert view.get(ONE) == {"at": 0}


def test_notes_reach_the_next_step_and_the_store(place: Store) -> None:
    with gathered(place) as store:
        with store.writing() as tx:
            tx.put(TWO, {})
            tx.leave_note("room", 5)
        with store.writing() as tx:
            assert tx.note("room") == 5
            tx.leave_note("room", 4)  # changes nothing, and so leaves nothing
    with place.reading() as view:
        assert view.note("room") == 5


def test_the_commit_names_who_took_its_steps(place: Store) -> None:
    with gathered(place) as store:
        put(store.attributed(author("image-version create")), TWO, {})
        with store.attributed(author("gallery delete")).writing() as tx:
            tx.delete(THREE)  # is not there: nothing was done
        put(store.attributed(author("gallery update")), ONE, {})
    with place.reading() as view:
        event = next(iter(view.events()))
    assert event["verb"] == "batch"
    assert [call["verb"] for call in event["calls"]] == ["image-version create", "gallery update"]
    assert event["calls"][0] == {
        "verb": "image-version create",
        "command": ["image-version", "create"],
        "options": {"name": "image-version create"},
    }


def test_gatherings_nest(place: Store) -> None:
    with gathered(place) as store:
        put(store, ONE, {"at": 1})
        with suppress(RuntimeError), gathered(store) as inner:
            put(inner, TWO, {})
            raise RuntimeError
        with gathered(store) as inner:
            put(inner, THREE, {})
        with store.rehearsing() as tx:
            tx.delete(ONE)
            assert tx.get(THREE) == {}
    assert content(place) == {ONE: {"at": 1}, THREE: {}}


def test_what_the_store_cannot_keep_is_refused_in_the_step(tmp_path: Path) -> None:
    place = FileStore.create(tmp_path / "store", "toml")
    with gathered(place) as store:
        with pytest.raises(DocumentNotStorable, match="null"):
            put(store, ONE, {"at": None})
        put(store, TWO, {})
    assert content(place) == {TWO: {}}
