"""Laws of az's spellings: what they do not know they leave alone, and they lose no word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sig.cli import generic_update
from sig.cli.generic_update import Change, Changes
from sig.cli.grammar import SEPARATOR, EmptyListError, Spelling, UsageError, expand_files, spell_out, truth
from sig.domain.errors import SigError
from sig.domain.gallery import Gallery, GalleryProperties
from sig.domain.image_version import ImageVersion, VersionProperties
from sig.domain.publishing import PublishingProfile, TargetRegion

if TYPE_CHECKING:
    from typing import Any

SPELLING = Spelling(
    lists={"--regions": "--regions", "--tags": "--tags", "-t": "--tags"},
    flags={"--soft": "--soft", "-f": "--soft"},
    groups={"--set": "--set"},
    may_be_empty=frozenset({"--tags"}),
)
KNOWN = [*SPELLING.lists, *SPELLING.flags, *SPELLING.groups]
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=SEPARATOR), max_size=6)
VALUES = WORDS.filter(lambda word: not word.startswith("-"))
OPTIONS = st.sampled_from(["--name", "-n", "--output", "--set-up", "--tag", "-x"])
OTHER_WORDS = VALUES | OPTIONS | st.integers().map(str)
LINES = st.lists(VALUES | OPTIONS | st.sampled_from([*KNOWN, "true", "False", "--", "-1", "a=b", "--tags=a", "-f=no"]))


@given(st.lists(OTHER_WORDS))
def test_words_that_it_does_not_know_stay_as_they_are(line: list[str]) -> None:
    assert spell_out(line, SPELLING) == line


@given(st.lists(OTHER_WORDS), LINES)
def test_words_after_two_dashes_stay_as_they_are(line: list[str], rest: list[str]) -> None:
    assert spell_out([*line, "--", *rest], SPELLING) == [*line, "--", *rest]


@given(st.lists(OTHER_WORDS), st.sampled_from(["--regions", "--tags", "-t"]), st.lists(VALUES, min_size=1))
def test_a_list_is_its_option_once_for_each_word(before: list[str], option: str, values: list[str]) -> None:
    values = [value or "word" for value in values]  # an empty word is refused, see the unit tests
    spelled = spell_out([*before, option, *values, "-o", "json"], SPELLING)
    assert spelled == [*before, *(word for value in values for word in (option, value)), "-o", "json"]


@given(st.lists(st.lists(VALUES, min_size=1), min_size=1))
def test_of_a_repeated_list_the_last_counts(lists: list[list[str]]) -> None:
    line = [word for values in lists for word in ("--tags", *values)]
    assert spell_out(line, SPELLING) == spell_out(["--tags", *lists[-1]], SPELLING)


@given(st.lists(st.lists(VALUES, min_size=1)))
def test_groups_keep_their_words_and_their_order(groups: list[list[str]]) -> None:
    line = [word for words in groups for word in ("--set", *words)]
    packed = spell_out(line, SPELLING)[1::2]
    assert [word.split(SEPARATOR)[1:] for word in packed] == groups
    assert [int(word.split(SEPARATOR)[0]) for word in packed] == list(range(1, len(groups) + 1))


@given(LINES)
def test_no_word_is_lost_but_those_of_a_list_given_again(line: list[str]) -> None:
    try:
        spelled = spell_out(line, SPELLING)
    except EmptyListError:
        return
    kept = [piece for word in spelled for piece in word.split(SEPARATOR)]
    options = [word.partition("=")[0] for word in line]
    repeated = any(options.count(option) > 1 for option in SPELLING.lists) or {"--tags", "-t"} <= set(options)
    for word in line:
        option, _, attached = word.partition("=")
        assert repeated or word in kept or (option in kept and attached in kept)


@given(LINES)
def test_spelling_out_what_is_spelled_out_changes_nothing(line: list[str]) -> None:
    line = [word for word in line if not word.startswith(("--tags", "-t", "--regions", "--set"))]
    spelled = spell_out(line, SPELLING)
    assert spell_out(spelled, SPELLING) == spelled


@pytest.mark.parametrize(
    ("az", "typer"),
    [
        ("--soft", "--soft true"),
        ("--soft no -o json", "--soft no -o json"),
        ("--soft=false", "--soft false"),
        ("--soft maybe", "--soft maybe"),
        ("-f -n x", "-f true -n x"),
        ("--regions a -1 -1.5 b", "--regions a --regions -1 --regions -1.5 --regions b"),
        ("--regions=a=2 b", "--regions a=2 --regions b"),
        ("-r=x", "-r x"),
        ("-r=a=b", "-r a=b"),
        ("--name=x", "--name=x"),
    ],
)
def test_az_spelling_becomes_typer_spelling(az: str, typer: str) -> None:
    assert spell_out(az.split(), SPELLING) == typer.split()


@given(WORDS)
def test_a_truth_is_one_of_ten_words(word: str) -> None:
    known = word.strip().lower()
    try:
        value = truth(word)
    except ValueError:
        assert known not in ("true", "t", "yes", "y", "1", "false", "f", "no", "n", "0")
    else:
        assert value is (known in ("true", "t", "yes", "y", "1"))


@given(st.lists(WORDS), WORDS)
def test_only_words_that_begin_with_an_at_sign_are_read_from_files(line: list[str], content: str) -> None:
    asked: list[str] = []

    def read(path: str) -> str:
        asked.append(path)
        return content

    expanded = expand_files(line, read)
    assert len(expanded) == len(line)
    values = [word.partition("=")[2] if word.startswith("--") else word for word in line]
    assert asked == [value[1:] for value in values if value.startswith("@") and len(value) > 1]
    for before, after in zip(line, expanded, strict=True):
        assert after == before or "@" in before


# -- property paths -------------------------------------------------------------------------------

STORED = Gallery(name="g", location="westus", tags={"a": "b"}, properties=GalleryProperties(description="old"))
TAG_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=["'", "=", SEPARATOR]), min_size=1)


def changed(*changes: Change, force_string: bool = False) -> Any:
    return generic_update.changed(Gallery, STORED, Changes(changes, force_string), root="gallery")


@given(TAG_NAMES, WORDS)
def test_a_tag_of_any_name_can_be_set_and_removed(name: str, text: str) -> None:
    path = f"tags['{name}']"
    assert changed(Change("set", (f"{path}={text}",))).tags == {**(STORED.tags or {}), name: text}
    without = {kept: value for kept, value in (STORED.tags or {}).items() if kept != name}
    assert changed(Change("set", (f"{path}={text}",)), Change("remove", (path,))).tags == without


@given(WORDS)
def test_a_text_is_set_as_it_is(text: str) -> None:
    for path in ("description", "Description"):
        assert changed(Change("set", (f"{path}={text}",))).properties.description == text


@given(st.integers(-(2**31), 2**31))
def test_a_number_is_set_as_a_number(number: int) -> None:
    found = changed(Change("set", (f"softDeletePolicy.retentionPeriodInDays={number}",)))
    assert found.properties.soft_delete_policy.retention_period_in_days == number


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(), st.sampled_from(["set", "add", "remove"]))
def test_any_path_is_changed_or_refused(path: str, text: str, operation: str) -> None:
    words = (f"{path}={text}",) if operation == "set" else (path, text)
    try:
        found = changed(Change(operation, words))
    except SigError:
        return
    assert isinstance(found, Gallery)


PATHS = st.lists(
    st.sampled_from(["tags", "sharingProfile", "groups", "[0]", "['x']", ".", "[", "]", "name", "properties", "[-1]"])
).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


@given(PATHS, JSON, st.sampled_from(["set", "add", "remove"]), st.booleans())
def test_any_json_at_any_path_is_set_or_refused(path: str, value: Any, operation: str, force_string: bool) -> None:
    text = json.dumps(value)
    words = (f"{path}={text}",) if operation == "set" else (path, text)
    try:
        found = changed(Change(operation, words), force_string=force_string)
    except SigError:
        return
    assert isinstance(found, Gallery)


REGIONS = st.lists(st.sampled_from(["westus", "eastus", "ukwest"]), max_size=3)


@given(REGIONS, st.integers(-5, 5))
def test_an_index_takes_the_item_that_python_would(names: list[str], index: int) -> None:
    profile = PublishingProfile(target_regions=tuple(TargetRegion(name=name) for name in names))
    stored = ImageVersion(properties=VersionProperties(publishing_profile=profile))
    change = Change("remove", ("publishingProfile.targetRegions", str(index)))
    try:
        found = generic_update.changed(ImageVersion, stored, Changes((change,)), root="galleryImageVersion")
    except UsageError:
        assert not -len(names) <= index < len(names)
    else:
        expected = list(names)
        del expected[index]
        assert found.properties.publishing_profile is not None
        assert [target.name for target in found.properties.publishing_profile.target_regions or ()] == expected
