"""The command tree as data: generated from the Typer tree, read without importing it."""

import json
import os
from functools import cache
from typing import Any

PATH = os.path.join(os.path.dirname(__file__), "command_tree.json")


@cache
def load() -> dict[str, Any]:
    """``{"nouns": {noun: summary}, "commands": {"noun verb": {…}}}``; see docs/adr/0004-command-tree-as-data.md."""
    with open(PATH, encoding="utf-8") as file:
        tree: dict[str, Any] = json.load(file)
    return tree


def summary(words: list[str]) -> str:
    """The one line that says what a noun or command does."""
    tree = load()
    name = " ".join(words)
    found: str = tree["nouns"].get(name) or tree["commands"].get(name, {}).get("help", "")
    return found
