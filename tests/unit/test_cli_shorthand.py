"""The values of az's newer commands: shorthand, JSON, files and parts of a whole, read alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from refusals import refused
from sig.cli.gallery_application.version.request import end_of_life, target_regions
from sig.cli.grammar import UsageError
from sig.cli.shorthand import text, value
from sig.cli.words import tags_with_values
from sig.domain.choices import StorageAccountType
from sig.domain.publishing import TargetRegion

if TYPE_CHECKING:
    from pathlib import Path

OPTION = "--target-regions"
REGIONS = tuple[TargetRegion, ...]
TWO = (TargetRegion(name="westus", regional_replica_count=2), TargetRegion(name="East US"))


@pytest.mark.parametrize(
    "words",
    [
        ["[{name:westus,regional-replica-count:2},{name:'East US'}]"],
        ["[{name:westus,regional_replica_count:2,},{name:'East US'},]"],
        ['[{"name": "westus", "regionalReplicaCount": 2}, {"name": "East US"}]'],
        ["[0]={name:westus,regional-replica-count:2}", "[1].name=East US"],
        ["[0].name=eastus", "[0].regional-replica-count=2", "[1].name=East US", "[0].name=westus"],
        ["[{name:westus},{name:'East US'}]", "[-2].regional-replica-count=2"],
        ["[{name:uksouth}]", "[{name:westus,regional-replica-count:'2'},{name:'East US',storage-account-type:null}]"],
    ],
)
def test_a_list_of_objects_is_written_in_many_ways(words: list[str]) -> None:
    assert value(words, REGIONS, OPTION) == TWO


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("regions.json", json.dumps([{"name": "westus", "regionalReplicaCount": 2}, {"name": "East US"}])),
        ("regions.yaml", "- name: westus\n  regional-replica-count: 2\n- name: East US\n"),
    ],
)
def test_a_file_holds_the_value(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert value([str(tmp_path / name)], REGIONS, OPTION) == TWO


@pytest.mark.parametrize(("name", "content"), [("a.json", "{"), ("a.yml", "a: ["), ("a.json", "[" * 100_000)])
def test_a_file_that_holds_something_else_is_refused(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with refused(UsageError, "Failed to parse '--target-regions' argument: ", "is not "):
        value([str(tmp_path / name)], REGIONS, OPTION)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("eastus", "list type value expected, got 'eastus'(<class 'str'>)"),
        ("eastus=2", "'eastus' is not an item of a list"),
        ("{name:eastus}", "list type value expected"),
        ("[eastus]", "dict type value expected, got 'eastus'"),
        ("[{name:eastus,size:1}]", "Model 'AAZObjectArg' has no field named 'size'"),
        ("[{name:eastus,size:1}]", "It has: name, regional-replica-count, storage-account-type"),
        ("[{name:eastus,regional-replica-count:two}]", "invalid literal for int() with base 10: 'two'"),
        ('[{"regionalReplicaCount": true}]', "int type value expected, got 'True'"),
        ("[{storage-account-type:tape}]", "unrecognized value 'tape' from choices"),
        ('[{"name": 5}]', "str type value expected, got '5'"),
        ("[{name}]", "argument value cannot be blank"),
        ("[{name:}]", "Cannot parse empty, at character 8"),
        ("[{name:a b}]", "Please wrap whitespace character in single quotes, at character 9"),
        ("[{name:a'b}]", "Please wrap ' character in single quotes"),
        ("[{name:'a}]", "Miss end quota character: '"),
        ("[{name:a}", "Expect character ',' or ']'"),
        ("[{name:a]", "Expect character ',' or '}'"),
        ("[{name:a}]]", "Redundant tail, at character 11"),
        ("[{name:a,name:b}]", "Duplicate defined dict key 'name'"),
        ("[{null:a}]", "Dict key should not"),
        ("[1].name=a", "index 1 doesn't exist"),
        ("[-1].name=a", "index -1 doesn't exist"),
        ("[0].name.first=a", "has no field named 'first'"),
        ("[0].name='a'b", "Redundant tail for quota expression"),
        ("[0].name=", "argument value cannot be blank"),
        ("null", "field is not nullable"),
        ("~\0", "list type value expected"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_fits_no_grammar_is_refused_with_its_place(word: str, said: str) -> None:
    with refused(UsageError, "Failed to parse '--target-regions' argument: ", said):
        value([word], REGIONS, OPTION)


def test_null_is_nothing_where_that_is_allowed() -> None:
    assert value(["null"], REGIONS, OPTION, nullable=True) is None
    assert target_regions(["null"], nullable=True) is None
    assert text("null", "--description", nullable=True) is None
    assert text("null", "--description") == "null"


def test_plain_items_may_stand_apart() -> None:
    assert value(["westus", "'East US'"], tuple[str, ...], "--names") == ("westus", "East US")
    assert value(["[westus,'East US']"], tuple[str, ...], "--names") == ("westus", "East US")
    assert value(["1", "2"], tuple[int, ...], "--numbers") == (1, 2)


def test_a_map_takes_any_names() -> None:
    expected = {"team": "images", "a.b": "c d"}
    assert value(["team=images", "'a.b'=c d"], dict[str, str], "--tags") == expected
    assert value(["{team:images,'a.b':'c d'}"], dict[str, str], "--tags") == expected
    assert tags_with_values(["{team:images,'a.b':'c d'}"]) == expected


@pytest.mark.parametrize(("word", "expected"), [("{on}", True), ("{on:false}", False), ("{on:Yes}", True)])
def test_a_boolean_without_a_value_is_true(word: str, expected: bool) -> None:
    assert value([word], dict[str, bool], "--flags") == {"on": expected}


def test_what_is_no_boolean_is_refused() -> None:
    with refused(UsageError, "unrecognized value 'maybe' from choices"):
        value(["{on:maybe}"], dict[str, bool], "--flags")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("./install 'a b'", "./install 'a b'"), ("'./a b'", "./a b"), ("'it'/s'", "it's"), ("", ""), (None, None)],
)
def test_a_text_may_be_quoted_as_a_whole(word: str | None, expected: str | None) -> None:
    assert text(word, "--install-command") == expected


@pytest.mark.parametrize("word", ["'C:\\tools\\x' /S", "'open"])
def test_a_text_that_begins_with_a_quote_ends_with_it(word: str) -> None:
    with refused(UsageError, "Failed to parse '--remove-command' argument: "):
        text(word, "--remove-command")


def test_target_regions_have_the_members_that_az_knows() -> None:
    (found,) = target_regions(["[{name:westus,storage-account-type:standard_zrs}]"]) or ()
    assert found == TargetRegion(name="westus", storage_account_type=StorageAccountType.STANDARD_ZRS)
    assert target_regions(None) is None
    assert target_regions(["[]"]) is None
    with refused(UsageError, "has no field named 'exclude-from-latest'"):
        target_regions(["[{name:westus,exclude-from-latest:true}]"])


@pytest.mark.parametrize("word", ["[{regional-replica-count:2}]", "[null]"])
def test_a_target_region_needs_a_name(word: str) -> None:
    with refused(UsageError, "Missing required field: --target-regions[0].name"):
        target_regions([word])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2030-05-01", "2030-05-01T00:00:00+00:00"),
        ("2030-05-01T07:00:00Z", "2030-05-01T07:00:00+00:00"),
        ("null", None),
    ],
)
def test_the_end_of_life_of_an_application_version_is_midnight(given: str, expected: Any) -> None:
    assert end_of_life(given) == expected
