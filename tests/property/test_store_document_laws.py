"""Laws of the document formats: what goes in comes out, or is refused."""

from math import isfinite
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sig.domain.resource_id import gallery_id
from sig.store import ROOT, Document, DocumentFormat, DocumentNotStorable, FileStore
from sig.store.codec import RESERVED_KEYS, VERSION_KEY, decode, encode, storable
from sig.store.conversion import convert

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


@given(documents(SCALARS))
def test_json_survives_toml_and_toml_survives_json(document: Document) -> None:
    for there, back in (("toml", "json"), ("json", "toml")):
        assert typed(round_trip(round_trip(document, there), back)) == typed(document)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(TEXT, documents(SCALARS), min_size=1, max_size=4))
def test_a_store_that_is_converted_there_and_back_holds_the_same_documents(contents: dict[str, Document]) -> None:
    with TemporaryDirectory() as folder:
        store = FileStore(folder)
        with store.writing() as tx:
            for name, document in contents.items():
                tx.put(gallery_id("s", "g", name), document)
        before = _content(store)
        for wanted in ("toml", "json"):
            convert(store, wanted)
            assert store.info().document_format == wanted
            assert _content(store) == before


def _content(store: FileStore) -> dict[str, Any]:
    with store.reading() as view:
        return {str(found): typed(view.get(found)) for found in view.below(ROOT)}


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
