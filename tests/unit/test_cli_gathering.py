"""Options that several verbs have in common: declared once, taken as one argument."""

from functools import reduce
from typing import Any

import pytest

from sig.cli.call import gathering
from sig.cli.image_version.new_version import Given
from sig.cli.tree import root
from sig.cli.waiting import Conditions


def below(command: Any, word: str) -> Any:
    return command.commands[word]


def options_of(line: str) -> list[str | None]:
    return [param.name for param in reduce(below, line.split(), root()).params]


@gathering(conditions=Conditions)
def verb(name: str, *, conditions: Conditions, last: bool = False) -> tuple[str, Conditions, bool]:
    """Do it."""
    return name, conditions, last


def test_a_verb_gets_the_options_that_it_gathers_as_one() -> None:
    assert verb(name="a", created=True, interval=5, last=True) == ("a", Conditions(created=True, interval=5), True)


def test_a_verb_that_gathers_none_of_them_gets_their_defaults() -> None:
    assert verb(name="a") == ("a", Conditions(), False)


def test_a_field_that_names_no_option_leaves_the_option_of_that_name_to_the_verb() -> None:
    @gathering(conditions=Conditions)
    def copied(*, conditions: Conditions, region: str) -> tuple[Conditions, str]:
        return conditions, region

    assert copied(created=True, region="westus") == (Conditions(created=True), "westus")


def test_a_verb_refuses_what_it_neither_takes_nor_gathers() -> None:
    with pytest.raises(TypeError, match="colour"):
        verb(name="a", colour="red")


def test_gathered_options_stand_where_the_parameter_does() -> None:
    names = options_of("image-version wait")
    assert names[names.index("ids") + 1 : names.index("expand")] == [
        *("created", "updated", "deleted", "exists", "custom", "interval", "timeout")
    ]


def test_a_field_that_names_no_option_is_none() -> None:
    assert "region" in Conditions._fields
    assert "region" not in options_of("gallery wait")


@pytest.mark.parametrize("line", ["image-version create", "image-version check"])
def test_what_is_created_can_be_checked(line: str) -> None:
    names = options_of(line)
    start = names.index(Given._fields[0])
    assert tuple(names[start : start + len(Given._fields)]) == Given._fields


def test_the_tree_can_be_built_twice() -> None:
    assert options_of("image-version create") == options_of("image-version create")
