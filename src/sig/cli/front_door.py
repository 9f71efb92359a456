"""The front door: common command lines, bound from the command tree's data without the cost of Typer.

It takes a line only where it can tell that Typer would accept it, and bind the same values. Help, mistakes, rare
spellings and all else go to Typer, so that every message stays Typer's. ``tests/property/test_front_door.py`` holds
one door against the other (docs/adr/0015-front-door.md).
"""

from __future__ import annotations

import json
import os
from functools import cache
from sys import modules

from sig.cli.call import Call, defaults, remembered
from sig.cli.grammar import SEPARATOR, truth
from sig.cli.session import Session, start
from sig.domain.errors import SigError
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

SWITCH = "SIG_FRONT_DOOR"
"""The environment variable that closes the front door where it is ``off``."""

_OF_TYPER = "_SIG_COMPLETE"  # asks Typer for its own completion, which is none of ours

DEEPEST = 4
"""How many words name a command at most: three of its noun, and its verb."""

_FOLDER = os.path.join(os.path.dirname(__file__), "bindings")
_DIGITS = 18
_REHEARSAL = ("dry_run", "detailed_exitcode")  # declared with a verb that writes, and none of its own


class _DeclinedError(Exception):
    """Only Typer knows what the line means."""


class Command(NamedTuple):
    """What binds a line to a command: the words that name it, and its options by parameter, own and common ones."""

    path: list[str]
    verb: str
    module: str
    own: dict[str, dict[str, Any]]
    common: dict[str, dict[str, Any]]

    @property
    def options(self) -> dict[str, dict[str, Any]]:
        """All of them. A verb can have an option of its own in place of a common one."""
        return {**self.common, **self.own}

    def is_own(self, parameter: str) -> bool:
        """Whether the verb is told of the parameter."""
        return parameter not in self.common and parameter not in _REHEARSAL


def bound(words: Sequence[str]) -> tuple[str, Call] | None:
    """The module of the verb that the line ``words`` names, and what to call it with; None where Typer is to say."""
    if os.environ.get(SWITCH) == "off" or _OF_TYPER in os.environ:
        return None
    try:
        command = _command(words)
        left = words[len(command.path) :]
        given = _given(left, command.options)
        start(Session())
        given = {**defaults(command.options, command.path[-1]), **given}
        return command.module, _call(command, left, given)
    except (_DeclinedError, SigError):  # settings that cannot be read are refused after what Typer refuses
        return None


