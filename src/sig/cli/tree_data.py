"""The command tree as data: generated from the Typer tree, read without importing it."""

from __future__ import annotations

import json
import os
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PATH = os.path.join(os.path.dirname(__file__), "command_tree.json")

# What is known of an option; the file leaves out what is null.
_MEMBERS = (
    "name names help group required kind arity choices enumeration default metavar completer multiple secret bounded"
)
_OPTION = dict.fromkeys(_MEMBERS.split())


@cache
def load() -> dict[str, Any]:
    """``{"nouns": {noun: summary}, "global_options": [option], "commands": {"noun verb": command}}``.

    A command has ``help``, ``module``, ``examples``, ``options`` and ``arguments``. An option has the
    members of ``_MEMBERS``; its ``kind`` is text, integer, choice, flag, tristate (a flag that a word
    may follow) or grouped (each use is a value of its own), its ``arity`` that of a list. Equal
    options are one object: the file holds them once, to be small.
    """
    with open(PATH, encoding="utf-8") as file:
        content = json.load(file)
    options = {key: {**_OPTION, **option} for key, option in content["options"].items()}
    commands = {
        name: {
            **command,
            "options": [options[key] for key in command["options"]],
            "arguments": [options[key] for key in command["arguments"]],
        }
        for name, command in content["commands"].items()
    }
    shared = [options[key] for key in content["global_options"]]
    return {"nouns": content["nouns"], "global_options": shared, "commands": commands}


def summary(words: list[str]) -> str:
    """The one line that says what a noun or command does."""
    tree = load()
    name = " ".join(words)
    found: str = tree["nouns"].get(name) or tree["commands"].get(name, {}).get("help", "")
    return found
