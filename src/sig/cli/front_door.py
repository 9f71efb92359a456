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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

SWITCH = "SIG_FRONT_DOOR"
"""The environment variable that closes the front door where it is ``off``."""

_FOLDER = os.path.join(os.path.dirname(__file__), "bindings")
_DEEPEST = 4  # words of a command: three of its noun at most, and its verb
_DIGITS = 18
_REHEARSAL = ("dry_run", "detailed_exitcode")


class _DeclinedError(Exception):
    """Only Typer knows what the line means."""


def bound(words: Sequence[str]) -> tuple[str, Call] | None:
    """The module of the verb that the line ``words`` names, and what to call it with; None where Typer is to say."""
    if os.environ.get(SWITCH) == "off":
        return None
    try:
        return _bound(list(words))
    except (_DeclinedError, SigError):  # settings that cannot be read are refused after what Typer refuses
        return None


def _bound(words: list[str]) -> tuple[str, Call]:
    data = _data(words[0] if words else "")
    path = _path(words, data["commands"])
    command = data["commands"][" ".join(path)]
    shared = [data["options"][key] for key in data["shared"]]
    own = {option["name"]: option for option in (data["options"][key] for key in command["options"])}
    by_name = {**{option["name"]: option for option in shared}, **own}
    given = _given(words[len(path) :], by_name.values())
    start(Session())
    for name, text in defaults(by_name, path[-1]).items():
        given.setdefault(name, text)
    if any(option.get("required") and name not in given for name, option in by_name.items()):
        raise _DeclinedError
    values = {name: given[name] if name in given else _unset(option) for name, option in by_name.items()}
    common = {option["name"] for option in shared}
    secrets = {name: option["names"] for name, option in by_name.items() if option.get("secret")}
    said, options = remembered(
        path,
        words[len(path) :],
        {name: given[name] for name in own if name in given and name not in common and name not in _REHEARSAL},
        secrets,
    )
    call = Call(
        command["verb"],
        said,
        options,
        # An option that a verb has in place of a common one is no argument of it either.
        {name: None if name in common else values[name] for name in own if name not in _REHEARSAL},
        {name: value for name, value in values.items() if name in common or name in _REHEARSAL},
    )
    return command["module"], call


@cache
def _data(word: str) -> dict[str, Any]:
    """What is known of the commands that begin with ``word``."""
    if not word.replace("-", "").isalpha() or not word.isascii() or not word.islower():
        raise _DeclinedError  # no noun or verb, nor the name of a file of ours on any system
    try:
        with open(os.path.join(_FOLDER, f"{word}.json"), encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
    except OSError:
        raise _DeclinedError from None
    return found


def _path(words: Sequence[str], commands: Mapping[str, Any]) -> list[str]:
    """The words that name the command."""
    for length in range(_DEEPEST, 0, -1):
        if " ".join(words[:length]) in commands:
            return list(words[:length])
    raise _DeclinedError


def _given(words: Sequence[str], known: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the words after the verb say, by parameter, in the order of the line."""
    spelled = {name: option for option in known for name in option["names"]}
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
    return option.get("default", False if option["kind"] == "flag" else None)


def _may_be_an_option(word: str) -> bool:
    return word.startswith("-")


def _is_odd(word: str) -> bool:
    """Whether the word means something by how it begins: an option or a number below zero, or a file to read."""
    return word.startswith("-") or (word.startswith("@") and len(word) > 1)
