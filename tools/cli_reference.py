"""``docs/cli-reference.md``: every command with its options and examples, made from the command tree."""

from collections.abc import Iterable, Mapping
from typing import Any

import command_tree

_INTRODUCTION = """\
<!-- Made by tools/generate.py from the command tree. -->

# Command reference

`sig --help`, `sig NOUN --help` and `sig NOUN VERB --help` say the same in a terminal.

A value in capitals is yours to give; `...` means that several may follow, separated by spaces. Choices are taken in any
case. `[true|false]` is a flag that a word may follow; alone it means true. `@FILE` in place of a value reads it from a
file. Exit codes are 0 for done, 1 for refused, 2 for a bad command line, 3 for not found, 4 for findings of `lint` and
for changes that `--dry-run --detailed-exitcode` would make.
"""
_KINDS = {"integer": "INTEGER", "number": "NUMBER", "text": "TEXT"}
_GALLERY = "gallery"
_OWN_GROUP = "Options"


def text() -> str:
    """The page."""
    tree = command_tree.tree()
    parts = [_INTRODUCTION, _contents(tree), _section(2, "Global options", [_table(tree["global_options"])])]
    for noun, summary in tree["nouns"].items():
        parts.append(_section(2, noun, [summary, *_spellings(noun)]))
        parts += [_command(f"{noun} {verb}", tree["commands"][f"{noun} {verb}"]) for verb in _verbs(tree, noun)]
    parts.append(_section(2, "Other commands"))
    parts += [_command(name, tree["commands"][name]) for name in _standing_alone(tree)]
    return "\n".join(parts)


def _verbs(tree: Mapping[str, Any], noun: str) -> list[str]:
    return [name.rpartition(" ")[2] for name in tree["commands"] if name.rpartition(" ")[0] == noun]


def _standing_alone(tree: Mapping[str, Any]) -> list[str]:
    """Commands without a noun, but for those that are verbs of galleries as well."""
    verbs = _verbs(tree, _GALLERY)
    return [name for name in tree["commands"] if " " not in name and name not in verbs]


def _contents(tree: Mapping[str, Any]) -> str:
    rows = [
        f"| [`{noun}`](#{_anchor(noun)}) | "
        f"{', '.join(f'[{verb}](#sig-{_anchor(noun)}-{verb})' for verb in _verbs(tree, noun))} |"
        for noun in tree["nouns"]
    ]
    alone = ", ".join(f"[{name}](#sig-{name})" for name in _standing_alone(tree))
    return "\n".join(["| Noun | Verbs |", "|---|---|", *rows, f"| | {alone} |", ""])


def _anchor(noun: str) -> str:
    return noun.replace(" ", "-")


def _spellings(noun: str) -> list[str]:
    """Gallery verbs are commands of their own too, as in ``az sig``."""
    if noun != _GALLERY:
        return []
    return ["Each verb is a command of its own as well: `sig create` is `sig gallery create`."]


def _command(name: str, command: Mapping[str, Any]) -> str:
    body = [command["help"], f"```\n{_usage(name, command)}\n```"]
    if command["arguments"]:
        body.append(_table(command["arguments"]))
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for option in command["options"]:
        groups.setdefault(option["group"] or _OWN_GROUP, []).append(option)
    for title, options in groups.items():
        body.append(_table(options) if title == _OWN_GROUP else f"{title}:\n\n{_table(options)}")
    body.append("```bash\n" + "\n".join(command["examples"]) + "\n```")
    return _section(3, f"sig {name}", body)


def _usage(name: str, command: Mapping[str, Any]) -> str:
    words = [f"sig {name}"]
    words += [argument["metavar"] or argument["name"].upper() for argument in command["arguments"]]
    words += [f"{option['names'][0]}{_value(option)}" for option in command["options"] if option["required"]]
    if any(not option["required"] for option in command["options"]):
        words.append("[options]")
    return " ".join(words)


def _table(options: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(["| Option | |", "|---|---|", *(_row(option) for option in options)])


def _row(option: Mapping[str, Any]) -> str:
    names = [name for name in option["names"] if name.startswith("-")]
    spelled = ", ".join(f"`{name}`" for name in sorted(names, key=len))
    value = _escaped(_value(option).strip())
    notes = ["**Required.**"] if option["required"] and names else []
    notes.append(_escaped(option["help"] or ""))
    if option["choices"]:
        notes.append(f"One of {', '.join(f'`{choice}`' for choice in option['choices'])}.")
    if option["default"] not in (None, False):
        notes.append(f"Default `{option['default']}`.")
    given = " ".join(part for part in (spelled, value and f"`{value}`") if part)
    return f"| {given} | {' '.join(notes)} |"


def _value(option: Mapping[str, Any]) -> str:
    if option["kind"] == "flag":
        return ""
    return f" {option['metavar'] or _KINDS.get(option['kind'], 'CHOICE')}"


def _section(level: int, title: str, body: Iterable[str] = ()) -> str:
    return "\n\n".join([f"{'#' * level} {title}", *body]) + "\n"


def _escaped(text: str) -> str:
    """Fit for a cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")
