"""Bad command lines, explained: what was given, what is accepted, the nearest thing that exists."""

from __future__ import annotations

import re
from difflib import get_close_matches

from typer._click import exceptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from typer._click.exceptions import ClickException

_QUOTED_VALUE = re.compile(r"""(?P<quote>['"])(?P<value>.*)(?P=quote) is not """, re.DOTALL)


def explained(mistake: ClickException, words: Sequence[str]) -> tuple[str, str]:
    """The message and the hint for the command line ``words``, which Typer refused."""
    context = getattr(mistake, "ctx", None)
    path = context.command_path if context else "sig"
    help_hint = f"Run '{path} --help' for what it takes."
    if isinstance(mistake, exceptions.NoSuchOption):
        return f"unrecognized arguments: {mistake.option_name}", _option_hint(mistake, help_hint)
    if isinstance(mistake, exceptions.MissingParameter):
        return f"the following arguments are required: {', '.join(_missing(mistake, words))}", help_hint
    if isinstance(mistake, exceptions.BadParameter):
        return _bad_value(mistake, path, help_hint)
    return _other(mistake, path, help_hint)


def _other(mistake: Any, path: str, help_hint: str) -> tuple[str, str]:
    """What Typer tells apart by its message alone."""
    message = mistake.format_message()
    if message.startswith("No such command"):
        return _unknown_command(mistake, path)
    if message.startswith("Got unexpected extra argument"):
        return f"unrecognized arguments: {message.partition(' (')[2].removesuffix(')')}", help_hint
    if message.startswith("Missing command"):
        return f"'{path}' needs a command", f"Run '{path} --help' for the list."
    return message.rstrip("."), help_hint


def _option_hint(mistake: Any, help_hint: str) -> str:
    known = [name for param in mistake.ctx.command.params for name in param.opts] if mistake.ctx else []
    close = get_close_matches(mistake.option_name, known, n=3)
    return f"Did you mean {' or '.join(close)}? {help_hint}" if close else help_hint


def _missing(mistake: Any, words: Sequence[str]) -> list[str]:
    """Every required option that has no value, not only the first, as az lists them."""
    context = mistake.ctx
    if context is None:
        return [mistake.format_message()]
    given = {name for name, value in context.params.items() if value is not None}
    absent = [
        param
        for param in context.command.params
        if param.required and (param is mistake.param or (param.name not in given and not _was_given(param, words)))
    ]
    return [_called(param) for param in absent]


def _called(param: Any) -> str:
    """As the help page calls it: an argument by what stands for it there."""
    is_argument = param.param_type_name == "argument"
    return str(param.metavar) if is_argument and param.metavar else "/".join(param.opts)


def _was_given(param: Any, words: Sequence[str]) -> bool:
    """Options after the first missing one are not bound yet: look for them among the words."""
    return any(word.partition("=")[0] in param.opts for word in words)


def _bad_value(mistake: Any, path: str, help_hint: str) -> tuple[str, str]:
    """A value that an option does not take, in az's words."""
    param = mistake.param
    kind = getattr(param, "type", None)
    quoted = _QUOTED_VALUE.match(mistake.message)
    if quoted is None or kind is None:
        return mistake.format_message().rstrip("."), help_hint
    given = quoted["value"]
    choices = getattr(kind, "choices", None)
    if not choices:
        return f"argument {'/'.join(param.opts)}: invalid {_short(kind)} value: '{given}'", help_hint
    close = get_close_matches(given.lower(), [choice.lower() for choice in choices], n=1)
    named = [choice for choice in choices if choice.lower() in close]
    message = f"{path}: '{given}' is not a valid value for '{max(param.opts, key=len)}'."
    suggestion = f"Did you mean {named[0]}? " if named else ""
    return f"{message} Allowed values: {', '.join(choices)}.", f"{suggestion}{help_hint}"


def _short(kind: Any) -> str:
    return "int" if kind.name == "integer" else str(kind.name)


def _unknown_command(mistake: Any, path: str) -> tuple[str, str]:
    name = mistake.message.partition("'")[2].partition("'")[0]
    close = get_close_matches(name, list(mistake.ctx.command.commands), n=3)
    suggestion = f"Did you mean {' or '.join(repr(word) for word in close)}? " if close else ""
    return (
        f"'{name}' is misspelled or not recognized by the system.",
        f"{suggestion}Run '{path} --help' for the list of commands.",
    )
