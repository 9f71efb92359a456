"""Laws of the field diff: it leads from one document to the other and back, and says nothing of what is the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sig.domain.document_diff import Change, DoesNotFit, applied, diff, reversed_changes, same, steps

# Few keys and values, so that two documents have something in common; keys that a path could misread.
KEYS = st.sampled_from(["a", "b", "", ".", "a.b", "[0]", '"', "\\", "\n", "0", "tags"]) | st.text(max_size=3)
SCALARS = st.sampled_from([None, True, False, 0, 1, -1, 0.0, -0.0, 1.0, "", "1", "x"]) | st.integers() | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=5)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Any, Any]:
    """Two documents, or a document and none, often with much in common."""
    before = draw(DOCUMENTS)
    after = draw(st.none() | DOCUMENTS | st.builds(lambda other: {**before, **other}, DOCUMENTS))
    return (before, after) if draw(st.booleans()) else (after, before)


@given(pairs())
def test_a_diff_leads_from_one_document_to_the_other(pair: tuple[Any, Any]) -> None:
    before, after = pair
    assert same(applied(before, diff(before, after)), after)


@given(pairs())
def test_a_diff_leads_back(pair: tuple[Any, Any]) -> None:
    before, after = pair
    assert same(applied(after, reversed_changes(diff(before, after))), before)


@given(pairs())
def test_a_diff_is_empty_only_between_documents_that_are_the_same(pair: tuple[Any, Any]) -> None:
    before, after = pair
    assert (diff(before, after) == []) == same(before, after)


@given(pairs())
def test_no_property_is_named_twice_and_each_change_changes_something(pair: tuple[Any, Any]) -> None:
    changes = diff(*pair)
    assert len({path for path, _, _ in changes}) == len(changes)
    assert not any(same(change.before, change.after) for change in changes)


@given(pairs(), DOCUMENTS)
def test_a_diff_changes_no_document_that_is_not_as_it_was_before(pair: tuple[Any, Any], other: Any) -> None:
    before, after = pair
    changes = diff(before, after)
    try:
        outcome = applied(other, changes)
    except DoesNotFit:
        return
    assert same(applied(outcome, reversed_changes(changes)), other)


@given(st.text(alphabet='a."[]0\\'))
def test_any_text_is_a_path_or_refused(text: str) -> None:
    try:
        found = steps(text)
    except ValueError:
        return
    assert all(isinstance(step, str | int) for step in found)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, {"a": 1}, [Change("", None, {"a": 1})]),
        ({"a": 1}, None, [Change("", {"a": 1}, None)]),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, [Change("a.b", 1, 2)]),
        ({"a": 1}, {"b": 1}, [Change("a", 1, None), Change("b", None, 1)]),
        ({"a": 1}, {"a": 1.0}, [Change("a", 1, 1.0)]),
        ({"t": {"x.y": 1}}, {"t": {"x.y": 2}}, [Change('t."x.y"', 1, 2)]),
        ({"r": [{"n": 1}, 2]}, {"r": [{"n": 1}, 3]}, [Change("r[1]", 2, 3)]),
        ({"r": [{"n": 1}]}, {"r": [{"n": 2}]}, [Change("r[0].n", 1, 2)]),
        ({"r": [1]}, {"r": [1, 2]}, [Change("r", [1], [1, 2])]),
        ({"r": [None]}, {"r": [1]}, [Change("r[0]", None, 1)]),
        ({"a": {"b": None}}, {"a": {}}, [Change("a", {"b": None}, {})]),
    ],
)
def test_a_change_is_named_by_its_path(before: Any, after: Any, changes: list[Change]) -> None:
    assert diff(before, after) == changes
