"""The command tree as data, made from the Typer tree."""

import json
import re
from typing import Any

from sig.cli import options
from sig.cli.command import AzCommand
from sig.cli.nouns import NOUNS, STANDALONE
from sig.cli.tree import root, verb_module


def tree() -> dict[str, Any]:
    """Nouns with their summaries, and every command with its options; global options stand once."""
    commands: dict[str, Any] = {}
    top = root()
    shared: list[dict[str, Any]] = []
    for name, command in top.commands.items():
        if name in STANDALONE:
            commands[name] = _command(command, f"sig.cli.{STANDALONE[name]}")
            shared = [_option(param, options.Shape()) for param in command.params if _is_global(param)]
            continue
        for verb, nested in command.commands.items():
            commands[f"{name} {verb}"] = _command(nested, verb_module(name, verb))
    return {
        "nouns": {noun: summary for noun, (_, summary) in NOUNS.items()},
        "global_options": shared,
        "commands": commands,
    }


def text() -> str:
    return json.dumps(tree(), indent=1, ensure_ascii=False) + "\n"


def _command(command: AzCommand, module: str) -> dict[str, Any]:
    own = [param for param in command.params if not _is_global(param)]
    return {
        "help": (command.help or "").splitlines()[0],
        "module": module,
        "examples": list(command.examples),
        "options": [_option(param, command.shapes[param.name or ""]) for param in own if param.param_type_name == "option"],
        "arguments": [_option(param, command.shapes[param.name or ""]) for param in own if param.param_type_name == "argument"],
    }


def _is_global(param: Any) -> bool:
    return getattr(param, "rich_help_panel", None) == options.GLOBAL


def _option(param: Any, shape: options.Shape) -> dict[str, Any]:
    choices = getattr(param.type, "choices", None)
    kind = (
        "grouped" if shape.grouped
        else "tristate" if shape.tristate
        else "flag" if getattr(param, "is_flag", False)
        else "choice" if choices
        else "integer" if param.type.name == "integer"
        else "text"
    )
    default = param.default
    return {
        "name": param.name,
        "names": list(param.opts),
        "help": param.help,
        "group": getattr(param, "rich_help_panel", None),
        "required": param.required,
        "kind": kind,
        "arity": shape.arity,
        "choices": list(choices) if choices else None,
        "default": getattr(default, "value", default),
        "metavar": param.metavar,
        "completer": shape.completer or _completer(param),
    }


def _completer(param: Any) -> str | None:
    """Global options carry no shape: the one that names something in the store is told by its name."""
    return "subscription" if re.fullmatch("subscription", param.name or "") else None
