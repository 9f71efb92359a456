"""A command: Typer's, with az's spellings in front, the global options added and its result printed."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperOption

from sig.cli import help_text
from sig.cli.grammar import EmptyListError, Spelling, expand_files, spell_out
from sig.cli.options import every
from sig.cli.session import Session, current, start

if TYPE_CHECKING:
    from typer._click import Context

    from sig.cli.options.shape import Shape

# parameter -> setting that stands in for it when the command line does not name it
_DEFAULTS = {
    "resource_group": "defaults.group",
    "resource_group_name": "defaults.group",
    "location": "defaults.location",
}


class AzCommand(TyperCommand):
    """One verb. ``shapes`` says of each parameter what Typer has no word for."""

    shapes: dict[str, "Shape"]
    examples: Sequence[str]

    def equip(self, shapes: dict[str, "Shape"], examples: Sequence[str], shared: list[TyperOption]) -> None:
        """Add what the tree knows of the verb: shapes, examples and the options that every command has."""
        self.shapes = shapes
        self.examples = examples
        own = {param.name for param in self.params}
        self.params.extend(param for param in shared if param.name not in own)

    def make_context(
        self, info_name: str | None, args: list[str], parent: "Context | None" = None, **extra: Any
    ) -> "Context":
        session = Session()
        start(session)
        names = {param.name for param in self.params}
        extra["default_map"] = {
            name: text
            for name, key in _DEFAULTS.items()
            if name in names
            and not (name == "location" and self.name == "update")
            and (text := session.settings.text(key))
        }
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        try:
            words = spell_out(expand_files(args, _read_file), self._spelling())
        except EmptyListError as empty:
            ctx.fail(f"argument {empty}: expected at least one argument, and no empty ones")
        return super().parse_args(ctx, words)

    def invoke(self, ctx: "Context") -> Any:
        own = {param.name for param in shared_options()}
        given = {name: value for name, value in ctx.params.items() if name in own}
        ctx.params = {name: value for name, value in ctx.params.items() if name not in own}
        session = current()
        session.choose(**given)
        from sig.cli import printing

        query, output_format = printing.compiled(session.query), printing.form(session)
        return printing.emit(super().invoke(ctx), output_format, query)

    def format_help(self, ctx: "Context", formatter: Any) -> None:
        formatter.write(help_text.of_command(self, ctx.command_path))

    def _spelling(self) -> Spelling:
        lists: dict[str, str] = {}
        flags: dict[str, str] = {}
        groups: dict[str, str] = {}
        empty = set()
        for param in self.params:
            shape = self.shapes.get(param.name or "")
            if shape is None:
                continue
            kind = groups if shape.grouped else flags if shape.tristate else lists if shape.arity else None
            if kind is not None:
                kind.update(dict.fromkeys(param.opts, param.opts[0]))
            if shape.arity == "*":
                empty.add(param.opts[0])
        return Spelling(lists, flags, groups, frozenset(empty))


def shared_options() -> list[TyperOption]:
    """The options that every command has, made once."""
    global _shared  # noqa: PLW0603 - built on first use
    if _shared is None:
        from sig.cli.tree import typer_command

        _shared = [param for param in typer_command(_globals, "globals").params if isinstance(param, TyperOption)]
    return _shared


_shared: list[TyperOption] | None = None


def _globals(
    output: every.Output = None,
    query: every.Query = None,
    subscription: every.Subscription = None,
    only_show_errors: every.OnlyShowErrors = False,
    verbose: every.Verbose = False,
    debug: every.Debug = False,
    store: every.Store = None,
    profile: every.Profile = None,
) -> None:
    """Declare the options that every command has; never called."""


def _read_file(path: str) -> str:
    from sig.cli.grammar import UsageError

    try:
        if path == "-":
            return sys.stdin.read().rstrip("\r\n")
        with open(path, encoding="utf-8-sig") as file:
            return file.read().rstrip("\r\n")
    except (OSError, UnicodeDecodeError, ValueError) as failure:
        raise UsageError(
            f"Failed to open file '{path}': {failure}.",
            hint="A value that begins with @ names a file to read it from.",
        ) from None
