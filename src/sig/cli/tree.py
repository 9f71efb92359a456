"""The command tree: nouns and verbs built from their modules, each only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from inspect import Parameter, Signature, signature
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from sig.cli import help_text, options
from sig.cli.call import OPTION, gathered
from sig.cli.command import AzCommand, shared_options
from sig.cli.nouns import DEFAULT_VERBS, NOUNS, STANDALONE

if TYPE_CHECKING:
    from typer._click import Context

HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


class LazyCommands(Mapping[str, Any]):
    """Commands by name; each is made when it is first looked up."""

    def __init__(self, makers: dict[str, Callable[[], Any]]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class LazyGroup(TyperGroup):
    """A noun, or the root; its help is written from the tree's data without building a verb."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer's signature
        return list(self.commands)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """``sig serve --port 8443``: an option that is not of the noun itself is of the verb that need not be named."""
        verb = DEFAULT_VERBS.get(self.name or "")
        if verb and (not args or (args[0].startswith("-") and args[0] not in HELP_OPTIONS["help_option_names"])):
            args = [verb, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Context, formatter: Any) -> None:
        formatter.write(help_text.of_group(self, ctx.command_path))


def root() -> LazyGroup:
    """The whole command line."""
    makers: dict[str, Callable[[], Any]] = {}
    for noun, (_, summary) in NOUNS.items():
        if " " not in noun:
            makers[noun] = _noun_maker(noun, summary)
    for name, module in STANDALONE.items():
        makers[name] = _verb_maker(name, f"sig.cli.{module}")
    return LazyGroup(
        name="sig",
        commands=cast("Any", LazyCommands(makers)),
        help="Azure Compute Gallery (Shared Image Gallery) on your own machine.",
        rich_markup_mode=None,
        context_settings=HELP_OPTIONS,
    )


def verb_module(noun: str, verb: str) -> str:
    """The module of a verb; one that is a word of Python's own has an underscore behind it."""
    return f"sig.cli.{NOUNS[noun][0]}.{verb.replace('-', '_')}{'_' if iskeyword(verb) else ''}"


def verbs(noun: str) -> tuple[str, ...]:
    found: tuple[str, ...] = import_module(f"sig.cli.{NOUNS[noun][0]}").VERBS
    return found


def typer_command(function: Callable[..., Any], name: str, cls: type[TyperCommand] = TyperCommand) -> TyperCommand:
    """The command that Typer makes of ``function``."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=cls, context_settings=HELP_OPTIONS)(function)
    return cast("TyperCommand", typer.main.get_command(app))


def _noun_maker(noun: str, summary: str) -> Callable[[], Any]:
    def make() -> LazyGroup:
        makers = {verb: _verb_maker(verb, verb_module(noun, verb)) for verb in verbs(noun)}
        for nested, (_, about) in NOUNS.items():
            above, _, name = nested.rpartition(" ")
            if above == noun:
                makers[name] = _noun_maker(nested, about)
        return LazyGroup(
            name=noun.rpartition(" ")[2],
            commands=cast("Any", LazyCommands(makers)),
            help=summary,
            rich_markup_mode=None,
            context_settings=HELP_OPTIONS,
        )

    return make


def _verb_maker(name: str, module: str) -> Callable[[], Any]:
    return lambda: _verb(name, import_module(module))


def _verb(name: str, module: Any) -> AzCommand:
    """Hand in the option aliases that the verb names in its annotations, and let Typer do the rest.

    A module that says ``MUTATES = True`` changes the store: its verb takes ``--dry-run``.
    """
    function: Callable[..., Any] = module.command
    parameters = list(_parameters(function))
    command = cast("AzCommand", typer_command(_answering(function, parameters), name, AzCommand))
    command.help, examples = help_text.split(function.__doc__ or "")
    aliases = {parameter.name: parameter.annotation for parameter in parameters}
    shared = shared_options(mutates=getattr(module, "MUTATES", False))
    command.equip(function, aliases, examples, shared)
    return command


def _parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    """The options of a verb in order, those that it gathers in place of what takes them; each with its alias."""
    kinds = getattr(function, "gathered", {})
    for name, parameter in signature(function).parameters.items():
        if name not in kinds:
            yield _option(name, parameter.annotation, parameter.default)
            continue
        for field, annotation in gathered(kinds[name]).items():
            yield _option(field, annotation, kinds[name]._field_defaults[field])


def _option(name: str, annotation: str, default: Any) -> Parameter:
    alias = getattr(options, annotation.removeprefix(OPTION))
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=alias)


def _answering(function: Callable[..., Any], parameters: list[Parameter]) -> Callable[..., dict[str, Any]]:
    """What looks to Typer like ``function`` with ``parameters``, and answers what that would be called with."""

    @wraps(function)
    def arguments(**given: Any) -> dict[str, Any]:
        return given

    known: Any = arguments
    known.__signature__ = Signature(parameters)
    known.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return arguments
