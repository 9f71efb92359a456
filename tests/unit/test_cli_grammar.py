"""az spellings: what is rewritten before Typer parses it, and what is left alone."""

import pytest

from sig.cli.exit_codes import exit_code
from sig.cli.grammar import (
    SEPARATOR,
    CommandLineError,
    EmptyListError,
    Spelling,
    UsageError,
    expand_files,
    spell_out,
    truth,
)
from sig.cli.help_text import split
from sig.domain.errors import (
    Conflict,
    InvalidParameter,
    NotFound,
    ParentResourceNotFound,
    ResourceGroupNotFound,
    ResourceNotFound,
    SigError,
    SubscriptionNotFound,
)

SPELLING = Spelling(
    lists={"--regions": "--regions", "-t": "--regions", "--ids": "--ids", "--tags": "--tags"},
    flags={"--skip": "--skip"},
    groups={"--set": "--set", "--add": "--add"},
    may_be_empty=frozenset(["--tags"]),
)


@pytest.mark.parametrize(
    ("az", "typer"),
    [
        # lists
        ("--regions a=2 b -o json", "--regions a=2 --regions b -o json"),
        ("--regions=a=2 b", "--regions a=2 --regions b"),
        ("-t a b", "-t a -t b"),
        ("--regions a --skip --regions b", "--skip true --regions b"),
        ("--regions a -t b", "-t b"),
        ("--regions a --ids x --regions b", "--ids x --regions b"),
        ("--ids -5 -1.5", "--ids -5 --ids -1.5"),
        ("--ids -", "--ids -"),
        ("--tags --skip", "--tags  --skip true"),
        ("--tags a --tags", "--tags "),
        # three-state flags
        ("--skip", "--skip true"),
        ("--skip false -o json", "--skip false -o json"),
        ("--skip -o json", "--skip true -o json"),
        ("--skip=false", "--skip false"),
        ("--skip N", "--skip N"),
        ("--skip word", "--skip word"),
        # what is not ours
        ("-o json -- --skip", "-o json -- --skip"),
        ("--name x", "--name x"),
        ("--name=x=y", "--name=x=y"),
        ("-r=x", "-r x"),
        ("regions skip", "regions skip"),
        ("", ""),
    ],
)
def test_az_spelling_becomes_typer_spelling(az: str, typer: str) -> None:
    assert spell_out(az.split(), SPELLING) == (typer.split(" ") if typer else [])


def test_each_group_is_one_word_that_carries_its_place() -> None:
    words = ["--set", "a=1", "b=2", "--add", "l", "k=v", "--skip", "--set=c=3"]
    assert spell_out(words, SPELLING) == [
        *("--set", SEPARATOR.join(["1", "a=1", "b=2"])),
        *("--add", SEPARATOR.join(["2", "l", "k=v"])),
        *("--skip", "true"),
        *("--set", SEPARATOR.join(["3", "c=3"])),
    ]


@pytest.mark.parametrize("line", ["--regions", "--regions --skip", "--ids", "--set", "--set --skip"])
def test_a_list_that_needs_a_word_is_refused_without_one(line: str) -> None:
    with pytest.raises(EmptyListError, match=line.split(maxsplit=1)[0]):
        spell_out(line.split(), SPELLING)


@pytest.mark.parametrize("word", ["true", "T", "yes", "Y", "1", " True "])
def test_these_words_are_true(word: str) -> None:
    assert truth(word) is True


@pytest.mark.parametrize("word", ["false", "F", "no", "N", "0"])
def test_these_words_are_false(word: str) -> None:
    assert truth(word) is False


@pytest.mark.parametrize("word", ["  ", "maybe", "2"])
def test_no_other_word_is_a_truth_value(word: str) -> None:
    with pytest.raises(ValueError, match=word):
        truth(word)


@pytest.mark.parametrize(
    ("word", "expanded"),
    [
        ("@f", "<f>"),
        ("--set=@f", "--set=<f>"),
        ("--name=x@y", "--name=x@y"),
        ("me@x.test", "me@x.test"),
        ("@", "@"),
        ("-x=@f", "-x=@f"),
        ("a=@f", "a=@f"),
        ("--flag", "--flag"),
    ],
)
def test_a_value_that_begins_with_an_at_sign_is_read_from_the_file_it_names(word: str, expanded: str) -> None:
    assert expand_files([word], lambda path: f"<{path}>") == [expanded]


# Exit codes


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SigError, 1),
        (InvalidParameter, 1),
        (Conflict, 1),
        (UsageError, 1),
        (SubscriptionNotFound, 1),
        (CommandLineError, 2),
        (NotFound, 3),
        (ResourceNotFound, 3),
        (ParentResourceNotFound, 3),
        (ResourceGroupNotFound, 3),
    ],
)
def test_each_kind_of_refusal_has_the_exit_code_of_az(kind: type[SigError], code: int) -> None:
    assert exit_code(kind("no")) == code


# Docstrings as help


def test_a_docstring_is_an_explanation_and_examples_of_one_line_each() -> None:
    docstring = r"""Do it.

    More of it.

    Examples:
        sig do -a \
            -b
        sig   do
    """
    assert split(docstring) == ("Do it.\n\nMore of it.", ["sig do -a -b", "sig do"])


def test_a_docstring_may_have_no_examples_and_no_text() -> None:
    assert split("Do it.") == ("Do it.", [])
    assert split("") == ("", [])


@pytest.mark.parametrize("line", [["--regions", ""], ["--regions", "a", ""], ["--regions="], ["-t", ""]])
def test_an_empty_word_is_no_word_of_a_list(line: list[str]) -> None:
    with pytest.raises(EmptyListError):
        spell_out(line, SPELLING)


def test_tags_take_an_empty_word_because_az_clears_them_so() -> None:
    assert spell_out(["--tags", ""], SPELLING) == ["--tags", ""]
