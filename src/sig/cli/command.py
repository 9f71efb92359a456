"""A command: Typer's, with az's spellings in front, the global options added and its result printed."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from typer._click.core import ParameterSource
from typer.core import TyperCommand, TyperOption

from sig.cli import call, help_text
from sig.cli.grammar import EmptyListError, Spelling, expand_files, spell_out
from sig.cli.nouns import STANDALONE
from sig.cli.options import every
from sig.cli.options.shape import GLOBAL, Shape, shape_of
from sig.cli.session import Session, start

if TYPE_CHECKING:
    from typer._click import Context

_WORDS = "sig.words"  # where a context keeps the words of its command, as given
_UNSET = ParameterSource.DEFAULT


class AzCommand(TyperCommand):
    """One verb: ``function`` does it. ``aliases`` declare its options, ``shapes`` say what Typer has no word for.

    The callback that Typer knows answers the arguments that ``function`` takes, instead of calling it.
    """

    function: "Callable[..., Any]"
    aliases: dict[str, Any]
    shapes: dict[str, "Shape"]
    examples: Sequence[str]

    def equip(
        self,
        function: "Callable[..., Any]",
        aliases: dict[str, Any],
        examples: Sequence[str],
        shared: list[TyperOption],
    ) -> None:
        """Add what the tree knows of the verb: aliases, examples and the options that it has in common with others."""
        self.function = function
        self.aliases = aliases
        self.shapes = {parameter: shape_of(alias) for parameter, alias in aliases.items()}
        self.examples = examples
        own = {param.name for param in self.params}
        self.params.extend(param for param in shared if param.name not in own)

    def make_context(
        self, info_name: str | None, args: list[str], parent: "Context | None" = None, **extra: Any
    ) -> "Context":
        start(Session())
        extra["default_map"] = call.defaults({param.name or "" for param in self.params}, self.name or "")
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        ctx.meta[_WORDS] = list(args)
        try:
            words = spell_out(expand_files(args, _read_file), self._spelling())
        except EmptyListError as empty:
            ctx.fail(f"argument {empty}: expected at least one argument, and no empty ones")
        return super().parse_args(ctx, words)

    def invoke(self, ctx: "Context") -> Any:
        common = {param.name for param in shared_options(mutates=True)}
        shared = {name: value for name, value in ctx.params.items() if name in common}
        ctx.params = {name: value for name, value in ctx.params.items() if name not in common}
        arguments = super().invoke(ctx)
        given = {name: value for name, value in arguments.items() if ctx.get_parameter_source(name) is not _UNSET}
        secrets = {param.name or "": param.opts for param in self.params if self._is_secret(param.name)}
        path = ctx.command_path.split()[1:]
        words, options = call.remembered(path, ctx.meta[_WORDS], given, secrets)
        return call.perform(call.Call(verb(path), words, options, arguments, shared), self.function)

    def _is_secret(self, parameter: str | None) -> bool:
        shape = self.shapes.get(parameter or "")
        return shape is not None and shape.secret

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


def verb(path: Sequence[str]) -> str:
    """The verb with its noun, as the words ``path`` name it: the verbs of galleries may stand alone."""
    noun, _, _ = STANDALONE.get(path[0], "").rpartition(".")
    return f"{noun} {path[0]}" if noun else " ".join(path)


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
