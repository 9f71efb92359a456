"""Laws of the document formats: what goes in comes out, or is refused."""

from math import isfinite
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sig.store import Document, DocumentFormat, DocumentNotStorable
from sig.store.codec import RESERVED_KEYS, VERSION_KEY, decode, encode, storable

TEXT = st.text()  # any Unicode but lone surrogates
SCALARS = st.one_of(
    TEXT, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)
)


def documents(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
        max_leaves=20,
    )
    return st.dictionaries(TEXT.filter(lambda key: key not in RESERVED_KEYS), values, max_size=6)


def round_trip(document: Document, document_format: DocumentFormat) -> Document:
    content = decode(encode(document, document_format), document_format, "path")
    assert content.pop(VERSION_KEY) == 1
    return content


def typed(value: Any) -> Any:
    """``value`` so that 1, 1.0 and True differ, and -0.0 from 0.0."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    return list(map(typed, value)) if isinstance(value, list) else (type(value), repr(value))


@given(documents(SCALARS | st.none()))
def test_json_loses_nothing(document: Document) -> None:
    again = round_trip(storable(document, nulls=True), "json")
    assert typed(again) == typed(document)
    assert list(again) == list(document)


@given(documents(SCALARS))
def test_toml_loses_nothing_but_the_order_of_keys(document: Document) -> None:
    assert typed(round_trip(storable(document, nulls=False), "toml")) == typed(document)


@given(documents(SCALARS))
def test_json_and_toml_say_the_same(document: Document) -> None:
    assert round_trip(round_trip(document, "json"), "toml") == round_trip(round_trip(document, "toml"), "json")


@given(documents(st.one_of(SCALARS, st.none(), st.floats(), st.integers(), st.binary(), st.just("\udcff"))))
def test_a_document_is_kept_exactly_or_refused(document: Document) -> None:
    try:
        copy = storable(document, nulls=True)
    except DocumentNotStorable:
        return
    assert typed(round_trip(copy, "json")) == typed(document)


@given(st.floats())
def test_only_finite_floats_are_kept(number: float) -> None:
    try:
        storable({"number": number}, nulls=True)
    except DocumentNotStorable:
        assert not isfinite(number)
    else:
        assert isfinite(number)
