"""The command tree as the front door reads it: for each first word of a line a file with no more than that needs."""

from typing import Any

from command_tree import JSON_TYPES, Table, json_text, lines, tree, without_unset
from sig.cli.command import verb

_MEMBERS = ("name", "names", "required", "kind", "arity", "choices", "enumeration", "default", "multiple", "secret")


def texts() -> dict[str, str]:
    """First word -> the text of its file: its options once, and of each of its commands what binds a line to it.

    Commands that take words without an option, or options that only Typer can bind, are left out: the front door
    leaves their lines to Typer.
    """
    made = tree()
    shared = made["global_options"]
    words: dict[str, dict[str, Any]] = {}
    for name, command in made["commands"].items():
        if not command["arguments"] and all(map(_is_plain, [*command["options"], *shared])):
            words.setdefault(name.partition(" ")[0], {})[name] = command
    return {word: _text(commands, shared) for word, commands in words.items()}


def _is_plain(option: dict[str, Any]) -> bool:
    return isinstance(option["default"], JSON_TYPES) and not option["bounded"]


def _text(commands: dict[str, Any], shared: list[dict[str, Any]]) -> str:
    table = Table()
    bound = {
        name: {
            "verb": verb(name.split()),
            "module": command["module"],
            "options": table.keys(map(_short, command["options"])),
        }
        for name, command in commands.items()
    }
    common = table.keys(map(_short, shared))
    sections = (
        f'"options": {lines(table.options)}',
        f'"shared": {json_text(common)}',
        f'"commands": {lines(bound)}',
    )
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _short(option: dict[str, Any]) -> dict[str, Any]:
    return without_unset({name: option.get(name) for name in _MEMBERS})
