"""Help pages: one line, the options in groups, examples that run."""

from __future__ import annotations

import inspect
import textwrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from typer.core import TyperGroup

    from sig.cli.command import AzCommand

_WIDTH = 100
_COLUMN = 36
_EXAMPLES = "Examples:"


def split(docstring: str) -> tuple[str, list[str]]:
    """A verb's docstring as its explanation and its examples, one command line each."""
    text, _, examples = inspect.cleandoc(docstring).partition(_EXAMPLES)
    lines = [line.strip() for line in examples.replace("\\\n", " ").splitlines()]
    return text.strip(), [" ".join(line.split()) for line in lines if line]


def of_command(command: AzCommand, path: str) -> str:
    """The page of one verb."""
    sections = [f"{path}: {command.help}", ""]
    groups: dict[str, list[Any]] = {}
    for param in command.params:
        groups.setdefault(getattr(param, "rich_help_panel", None) or "Options", []).append(param)
    last = groups.pop("Global", [])
    for title, params in (*groups.items(), ("Global", last)):
        sections += [title, *(line for param in params for line in _option(param)), ""]
    if command.examples:
        sections += ["Examples", *(f"  {example}" for example in command.examples), ""]
    return "\n".join(sections)


def of_group(group: TyperGroup, path: str) -> str:
    """The page of a noun, or of the whole command line, made from the tree's data alone."""
    from sig.cli.tree_data import summary

    lines = [f"{path}: {group.help}", "", "Commands"]
    words = path.split()[1:]
    lines += [f"  {name:<20} {summary([*words, name])}" for name in group.commands]
    lines += ["", f"Run '{path} COMMAND --help' for the options and examples of one.", ""]
    return "\n".join(lines)


def _option(param: Any) -> list[str]:
    names = _names(param)
    text = param.help or ""
    if param.required:
        text = f"[required] {text}"
    choices = getattr(param.type, "choices", None)
    if choices:
        text = f"{text} One of: {', '.join(choices)}."
    wrapped = textwrap.wrap(text, _WIDTH - _COLUMN) or [""]
    if len(names) + 4 > _COLUMN:
        return [f"  {names}", *_indented(wrapped)]
    return [f"  {names:<{_COLUMN - 2}}{wrapped[0]}", *_indented(wrapped[1:])]


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"{param.metavar or param.name.upper()}{'...' if param.nargs == -1 else ''}"
    return ", ".join(sorted(param.opts, key=len)) + _metavar(param)


def _metavar(param: Any) -> str:
    if param.is_flag:
        return ""
    if param.metavar:
        return f" {param.metavar}"
    return " INTEGER" if param.type.name.startswith("int") else ""  # Typer says int, Click integer


def _indented(lines: Sequence[str]) -> list[str]:
    return [" " * _COLUMN + line for line in lines]
