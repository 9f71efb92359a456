"""The command tree as data says what the Typer tree says, in a small file."""

import json
from typing import Any

import pytest

import cli_reference
import command_tree
from sig.cli import tree_data


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return command_tree.tree()


def plain(option: dict[str, Any]) -> dict[str, Any]:
    """The file leaves out what is false as it leaves out what is null."""
    return {name: value or None if value is False else value for name, value in option.items()}


def test_the_tree_is_read_back_as_it_was_made(made: dict[str, Any]) -> None:
    read = tree_data.load()
    assert read["nouns"] == made["nouns"]
    assert read["global_options"] == [plain(option) for option in made["global_options"]]
    for name, command in made["commands"].items():
        listed = {kind: [plain(option) for option in command[kind]] for kind in ("options", "arguments")}
        assert read["commands"][name] == {**command, **listed}, name


def test_the_file_holds_each_option_once_and_nothing_that_is_null() -> None:
    content = json.loads(command_tree.text())
    texts = [json.dumps(option) for option in content["options"].values()]
    assert len(set(texts)) == len(texts)
    values = [value for option in content["options"].values() for value in option.values()]
    assert None not in values
    assert False not in values


def of(made: dict[str, Any], command: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(o for o in made["commands"][command]["options"] if name in o["names"])
    return found


@pytest.mark.parametrize(
    ("command", "name", "expected"),
    [
        ("list", "--max-items", {"kind": "integer"}),
        ("wait", "--interval", {"kind": "integer", "default": 30}),
        ("show", "--ids", {"kind": "text", "arity": "+", "group": "Resource Id"}),
        ("update", "--set", {"kind": "grouped", "arity": "+"}),
        ("update", "--soft-delete", {"kind": "tristate", "metavar": "[true|false]"}),
        ("group delete", "--yes", {"kind": "flag", "names": ["--yes", "-y"]}),
        ("image-definition create", "--os-type", {"kind": "choice", "choices": ["Windows", "Linux"], "required": True}),
        ("image-definition create", "--os-state", {"default": "Generalized"}),
        ("image-version create", "--target-regions", {"arity": "*", "completer": "region"}),
    ],
)
def test_an_option_is_described_whole(made: dict[str, Any], command: str, name: str, expected: dict[str, Any]) -> None:
    option = of(made, command, name)
    assert {member: option[member] for member in expected} == expected


def test_the_reference_has_every_command_once_with_its_examples(made: dict[str, Any]) -> None:
    page = cli_reference.text()
    for name, command in made["commands"].items():
        if f"gallery {name}" not in made["commands"]:
            assert page.count(f"\n### sig {name}\n") == 1
        assert all(example in page for example in command["examples"]), name


def test_the_reference_shows_what_an_option_takes() -> None:
    page = cli_reference.text()
    assert (
        "| `--os-type` `CHOICE` | **Required.** The operating system of the image. One of `Windows`, `Linux`. |" in page
    )
    assert "sig image-version undelete --resource-group TEXT --gallery-name TEXT" in page
