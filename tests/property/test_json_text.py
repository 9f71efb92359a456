"""Both readers of JSON agree about every text, and both writers about every value that a store keeps."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sig.store import json_text

if TYPE_CHECKING:
    from typing import Any

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
ODD = st.sampled_from(
    [
        "NaN",
        "-Infinity",
        "1e999",
        "-0",
        "-0.0",
        "01",
        "1.",
        "\u0661",
        "9" * 30,
        '"\\ud800"',
        '"\x01"',
        "[" * 2000,
        "[" * 1500 + "]" * 1500,
        "[" * 300 + "]" * 300,
        "\ufeff1",
        "",
    ]
)


@pytest.fixture(autouse=True)
def slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if orjson were not there yet, and little had been read: the tests themselves have it."""
    monkeypatch.setattr(json_text, "_is_little", lambda _: True)


def read_by(reader: Any, data: bytes) -> tuple[str, str]:
    """What ``reader`` makes of ``data``, with the types of all it holds."""
    try:
        return "read", repr(reader(data))
    except ValueError:
        return "refused", ""


@given(VALUES.map(lambda value: json.dumps(value, ensure_ascii=False)) | ODD | st.text())
@example('{"a": 1, "a": 2}')
def test_a_text_is_read_as_orjson_reads_it(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert read_by(json_text.loads, data) == read_by(orjson.loads, data)


@given(st.binary())
def test_bytes_that_are_no_text_are_refused_alike(data: bytes) -> None:
    assert read_by(json_text.loads, data) == read_by(orjson.loads, data)


def written_by(writer: Any, value: Any) -> bytes | str:
    try:
        made: bytes = writer(value)
    except TypeError:
        return "refused"
    return made


@given(VALUES, st.booleans())
def test_a_value_is_written_to_the_byte_as_orjson_writes_it(value: Any, sorted_keys: bool) -> None:
    options = orjson.OPT_SORT_KEYS if sorted_keys else 0
    in_file = options | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    assert written_by(lambda it: json_text.dumps(it, sorted_keys=sorted_keys), value) == written_by(
        lambda it: orjson.dumps(it, option=options), value
    )
    assert written_by(lambda it: json_text.dumps(it, indented=True, sorted_keys=sorted_keys), value) == written_by(
        lambda it: orjson.dumps(it, option=in_file), value
    )


def test_a_long_read_goes_over_to_orjson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(json_text, "_done", 0)
    monkeypatch.setattr(json_text, "_FEW", 1000)
    monkeypatch.delitem(sys.modules, "orjson")
    assert json_text.loads(b"[1]") == [1]
    assert "orjson" not in sys.modules
    assert json_text.loads(b"[" + b"1," * 600 + b"1]") == [1] * 601
    assert "orjson" in sys.modules
