"""Laws of history: every earlier state can be had again, and what is undone is as if it had not been done."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sig.domain.errors import Conflict
from sig.domain.resource_id import ResourceId, definition_id, gallery_id, version_id
from sig.service import history
from sig.service.context import Context
from sig.store import ROOT, Document, Store, View, open_store

if TYPE_CHECKING:
    from typing import Any

SUB = "00000000-0000-0000-0000-000000000000"
RESOURCES = [
    gallery_id(SUB, "g", "main"),
    gallery_id(SUB, "g", "other"),
    definition_id(SUB, "g", "main", "web"),
    version_id(SUB, "g", "main", "web", "1.0.0"),
    version_id(SUB, "g", "main", "web", "2.0.0"),
]
KEYS = st.sampled_from(["a", "b.c", "", '"'])
VALUES = st.recursive(
    st.integers(0, 2) | st.sampled_from(["", "a", "a.b", "ü"]) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["x", "y", "tags"]), VALUES, max_size=3)
COMMITS = st.lists(
    st.dictionaries(st.sampled_from(RESOURCES), st.none() | DOCUMENTS, min_size=1, max_size=3), min_size=1, max_size=8
)
BACKENDS = ["memory", "file"]

State = dict[ResourceId, Document | None]


def _shown(view: View) -> State:
    return {resource: view.get(resource) for resource in view.below(ROOT)}


def _state(store: Store) -> State:
    with store.reading() as view:
        return _shown(view)


def _committed(store: Store, commits: list[dict[ResourceId, Any]]) -> list[State]:
    """The states after each event, that before the first one included."""
    states = [_state(store)]
    for changes in commits:
        with store.writing() as tx:
            for resource, document in changes.items():
                if document is None:
                    tx.delete(resource)
                else:
                    tx.put(resource, document)
            changed = bool(tx.changes)
        if changed:
            states.append(_state(store))
    return states


@pytest.mark.parametrize("backend", BACKENDS)
@given(commits=COMMITS)
@settings(max_examples=40, deadline=None)
def test_every_earlier_state_can_be_had_again(backend: str, commits: list[dict[ResourceId, Any]]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(folder if backend == "file" else f"memory:{uuid4()}")
        states = _committed(store, commits)
        context = Context(store, SUB)
        for number, state in list(enumerate(states))[1:]:
            earlier = history.at(context, str(number)).store
            with earlier.reading() as view:
                assert _shown(view) == state
                assert {resource: view.exists(resource) for resource in RESOURCES} == {
                    resource: resource in state for resource in RESOURCES
                }
                assert [event["event"] for event in view.events()] == list(range(number, 0, -1))


@pytest.mark.parametrize("backend", BACKENDS)
@given(commits=COMMITS, data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_undone_is_as_if_it_had_not_been_done(
    backend: str, commits: list[dict[ResourceId, Any]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(folder if backend == "file" else f"memory:{uuid4()}")
        states = _committed(store, commits)
        context = Context(store, SUB)
        if len(states) == 1:
            return
        number = data.draw(st.integers(1, len(states) - 1))
        before, own, now = states[number - 1], states[number], states[-1]
        changed = {resource for resource in RESOURCES if before.get(resource) != own.get(resource)}
        try:
            answer = history.undo(context, number)
        except Conflict:
            assert _state(store) == now
            return
        assert answer["event"] == len(states)
        after = _state(store)
        for resource in RESOURCES:
            expected = before if resource in changed else now
            assert after.get(resource) == expected.get(resource)
        history.undo(context)
        assert _state(store) == now
