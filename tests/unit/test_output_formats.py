import json
import re
from textwrap import dedent
from typing import Any

import pytest

from sig.output import FORMATS, compile_query, image_version_table, render

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WITH_TEXT = [name for name in FORMATS if name != "none"]


def shown(data: Any, output_format: str, query: str | None = None) -> str:
    return render(data, output_format, query=compile_query(query) if query else None)


def lines(text: str) -> str:
    return dedent(text).lstrip("\n")


# Every format


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_result_prints_nothing(output_format: str) -> None:
    assert shown(None, output_format) == ""


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_query_that_selects_nothing_prints_nothing(output_format: str) -> None:
    assert shown({"a": 1}, output_format, "missing") == ""


@pytest.mark.parametrize("output_format", WITH_TEXT)
@pytest.mark.parametrize("data", [0, False, "", {}, [0]])
def test_a_result_that_is_empty_or_false_still_prints_a_line(data: Any, output_format: str) -> None:
    assert shown(data, output_format).endswith("\n")


def test_the_format_none_prints_nothing_but_runs_the_query() -> None:
    assert shown({"a": 1}, "none", "a") == ""


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'tabel' is not .* json, jsonc, yaml, yamlc, table, tsv, none\."):
        render({}, "tabel")


# json


def test_json_sorts_keys_and_indents_by_two() -> None:
    assert shown({"b": [1, {}], "a": []}, "json") == lines(
        """
        {
          "a": [],
          "b": [
            1,
            {}
          ]
        }
        """
    )


def test_json_keeps_letters_of_every_script_and_escapes_control_characters() -> None:
    assert shown('Größe 漢字 😀 \x7f \u2028 \x01\b\f\n\r\t"\\', "json") == (
        '"Größe 漢字 😀 \x7f \u2028 \\u0001\\b\\f\\n\\r\\t\\"\\\\"\n'
    )


@pytest.mark.parametrize("number", [2**63, 2**64, -(2**63) - 1, 10**40])
def test_json_holds_integers_of_any_size(number: int) -> None:
    assert shown({"n": number}, "json") == f'{{\n  "n": {number}\n}}\n'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (1e16, "1e+16"),
        (1.0, "1.0"),
        ([1e-7], "[\n  1e-07\n]"),
        ({"n": [0.00001]}, '{\n  "n": [\n    1e-05\n  ]\n}'),
        (float("nan"), "NaN"),
    ],
)
def test_json_spells_floats_as_python_does(data: Any, text: str) -> None:
    assert shown(data, "json") == f"{text}\n"


def test_json_holds_half_a_surrogate_pair() -> None:
    assert shown("\ud800", "json") == '"\ud800"\n'


def test_json_of_a_query_sorts_its_names_too() -> None:
    assert list(json.loads(shown({"a": 1, "b": 2}, "json", "{z:a,c:b}"))) == ["c", "z"]


# yaml


def test_yaml_sorts_keys_and_indents_lists_with_their_key() -> None:
    assert shown({"b": ["x", {"z": 1, "a": None}], "a": {}}, "yaml") == lines(
        """
        a: {}
        b:
        - x
        - a: null
          z: 1
        """
    )


@pytest.mark.parametrize(
    ("value", "text"), [(2, "2\n...\n"), ("Größe", "Größe\n...\n"), (True, "true\n...\n"), ("2", "'2'\n")]
)
def test_yaml_closes_a_bare_scalar(value: Any, text: str) -> None:
    assert shown(value, "yaml") == text


def test_yaml_writes_the_objects_that_a_query_makes() -> None:
    assert shown([{"name": "a"}], "yaml", "[].{n:name,also:name}") == "- also: a\n  n: a\n"


def test_yaml_writes_an_object_that_stands_in_two_places_twice() -> None:
    same = {"env": "prod"}
    assert shown([same, same], "yaml") == "- env: prod\n- env: prod\n"
    assert shown([same, same], "yaml", "[]") == "- env: prod\n- env: prod\n"