@cache
def data(word: str) -> dict[str, Any]:
    """What is known of the commands that begin with ``word``, as ``tools/bindings.py`` writes it."""
    if not word.replace("-", "").isalpha() or not word.isascii() or not word.islower():
        raise _DeclinedError  # no noun or verb, nor the name of a file of ours on any system
    try:
        with open(os.path.join(_FOLDER, f"{word}.json"), encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
    except OSError:
        raise _DeclinedError from None
    return found


def _command(words: Sequence[str]) -> Command:
    """The command that the first of ``words`` name."""
    known = data(words[0] if words else "")
    for length in range(DEEPEST, 0, -1):
        found = known["commands"].get(" ".join(words[:length]))
        if found is not None:
            own, common = (
                {known["options"][key]["name"]: known["options"][key] for key in keys}
                for keys in (found["options"], known["shared"])
            )
            return Command(list(words[:length]), found["verb"], found["module"], own, common)
    raise _DeclinedError


def _call(command: Command, words: Sequence[str], given: dict[str, Any]) -> Call:
    """The call of ``command`` with what the line or the settings have ``given``, and defaults for the rest."""
    options = command.options
    if any(option.get("required") and name not in given for name, option in options.items()):
        raise _DeclinedError
    values = {name: given[name] if name in given else _unset(option) for name, option in options.items()}
    secrets = {name: option["names"] for name, option in options.items() if option.get("secret")}
    said = {name: given[name] for name in command.own if name in given and command.is_own(name)}
    return Call(
        command.verb,
        *remembered(command.path, words, said, secrets),
        arguments={
            name: values[name] if command.is_own(name) else None for name in command.own if name not in _REHEARSAL
        },
        shared={name: value for name, value in values.items() if not command.is_own(name)},
    )


def _given(words: Sequence[str], options: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """What the words after the verb say, by parameter."""
    spelled = {name: option for option in options.values() for name in option["names"]}
    given: dict[str, Any] = {}
    groups = 0
    at = 0
    while at < len(words):
        name, attached, value = words[at].partition("=")
        option = spelled.get(name)
        if option is None or (option["name"] in given and option["kind"] != "grouped"):
            raise _DeclinedError
        taken = [value] if attached else []
        at += 1
        most = _most(option, len(words))
        while at < len(words) and len(taken) < most and not _may_be_an_option(words[at]):
            taken.append(words[at])
            at += 1
        if any(map(_is_odd, taken)):
            raise _DeclinedError
        if option["kind"] == "grouped":
            groups += 1
            given.setdefault(option["name"], []).append(SEPARATOR.join([str(groups), *_some(taken)]))
        else:
            given[option["name"]] = _value(option, taken, attached=bool(attached))
    return given


def _most(option: Mapping[str, Any], left: int) -> int:
    """How many words the option takes at most."""
    if option["kind"] == "flag":
        return 0
    return left if option["kind"] == "grouped" or "arity" in option else 1


def _value(option: Mapping[str, Any], taken: list[str], *, attached: bool) -> Any:
    kind = option["kind"]
    if kind == "flag":
        if attached:
            raise _DeclinedError
        return True
    if kind == "tristate":
        return _truth(taken)
    if option.get("multiple"):
        return _listed(option, taken)
    return _single(option, _one(taken))


def _single(option: Mapping[str, Any], word: str) -> Any:
    if option["kind"] == "integer":
        if not (word.isascii() and word.isdigit()) or len(word) > _DIGITS:
            raise _DeclinedError
        return int(word)
    if option["kind"] == "number":
        if not (word.isascii() and word.replace(".", "", 1).isdigit()):
            raise _DeclinedError
        return float(word)
    if option["kind"] == "choice":
        if word not in option["choices"]:
            raise _DeclinedError
        return _member(option["enumeration"], word) if "enumeration" in option else word
    return word


def _member(enumeration: str, word: str) -> Any:
    """The member of the ``enumeration``, a ``module:Class``, whose value ``word`` is."""
    module, _, name = enumeration.partition(":")
    __import__(module)
    return getattr(modules[module], name)(word)


def _listed(option: Mapping[str, Any], taken: list[str]) -> list[Any]:
    arity = option.get("arity")
    if arity is None:
        raise _DeclinedError  # repeated instead of followed by several words
    if not taken and arity == "*":
        taken = [""]
    elif "" in taken and option["names"][0] != "--tags":
        raise _DeclinedError
    return [_single(option, word) for word in _some(taken)]


def _truth(taken: list[str]) -> bool:
    try:
        return truth(_one(taken or ["true"]))
    except ValueError:
        raise _DeclinedError from None


def _one(taken: list[str]) -> str:
    if len(taken) != 1:
        raise _DeclinedError
    return taken[0]


def _some(taken: list[str]) -> list[str]:
    if not taken:
        raise _DeclinedError
    return taken


def _unset(option: Mapping[str, Any]) -> Any:
    default = option.get("default", False if option["kind"] == "flag" else None)
    return _member(option["enumeration"], default) if default and "enumeration" in option else default


def _may_be_an_option(word: str) -> bool:
    return word.startswith("-")


def _is_odd(word: str) -> bool:
    """Whether the word means something by how it begins: an option or a number below zero, or a file to read."""
    return word.startswith("-") or (word.startswith("@") and len(word) > 1)
