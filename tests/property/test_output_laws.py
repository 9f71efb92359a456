import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sig.output import compile_query, flatten, render

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ONE_LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=12)
# PyYAML folds these three line ends of Unicode into others, and az prints what PyYAML writes.
YAML_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"), max_size=12)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def documents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        st.none() | st.booleans() | NUMBERS | text,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
        max_leaves=12,
    )


def results(text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """None is no result: it prints nothing."""
    return documents(text).filter(lambda data: data is not None)


MEMBERS = st.dictionaries(TEXT, documents(TEXT), max_size=4)
IDS = st.sampled_from(["web", "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g"])
ARM_BODIES = st.fixed_dictionaries(
    {}, optional={"id": IDS, "name": TEXT, "tags": MEMBERS, "type": TEXT, "properties": MEMBERS | st.none()}
)


@given(results(TEXT))
def test_json_parses_back_to_the_same_data(data: Any) -> None:
    assert json.loads(render(data, "json")) == data


@given(results(TEXT))
def test_json_is_what_pythons_own_writer_makes(data: Any) -> None:
    assert render(data, "json") == json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@given(results(YAML_TEXT))
def test_yaml_parses_back_to_the_same_data(data: Any) -> None:
    assert yaml.safe_load(render(data, "yaml")) == data


@given(st.lists(documents(ONE_LINE), max_size=6))
def test_tsv_has_as_many_lines_as_the_list_has_items(items: list[Any]) -> None:
    assert render(items, "tsv").count("\n") == len(items)


@pytest.mark.parametrize("output_format", ["json", "yaml", "tsv"])
@given(data=results(TEXT))
def test_a_query_for_everything_changes_nothing(output_format: str, data: Any) -> None:
    assert render(data, output_format, query=compile_query("@")) == render(data, output_format)


@given(ARM_BODIES)
def test_flattening_what_is_flat_changes_nothing(body: dict[str, Any]) -> None:
    flat = flatten(body)
    assert "properties" in flat or flatten(flat) == flat


@given(ARM_BODIES)
def test_the_order_in_which_a_body_was_written_does_not_show(body: dict[str, Any]) -> None:
    backwards = dict(reversed(body.items()))
    if body.get("properties"):
        backwards["properties"] = dict(reversed(body["properties"].items()))
    assert list(flatten(backwards).items()) == list(flatten(body).items())
