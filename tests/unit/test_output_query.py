from collections import OrderedDict
from typing import Any

import pytest

from sig.output import QueryError, compile_query, render

GALLERIES: list[dict[str, Any]] = [{"name": "g1", "size": 2, "tags": {"a": "1"}}, {"name": "g2", "size": 1}]


def refusal(text: str, data: Any = GALLERIES) -> str:
    with pytest.raises(QueryError) as refused:
        compile_query(text).run(data)
    assert str(refused.value) == refused.value.message
    return refused.value.message


def test_a_query_selects_from_the_data() -> None:
    assert compile_query("[?size>`1`].name").run(GALLERIES) == ["g1"]


def test_a_query_that_selects_nothing_gives_none() -> None:
    assert compile_query("[0].missing").run(GALLERIES) is None


def test_an_object_made_by_a_query_keeps_the_order_of_its_names() -> None:
    made = compile_query("[0].{z:size,a:name}").run(GALLERIES)
    assert type(made) is OrderedDict
    assert list(made.items()) == [("z", 2), ("a", "g1")]


def test_an_object_merely_selected_stays_a_plain_one() -> None:
    assert type(compile_query("[0]").run(GALLERIES)) is dict


def test_a_query_shows_its_text() -> None:
    assert repr(compile_query("[].name")) == "Query('[].name')"


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("[].name", {"name"}),
        ("[*].name", {"name"}),
        ("[].name | [0]", {"name"}),
        ("[].{n: name}", {"name"}),
        ("[].[name, tags.a]", {"name", "tags"}),
        ("[].tags.a", {"tags"}),
        ("[-1].name", None),
        ("[?name=='x'].name", None),
        ("[].length(@)", None),
        ("[].[name, @]", None),
        ("[]", None),
        ("name", None),
        ("length(@)", None),
    ],
)
def test_a_query_tells_which_members_of_each_item_it_reads(text: str, members: set[str] | None) -> None:
    assert compile_query(text).members_of_items() == members


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The query is empty: give a JMESPath expression such as '[].name'."),
        ("[", "The query '[' is not complete: it breaks off after character 1."),
        ("[].{n:name", "The query '[].{n:name' is not complete: it breaks off after character 10."),
        ("[0].", "The query '[0].' is not complete: it breaks off after character 4."),
        ("a b", "The query 'a b' is not valid JMESPath at character 3: unexpected 'b'."),
        ("[].{a:b,}", "The query '[].{a:b,}' is not valid JMESPath at character 9: unexpected '}'."),
        ("[?a=b]", "The query '[?a=b]' is not valid JMESPath at character 4: unknown token '='."),
        ("[?a=='x]", "The query '[?a=='x]' is not valid JMESPath at character 6: unclosed ' delimiter."),
    ],
)
def test_a_malformed_query_is_refused_with_the_place_where_it_breaks(text: str, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        compile_query(text)
    assert refused.value.message == message


def test_a_query_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        compile_query("(" * 100_000)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("length([0].size)", "length() takes string or array or object, not number"),
        ("sort_by(@,&tags)", "sort_by() takes string or number, not object"),
        ("length(@,@)", "expected 1 argument for function length(), received 2"),
        ("lenght(@)", "unknown function: lenght(); the nearest is length()"),
        ("xyzzy(@)", "unknown function: xyzzy()"),
        ("[?name<`1`]", "'<' not supported between instances of 'str' and 'int'"),
        ("[::0]", "slice step cannot be zero"),
        ("ceil(`1e999`)", "cannot convert float infinity to integer"),
    ],
)
def test_a_query_that_does_not_fit_the_data_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert refusal(text) == f"The query '{text}' cannot be applied: {reason}."


@pytest.mark.parametrize("text", ["&name", "[&name]", "{a:&name}"])
def test_a_query_that_yields_no_data_is_refused(text: str) -> None:
    assert refusal(text) == (
        f"The query '{text}' yields an expression instead of data: "
        "'&' belongs in the arguments of a function such as sort_by()."
    )


def test_an_expression_in_the_arguments_of_a_function_is_welcome() -> None:
    assert compile_query("sort_by(@,&size)[].name").run(GALLERIES) == ["g2", "g1"]


def test_a_refusal_reaches_the_caller_of_render_even_when_nothing_would_be_printed() -> None:
    with pytest.raises(QueryError, match="takes string or array or object, not null"):
        render(GALLERIES, "none", query=compile_query("length([0].missing)"))
