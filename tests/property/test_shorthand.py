"""Laws of shorthand: what is written is read back, and no word makes it fall over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sig.cli.grammar import UsageError
from sig.cli.shorthand import text, value
from sig.domain.publishing import TargetRegion

if TYPE_CHECKING:
    from typing import Any

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
KIND = tuple[dict[str, str], ...]
REGIONS = st.lists(
    st.builds(
        TargetRegion,
        name=TEXTS.filter(bool),
        regional_replica_count=st.none() | st.integers(0, 99),
        exclude_from_latest=st.none() | st.booleans(),
    )
).map(tuple)


def quoted(word: str) -> str:
    return "'" + word.replace("'", "'/") + "'"


def shorthand(data: Any) -> str:
    """``data`` in shorthand, every text between quotes."""
    if isinstance(data, list):
        return f"[{','.join(map(shorthand, data))}]"
    if isinstance(data, dict):
        return f"{{{','.join(f'{quoted(key)}:{shorthand(item)}' for key, item in data.items())}}}"
    return quoted(data)


KEYS = TEXTS.filter(lambda key: not {"'", '"'} & set(key))


@given(st.lists(st.dictionaries(KEYS, TEXTS)))
def test_what_is_written_in_shorthand_is_read_back(data: list[dict[str, str]]) -> None:
    assert value([shorthand(data)], KIND, "--x") == tuple(data)


@given(st.lists(st.dictionaries(TEXTS, TEXTS)))
def test_what_is_written_in_json_is_read_back(data: list[dict[str, str]]) -> None:
    assert value([json.dumps(data)], KIND, "--x") == tuple(data)


@given(REGIONS)
def test_parts_make_the_whole(regions: tuple[TargetRegion, ...]) -> None:
    words = []
    for at, region in enumerate(regions):
        words.append(f"[{at}].name={quoted(region.name or '')}")
        if region.regional_replica_count is not None:
            words.append(f"[{at}].regional-replica-count={region.regional_replica_count}")
        if region.exclude_from_latest is not None:
            words.append(f"[{at}].exclude-from-latest={region.exclude_from_latest}")
    assert (value(words, tuple[TargetRegion, ...], "--x") or ()) == regions


@given(TEXTS)
def test_a_quoted_text_is_the_text(word: str) -> None:
    assert text(quoted(word), "--x") == word


@given(st.lists(st.text(st.sampled_from("[]{}:,'\"=.0a- /null")) | TEXTS, min_size=1))
def test_no_word_is_more_than_refused(words: list[str]) -> None:
    for kind in (tuple[TargetRegion, ...], dict[str, str], tuple[str, ...]):
        try:
            value(words, kind, "--x")
        except UsageError as refusal:
            assert refusal.message.startswith("Failed to parse '--x' argument: ")  # noqa: PT017