def test_yaml_refers_back_to_an_object_that_a_query_selects_twice_as_az_does() -> None:
    assert shown({"a": {"x": 1}}, "yaml", "[a,a]") == "- &id001\n  x: 1\n- *id001\n"


# tsv


def test_tsv_has_a_line_for_each_item_and_cells_in_key_order() -> None:
    assert shown([{"b": 2, "a": 1}, {"a": 3, "b": 4}], "tsv") == "1\t2\n3\t4\n"


def test_tsv_keeps_the_order_of_a_query() -> None:
    assert shown([{"a": 1, "b": 2}], "tsv", "[].{z:b,y:a}") == "2\t1\n"


def test_tsv_of_a_single_object_is_one_line() -> None:
    assert shown({"name": "g1", "location": "westus"}, "tsv") == "westus\tg1\n"


def test_within_a_row_tsv_spells_null_and_booleans_as_python_does() -> None:
    assert shown({"a": None, "b": True, "c": False}, "tsv") == "None\tTrue\tFalse\n"
    assert shown([[None, True, False]], "tsv") == "None\tTrue\tFalse\n"


def test_in_a_flat_list_tsv_writes_booleans_in_lower_case() -> None:
    assert shown([None, True, False, 1, "x"], "tsv") == "None\ntrue\nfalse\n1\nx\n"


def test_tsv_leaves_a_nested_object_empty_and_counts_a_nested_list() -> None:
    assert shown({"a": {"x": 1}, "b": [7, 8], "c": "end"}, "tsv") == "\t2\tend\n"
    assert shown([[{"x": 1}, [7, 8], "end"]], "tsv") == "\t2\tend\n"


def test_tsv_writes_tabs_and_newlines_in_a_cell_as_they_are() -> None:
    assert shown([{"a": "x\ty", "b": "1\n2"}], "tsv") == "x\ty\t1\n2\n"


def test_tsv_of_an_empty_list_is_nothing_and_of_an_empty_object_an_empty_line() -> None:
    assert shown([], "tsv") == ""
    assert shown({}, "tsv") == "\n"


# table


def test_a_table_shows_scalars_under_capitalised_sorted_names() -> None:
    data = [{"osType": "Linux", "name": "web", "tags": {"a": "b"}, "ids": ["1"], "eula": None, "lun": 0}]
    assert shown(data, "table") == lines(
        """
        Lun    Name    OsType
        -----  ------  --------
        0      web     Linux
        """
    )


@pytest.mark.parametrize("query", [None, "[]"])
def test_a_table_hides_id_type_and_etag(query: str | None) -> None:
    data = [{"id": "/x", "type": "t", "etag": "e", "name": "g1"}]
    assert shown(data, "table", query) == "Name\n------\ng1\n"


def test_a_table_shows_what_a_query_renames_from_id() -> None:
    assert shown([{"id": "/x"}], "table", "[].{Id:id}") == "Id\n----\n/x\n"


def test_a_table_made_with_a_query_keeps_the_order_of_the_query() -> None:
    assert shown([{"a": 1, "b": 2}], "table", "[].{z:b,y:a}") == "Z    Y\n---  ---\n2    1\n"


def test_a_table_made_with_a_query_keeps_the_order_of_the_document() -> None:
    assert shown([{"z": 1, "a": 2}], "table", "[0]") == "Z    A\n---  ---\n1    2\n"


def test_a_column_that_only_later_rows_have_comes_later() -> None:
    assert shown([{"b": 1}, {"b": 2, "a": True}], "table", "[]") == lines(
        """
        B    A
        ---  ----
        1
        2    True
        """
    )


def test_a_table_names_the_columns_of_lists_by_number() -> None:
    assert shown([["a", 1], ["b", 2]], "table") == lines(
        """
        Column1    Column2
        ---------  ---------
        a          1
        b          2
        """
    )


