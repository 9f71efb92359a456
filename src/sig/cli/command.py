"""A command: Typer's, with az's spellings in front, the global options added and its result printed."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from typer._click.core import ParameterSource
from typer.core import TyperCommand, TyperOption

from sig.cli import help_text
from sig.cli.grammar import CommandLineError, EmptyListError, Spelling, expand_files, spell_out
from sig.cli.nouns import STANDALONE
from sig.cli.options import every
from sig.cli.options.shape import GLOBAL, Shape
from sig.cli.session import Session, current, start

if TYPE_CHECKING:
    from typer._click import Context

_WORDS = "sig.words"  # where a context keeps the words of its command, as given
_UNSET = ParameterSource.DEFAULT
_HIDDEN = "***"  # stands for a secret in what is remembered of a command

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
        """Add what the tree knows of the verb: shapes, examples and the options that it has in common with others."""
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
        ctx.meta[_WORDS] = list(args)
        try:
            words = spell_out(expand_files(args, _read_file), self._spelling())
        except EmptyListError as empty:
            ctx.fail(f"argument {empty}: expected at least one argument, and no empty ones")
        return super().parse_args(ctx, words)

    def invoke(self, ctx: "Context") -> Any:
        own = {param.name for param in shared_options(mutates=True)}
        given = {name: value for name, value in ctx.params.items() if name in own}
        ctx.params = {name: value for name, value in ctx.params.items() if name not in own}
        if given["as_principal"] == "":  # of a shell's empty variable: by no means the owner is meant
            raise CommandLineError("argument --as: expected one argument")
        session = current()
        session.choose(**given)
        session.runs(*_signature(ctx))
        session.check_open()
        from sig.cli import printing

        query, output_format = printing.compiled(session.query), printing.form(session)
        if session.dry_run:
            from sig.cli import rehearsal

            return rehearsal.rehearsed(session, partial(super().invoke, ctx), output_format, query)
        if session.detailed_exitcode:
            raise CommandLineError("argument --detailed-exitcode: not allowed without argument --dry-run")
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


def _signature(ctx: "Context") -> tuple[str, list[str], dict[str, Any]]:
    """The verb with its noun, the words after the name of the program, and the own options that somebody gave."""
    path = ctx.command_path.split()[1:]
    noun, _, verb = STANDALONE.get(path[0], "").rpartition(".")
    secret = {param.name: param.opts for param in ctx.command.params if _is_secret(ctx.command, param)}
    options = {
        name: _HIDDEN if name in secret else value
        for name, value in ctx.params.items()
        if value is not None and ctx.get_parameter_source(name) is not _UNSET
    }
    words = _without_secrets(ctx.meta[_WORDS], {name for names in secret.values() for name in names})
    return f"{noun} {path[0]}" if noun and verb else " ".join(path), [*path, *words], options


def _is_secret(command: Any, param: Any) -> bool:
    shape = command.shapes.get(param.name)
    return shape is not None and shape.secret


def _without_secrets(words: Sequence[str], names: set[str]) -> list[str]:
    """``words`` with the values of the options ``names`` hidden: what is remembered of a command is read by others."""
    shown = []
    hide = False
    for word in words:
        name, sep, _ = word.partition("=")
        shown.append(_HIDDEN if hide else f"{name}{sep}{_HIDDEN}" if sep and name in names else word)
        hide = word in names
    return shown


def shared_options(*, mutates: bool) -> list[TyperOption]:
    """The options that every command has, and those of all that change the store, made once."""
    global _shared  # noqa: PLW0603 - built on first use
    if _shared is None:
        from sig.cli.tree import typer_command

        _shared = [param for param in typer_command(_globals, "globals").params if isinstance(param, TyperOption)]
    return _shared if mutates else [param for param in _shared if param.rich_help_panel == GLOBAL]


_shared: list[TyperOption] | None = None


def _globals(
    output: every.Output = None,
    query: every.Query = None,
    subscription: every.Subscription = None,
    as_principal: every.Principal = None,
    only_show_errors: every.OnlyShowErrors = False,
    verbose: every.Verbose = False,
    debug: every.Debug = False,
    store: every.Store = None,
    profile: every.Profile = None,
    dry_run: every.DryRun = False,
    detailed_exitcode: every.DetailedExitcode = False,
) -> None:
    """Declare the options that many commands have; never called."""


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
