"""Assertions as words say them, on the command line or in a file, held against the commands that there are."""

from __future__ import annotations

import json
from difflib import get_close_matches

from sig.cli import tree_data
from sig.cli.grammar import SEPARATOR, UsageError
from sig.domain.assertions import Assertion
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS = ("called", "with", "times", "at_least", "at_most", "before", "since")
_NUMBERS = ("times", "at_least", "at_most")


def pairs(groups: Sequence[str] | None) -> dict[str, str]:
    """What the occurrences of ``--with`` say together. Raises UsageError for a word that is not OPTION=VALUE."""
    found: dict[str, str] = {}
    for group in groups or ():
        for word in group.split(SEPARATOR)[1:]:
            name, separator, value = word.partition("=")
            if not separator or not name:
                raise UsageError(
                    f"usage error: --with takes OPTION=VALUE, got '{shown(word)}'.",
                    hint="Write --with gallery_image_version=1.4.0.",
                )
            found[name] = value
    return found


def assertion(
    called: str,
    options: Mapping[str, str],
    numbers: Mapping[str, int | None],
    before: str | None = None,
    since: str | None = None,
) -> Assertion:
    """The assertion that these words make; ``numbers`` are times, at_least and at_most. Raises UsageError."""
    given = {name: number for name, number in numbers.items() if number is not None}
    if "times" in given and len(given) > 1:
        raise UsageError("usage error: --times N | [--at-least N] [--at-most N]")
    for name, number in given.items():
        if number < 0:
            raise UsageError(f"usage error: --{name.replace('_', '-')} takes a number from 0, got {number}.")
    verb = _verb(called, "--called")
    return Assertion(
        called=verb,
        options={_parameter(verb, name): value for name, value in options.items()},
        before=None if before is None else _verb(before, "--before"),
        since=since,
        **given,
    )


def of_file(text: str, path: str, since: str | None) -> list[Assertion]:
    """The assertions of a file: a JSON list, or TOML with ``[[assert]]``. Raises UsageError.

    Each is an object with the members ``called, with, times, at_least, at_most, before, since``; ``with`` is an object.
    ``since`` is that of assertions which have none.
    """
    content = _content(text, path)
    entries = content.get("assert") if isinstance(content, dict) else content
    if not isinstance(entries, list) or not entries:
        raise _malformed(path, "It holds no list of assertions.")
    return [_of_entry(entry, f"{path}, assertion {number}", since) for number, entry in enumerate(entries, 1)]


def _content(text: str, path: str) -> Any:
    try:
        if path.lower().endswith(".toml"):
            import tomllib

            return tomllib.loads(text)
        return json.loads(text)
    except (ValueError, RecursionError) as mistake:
        raise _malformed(path, f"It cannot be read: {mistake}.") from None


def _of_entry(entry: Any, where: str, since: str | None) -> Assertion:
    if not isinstance(entry, dict):
        raise _malformed(where, "It is no object.")
    found = {name.replace("-", "_"): value for name, value in entry.items()}
    unknown = [name for name in found if name not in _MEMBERS]
    if unknown:
        raise _malformed(where, f"It has the member '{shown(unknown[0])}'.")
    options = found.get("with", {})
    texts = [found.get(name, "") for name in ("called", "before", "since")]
    numbers = {name: found[name] for name in _NUMBERS if name in found}
    if not isinstance(options, dict) or not all(isinstance(value, str | int) for value in [*texts, *options.values()]):
        raise _malformed(where, "A member of it has the wrong type.")
    if not all(type(number) is int for number in numbers.values()):
        raise _malformed(where, f"{', '.join(_NUMBERS)} are whole numbers.")
    if not found.get("called"):
        raise _malformed(where, "It lacks the member 'called'.")
    said = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in options.items()}
    before, own = found.get("before"), found.get("since")
    return assertion(
        str(found["called"]),
        said,
        numbers,
        None if before is None else str(before),
        since if own is None else str(own),
    )


def _malformed(where: str, fault: str) -> UsageError:
    return UsageError(
        f"The assertions in {where} are not as they should be. {fault}",
        hint=f'Write [{{"called": "image-version create", "times": 1}}]. Members: {", ".join(_MEMBERS)}.',
    )


def command_named(words: str, option: str) -> str:
    """The command that ``words`` name, as the tree spells it. Raises UsageError."""
    name = " ".join(words.split()).removeprefix("az ").removeprefix("sig ")
    commands = tree_data.load()["commands"]
    if name not in commands:
        close = get_close_matches(name, list(commands), n=3)
        raise UsageError(
            f"usage error: {option} takes a command, got '{shown(words)}'.",
            hint=f"Did you mean {' or '.join(map(repr, close))}?" if close else "List them with: sig --help.",
        )
    return name


def _verb(words: str, option: str) -> str:
    """The command that ``words`` name, if it can change the store: of others no journal knows."""
    name, commands = command_named(words, option), tree_data.load()["commands"]
    if not any("--dry-run" in member["names"] for member in commands[name]["options"]):
        raise UsageError(
            f"usage error: 'sig {name}' never changes the store, so nobody can tell whether it was called.",
            hint="Name a command that does, as 'image-version create'.",
        )
    return name


def _parameter(verb: str, name: str) -> str:
    """The parameter that an option, in any of its spellings, is for."""
    tree = tree_data.load()
    members = [*tree["commands"][verb]["options"], *tree["commands"][verb]["arguments"], *tree["global_options"]]
    wanted = name.lstrip("-").replace("_", "-")
    for member in members:
        spellings = {member["name"].rstrip("_"), *(spelling.lstrip("-") for spelling in member["names"])}
        if wanted in {spelling.replace("_", "-") for spelling in spellings}:
            return str(member["name"])
    known = sorted({member["names"][0].lstrip("-") for member in members})
    close = get_close_matches(wanted, known, n=3)
    raise UsageError(
        f"usage error: 'sig {verb}' has no option '{shown(name)}'.",
        hint=f"Did you mean {' or '.join(close)}?" if close else f"It has: {', '.join(known)}.",
    )
