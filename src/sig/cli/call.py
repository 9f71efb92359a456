"""A command line as it is bound, by whichever door it came in, and what is done with it."""

from __future__ import annotations

from functools import partial, wraps

from sig.cli.grammar import CommandLineError
from sig.cli.session import current
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any, TypeVar

    R = TypeVar("R")

OPTION = "opt."  # how verbs name the module of options in their annotations
HIDDEN = "***"  # stands for a secret in what is remembered of a command

# parameter -> setting that stands in for it where the command line does not name it
_DEFAULTS = {
    "resource_group": "defaults.group",
    "resource_group_name": "defaults.group",
    "location": "defaults.location",
}


class Call(NamedTuple):
    """One command line.

    ``verb`` is the verb with its noun, ``words`` are those after the name of the program and ``options`` those of its
    own options that somebody gave: all three are what is remembered of the command, and hold no secrets.
    ``arguments`` are what the function of the verb takes, ``shared`` the options that commands have in common.
    """

    verb: str
    words: Sequence[str]
    options: Mapping[str, Any]
    arguments: dict[str, Any]
    shared: dict[str, Any]


def perform(call: Call, function: Callable[..., Any]) -> int:
    """Do what ``call`` asks of ``function``, print the result and answer the exit code. Raises SigError."""
    if call.shared["as_principal"] == "":  # of a shell's empty variable: by no means the owner is meant
        raise CommandLineError("argument --as: expected one argument")
    session = current()
    session.choose(**call.shared)
    session.runs(call.verb, call.words, call.options)
    session.check_open()
    from sig.cli import printing

    work = partial(function, **call.arguments)
    query, output_format = printing.compiled(session.query), printing.form(session)
    if session.dry_run:
        from sig.cli import rehearsal

        return rehearsal.rehearsed(session, work, output_format, query)
    if session.detailed_exitcode:
        raise CommandLineError("argument --detailed-exitcode: not allowed without argument --dry-run")
    return printing.emit(work(), output_format, query)


def gathering(**kinds: Any) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Lets several verbs have options in common: ``kinds`` are named tuples of them, by the parameter that takes one.

    Their fields are annotated as the parameters of verbs are, and are options of the verb where that parameter stands.
    A field whose annotation names no option keeps its default.
    """

    def decorated(function: Callable[..., R]) -> Callable[..., R]:
        @wraps(function)
        def command(**arguments: Any) -> R:
            for parameter, kind in kinds.items():
                taken = {field: arguments.pop(field) for field in gathered(kind) if field in arguments}
                arguments[parameter] = kind(**taken)
            return function(**arguments)

        verb: Any = command
        verb.gathered = kinds
        return command

    return decorated


def gathered(kind: Any) -> dict[str, str]:
    """The fields of a ``kind`` that are options, with what they name."""
    return {field: named for field, named in kind.__annotations__.items() if named.startswith(OPTION)}


def defaults(parameters: Collection[str], verb: str) -> dict[str, str]:
    """What the settings give for ``parameters`` of a command that does not name them. Raises InvalidParameter.

    No default location moves what an update is about.
    """
    settings = current().settings
    return {
        name: text
        for name, key in _DEFAULTS.items()
        if name in parameters and not (name == "location" and verb == "update") and (text := settings.text(key))
    }


def remembered(
    path: Sequence[str],
    words: Sequence[str],
    given: Mapping[str, Any],
    secrets: Mapping[str, Sequence[str]],
) -> tuple[list[str], dict[str, Any]]:
    """The words and the options as they are remembered: without those of ``secrets``, parameter to its names."""
    options = {name: HIDDEN if name in secrets else value for name, value in given.items() if value is not None}
    names = {name for names in secrets.values() for name in names}
    return [*path, *(_without_secrets(words, names) if names else words)], options


def _without_secrets(words: Sequence[str], names: set[str]) -> list[str]:
    """``words`` with the values of the options ``names`` hidden: what is remembered of a command is read by others."""
    shown = []
    hide = False
    for word in words:
        name, sep, _ = word.partition("=")
        shown.append(HIDDEN if hide else f"{name}{sep}{HIDDEN}" if sep and name in names else word)
        hide = word in names
    return shown
