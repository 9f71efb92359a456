"""The command tree as data, made from the Typer tree; ``sig.cli.tree_data`` reads it back."""

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, get_args

from sig.cli.command import AzCommand, shared_options
from sig.cli.nouns import NOUNS, STANDALONE
from sig.cli.options.shape import Shape
from sig.cli.tree import root, verb_module

_KINDS = {"text": "text", "str": "text", "integer": "integer", "int": "integer", "float": "number"}
JSON_TYPES = (str, int, bool, type(None))
"""What a default can be in the tree's data."""


def tree() -> dict[str, Any]:
    """Nouns with their summaries, and every command with its options; global options stand once."""
    commands: dict[str, Any] = {}
    shared: list[dict[str, Any]] = []
    nouns_and_verbs: Mapping[str, Any] = root().commands
    for name, found in nouns_and_verbs.items():
        if name in STANDALONE:
            commands[name] = _command(found, f"sig.cli.{STANDALONE[name]}")
            shared = [_option(param, Shape()) for param in found.params if _is_global(param)]
            continue
        commands.update(_of_noun(name, found))
    return {
        "nouns": {noun: summary for noun, (_, summary) in NOUNS.items()},
        "global_options": shared,
        "commands": commands,
    }


def _of_noun(noun: str, group: Any) -> dict[str, Any]:
    """The commands of a noun, those of the nouns below it after its own."""
    commands: dict[str, Any] = {}
    for name, found in group.commands.items():
        path = f"{noun} {name}"
        commands.update(_of_noun(path, found) if path in NOUNS else {path: _command(found, verb_module(noun, name))})
    return commands


def text() -> str:
    """The tree as it is shipped: one line per option and per command, equal options once, null members left out."""
    made = tree()
    table = Table()
    commands = {
        name: {
            **without_unset(command),
            "options": table.keys(command["options"]),
            "arguments": table.keys(command["arguments"]),
        }
        for name, command in made["commands"].items()
    }
    shared = table.keys(made["global_options"])
    sections = (
        f'"nouns": {lines(made["nouns"])}',
        f'"options": {lines(table.options)}',
        f'"global_options": {json_text(shared)}',
        f'"commands": {lines(commands)}',
    )
    return "{\n" + ",\n".join(sections) + "\n}\n"


class Table:
    """Options by a name of their own: the first of their names, with a number where another option has it."""

    def __init__(self) -> None:
        self.options: dict[str, dict[str, Any]] = {}

    def keys(self, found: Iterable[dict[str, Any]]) -> list[str]:
        return [self._key(without_unset(option)) for option in found]

    def _key(self, option: dict[str, Any]) -> str:
        first: str = option["names"][0]
        key = first
        number = 1
        while self.options.setdefault(key, option) != option:
            number += 1
            key = f"{first} {number}"
        return key


def _command(command: AzCommand, module: str) -> dict[str, Any]:
    found = [
        (param.param_type_name, _option(param, command.shapes.get(name, Shape()), command.aliases.get(name)))
        for name, param in ((param.name or "", param) for param in command.params)
        if not _is_global(param)
    ]
    return {
        "help": (command.help or "").splitlines()[0],
        "module": module,
        "examples": list(command.examples),
        "options": [option for kind, option in found if kind == "option"],
        "arguments": [option for kind, option in found if kind == "argument"],
    }


def _is_global(param: Any) -> bool:
    return any(param is shared for shared in shared_options(mutates=False))


def _option(param: Any, shape: Shape, annotation: Any = None) -> dict[str, Any]:
    choices = getattr(param.type, "choices", None)
    default = param.default
    return {
        "name": param.name,
        "names": list(param.opts),
        "help": param.help,
        "group": getattr(param, "rich_help_panel", None),
        "required": param.required,
        "kind": _kind(param, shape),
        "arity": shape.arity,
        "choices": list(choices) if choices else None,
        "enumeration": _enumeration(annotation),
        "default": getattr(default, "value", default),
        "metavar": param.metavar,
        "multiple": bool(getattr(param, "multiple", False)),
        "secret": shape.secret,
        "bounded": getattr(param.type, "min", None) is not None or getattr(param.type, "max", None) is not None,
        # The global options carry no shape; one of them names something in the store.
        "completer": shape.completer or ("subscription" if param.name == "subscription" else None),
    }


def _enumeration(annotation: Any) -> str | None:
    """The enumeration whose members an option binds, as ``module:Class``."""
    if isinstance(annotation, type):
        return f"{annotation.__module__}:{annotation.__qualname__}" if issubclass(annotation, Enum) else None
    return next(filter(None, map(_enumeration, get_args(annotation))), None)


def _kind(param: Any, shape: Shape) -> str:
    if shape.grouped:
        return "grouped"
    if shape.tristate:
        return "tristate"
    if getattr(param, "is_flag", False):
        return "flag"
    if getattr(param.type, "choices", None):
        return "choice"
    return _KINDS[param.type.name]  # Typer says int where Click says integer


def without_unset(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None and value is not False}


def lines(members: dict[str, Any]) -> str:
    return "{\n" + ",\n".join(f"{json_text(name)}: {json_text(value)}" for name, value in members.items()) + "\n}"


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