@pytest.mark.parametrize(("value", "text"), [("x", "x"), (False, "False"), (2, "2")])
def test_a_table_of_a_scalar_is_headed_result(value: Any, text: str) -> None:
    assert shown(value, "table") == f"Result\n--------\n{text}\n"


def test_numbers_in_a_table_stay_as_they_are_written() -> None:
    assert shown([{"v": "1.10"}, {"v": "22_04"}, {"v": "1e3"}], "table") == "V\n-----\n1.10\n22_04\n1e3\n"


@pytest.mark.parametrize("data", [[], {}, [{}], [{"tags": {}}]])
def test_a_table_with_nothing_to_show_is_an_empty_line(data: Any) -> None:
    assert shown(data, "table") == "\n"


# the table of image-version show

VERSION: dict[str, Any] = {
    "id": "/x",
    "name": "1.0.0",
    "provisioningState": "Succeeded",
    "publishingProfile": {
        "targetRegions": [{"name": "westus"}, {"name": "eastus"}],
        "targetExtendedLocations": [{"name": "z1"}, {"name": "z2"}],
    },
    "replicationStatus": {"aggregatedState": "Completed"},
    "resourceGroup": "rg1",
}


def test_a_version_is_shown_with_its_regions_edge_zones_and_replication() -> None:
    assert render(VERSION, "table", table=image_version_table) == lines(
        """
        Name    ResourceGroup    ProvisioningState    TargetRegions    EdgeZones    ReplicationState
        ------  ---------------  -------------------  ---------------  -----------  ------------------
        1.0.0   rg1              Succeeded            westus, eastus   z1, z2       Completed
        """
    )


@pytest.mark.parametrize("profile", [None, {}, {"targetRegions": [], "targetExtendedLocations": None}])
def test_a_version_without_regions_edge_zones_or_status_has_no_columns_for_them(profile: Any) -> None:
    version = {"name": "1.0.0", "resourceGroup": "rg1", "publishingProfile": profile}
    heading = render(version, "table", table=image_version_table).splitlines()[0]
    assert heading.split() == ["Name", "ResourceGroup"]


def test_several_versions_have_a_row_each() -> None:
    rows = render([VERSION, VERSION | {"name": "1.1.0"}], "table", table=image_version_table).splitlines()[2:]
    assert [row.split()[0] for row in rows] == ["1.0.0", "1.1.0"]


def test_chosen_columns_count_only_for_a_table_without_a_query() -> None:
    assert render(VERSION, "table", query=compile_query("{n:name}"), table=image_version_table) == ("N\n-----\n1.0.0\n")
    assert json.loads(render(VERSION, "json", table=image_version_table)) == VERSION
    assert render(VERSION, "tsv", table=image_version_table).startswith("/x\t1.0.0\t")


# colours


@pytest.mark.parametrize(("colored", "plain"), [("jsonc", "json"), ("yamlc", "yaml")])
def test_colours_add_nothing_but_escape_sequences(colored: str, plain: str) -> None:
    text = render(VERSION, colored, color=True)
    assert "\x1b[" in text
    assert ANSI.sub("", text) == shown(VERSION, plain)


@pytest.mark.parametrize(("colored", "key"), [("jsonc", '"name"'), ("yamlc", "name")])
def test_a_key_stands_out_in_blue(colored: str, key: str) -> None:
    assert f"\x1b[94m{key}\x1b[39;49;00m:" in render({"name": "g1"}, colored, color=True)


@pytest.mark.parametrize(("colored", "plain"), [("jsonc", "json"), ("yamlc", "yaml")])
def test_without_colour_the_coloured_formats_are_the_plain_ones(colored: str, plain: str) -> None:
    assert shown(VERSION, colored) == shown(VERSION, plain)


@pytest.mark.parametrize("output_format", ["json", "yaml", "table", "tsv", "none"])
def test_the_plain_formats_are_never_coloured(output_format: str) -> None:
    assert render(VERSION, output_format, color=True) == shown(VERSION, output_format)
