"""The rules of history: what cannot be known any more, and what cannot be taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from refusals import refused
from sig.domain.errors import Conflict, InvalidParameter, NotFound
from sig.domain.gallery import Gallery
from sig.service import galleries, history, image_definitions, image_versions
from sig.service.authors import signing
from sig.store import FileStore, StoreChanged, journal, open_store
from sig.store.gathering import GatheringStore
from worlds import at, definition, gallery, version

if TYPE_CHECKING:
    from sig.service.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    made = at(str(tmp_path / "store"))
    return made._replace(store=signing(made.store, "world make", [], {}, made.clock))


def test_r180_a_view_that_the_journal_cannot_keep_up_with_is_refused(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SEGMENT", 1)
    gallery(context)
    location = context.store.info().location
    forgetful = context._replace(store=FileStore(location, journal_limit=0))
    with context.store.reading() as view:
        for name in ("a", "b", "c"):
            gallery(forgetful, name)
        with refused(StoreChanged, rule="R180", target=str(Path(location, "journal", "current.jsonl"))):
            list(view.below(context.group("images")))


def test_r181_a_time_before_the_journal_is_refused(context: Context) -> None:
    gallery(context)
    short = context._replace(store=open_store(context.store.info().location, journal_limit=1))
    definition(short, context.gallery("images", "Main"))
    with refused(NotFound, "'2020-01-01'", "begins with event 2", rule="R181", target="--at"):
        history.at(short, "2020-01-01")
    for number in ("9", "1"):
        with refused(NotFound, rule="R181", target="--at"):
            history.at(short, number)


def test_r181_a_store_that_began_with_its_journal_was_empty_before(context: Context) -> None:
    gallery(context)
    assert galleries.listed(history.at(context, "2020-01-01")).items == []


def test_r181_nothing_is_undone_where_there_is_no_event(context: Context) -> None:
    with refused(NotFound, "nothing to undo", rule="R181", target="--event"):
        history.undo(context)
    gallery(context)
    with refused(NotFound, "no event 7", rule="R181", target="--event"):
        history.undo(context, 7)


def test_r182_what_holds_something_made_since_is_not_undone(context: Context) -> None:
    version(context, definition(context, gallery(context)))
    for number, events in ((1, "events 2, 3"), (2, "event 3")):
        with refused(Conflict, f"Event {number} cannot", events, "sig undo --event 3", rule="R182", target="--event"):
            history.undo(context, number)
    assert history.undo(context)["undone"] == 3
    assert history.undo(context, 2)["deleted"] == [f"{context.gallery('images', 'Main')}/images/web"]


def test_r182_what_was_in_something_deleted_since_is_not_undone(context: Context) -> None:
    made = definition(context, gallery(context))
    image_definitions.delete(context, made)
    galleries.delete(context, made.parent)
    with refused(Conflict, "'Main', which would hold it, was deleted by event 4", rule="R182", target="--event"):
        history.undo(context, 3)
    history.undo(context, 4)
    history.undo(context, 3)
    assert image_definitions.show(context, made)["name"] == "web"


def test_r182_what_was_changed_again_is_not_undone(context: Context) -> None:
    made = gallery(context)
    gallery(context, description="again")
    with refused(Conflict, "changed again by event 2", rule="R182", target="--event"):
        history.undo(context, 1)
    assert galleries.show(context, made)["properties"]["description"] == "again"


def test_r182_a_name_that_another_has_taken_is_not_given_twice(context: Context) -> None:
    galleries.delete(context, gallery(context))
    galleries.create(context, context.gallery("else", "main"), Gallery(location="westus"))
    with refused(Conflict, "'main' has its name or identifier by event 3", rule="R182", target="--event"):
        history.undo(context, 2)


def test_r183_what_was_edited_by_hand_is_neither_undone_nor_shown_as_it_was(context: Context) -> None:
    made, other = gallery(context), gallery(context, "Other")
    gallery(context, description="again")
    with context.store.reading() as view:
        place = Path(view.place(made))
    edited = place.read_text().replace("again", "by hand")
    place.write_text(edited)
    with refused(Conflict, "not as event 3 left it", rule="R183", target=str(place)):
        history.undo(context)
    then = history.at(context, "2")
    with refused(Conflict, "by hand or by git", rule="R183", target=str(place)):
        galleries.show(then, made)
    assert galleries.show(then, other)["name"] == "Other"
    assert place.read_text() == edited


def test_the_state_at_a_time_is_that_after_the_last_commit_until_then(context: Context) -> None:
    made = definition(context, gallery(context))
    start = context.clock.now()
    context.clock.sleep(60)
    version(context, made)
    before, after = (history.at(context, (start + timedelta(seconds=seconds)).isoformat()) for seconds in (59, 60))
    assert image_versions.listed(before, made).items == []
    assert [item["name"] for item in image_versions.listed(after, made).items] == ["1.0.0"]
    assert before.clock.now() == start + timedelta(seconds=59)


def test_a_deletion_is_undone_with_all_that_went_with_it(context: Context) -> None:
    made = version(context, definition(context, gallery(context)))
    before = image_versions.show(context, made)
    image_versions.delete(context, made)
    answer = history.undo(context)
    assert (answer["undone"], answer["event"], answer["restored"]) == (4, 5, [str(made)])
    assert image_versions.show(context, made) == before


def test_the_log_is_of_what_is_asked_for(context: Context) -> None:
    made = version(context, definition(context, gallery(context)))
    gallery(context, "Other")
    wanted = history.Wanted

    def numbers(wanted: history.Wanted) -> list[int]:
        return [event["event"] for event in history.log(context, wanted)]

    assert numbers(wanted()) == [4, 3, 2, 1]
    assert numbers(wanted(limit=2)) == [4, 3]
    assert numbers(wanted(resource="main")) == [3, 2, 1]
    assert numbers(wanted(resource="Main/WEB/")) == [3, 2]
    assert numbers(wanted(resource=str(made).upper())) == [3]
    assert numbers(wanted(resource="Mai")) == []
    assert numbers(wanted(group="IMAGES", resource="other")) == [4]
    assert numbers(wanted(group="else")) == []
    assert numbers(wanted(verb="world  make", principal="owner")) == [4, 3, 2, 1]
    assert numbers(wanted(verb="gallery create")) == numbers(wanted(principal="nobody")) == []
    assert numbers(wanted(since="2027-01-01")) == []


def test_r184_history_does_not_tell_of_what_is_gathered(context: Context) -> None:
    gallery(context)
    with context.store.rehearsing() as outer:
        gathering = context._replace(store=GatheringStore(context.store, outer))
        assert len(history.log(gathering, history.Wanted())) == 1
        gallery(gathering, "other")
        with refused(InvalidParameter, "in no journal", rule="R184", target="store"):
            history.undo(gathering)
