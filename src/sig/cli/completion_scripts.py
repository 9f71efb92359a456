"""The completion scripts of bash, zsh, fish and PowerShell, made from the command tree's data.

A script knows nouns, verbs, options and choices by itself; for names in the store it runs ``sig __complete``.
What does not depend on the tree stands in ``completion_templates``, with ``@@PLACES@@`` for what does.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from sig.cli import tree_data
from sig.cli.settings import SETTINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

_TEMPLATES = os.path.join(os.path.dirname(__file__), "completion_templates")

# What follows an option, in the letters that the templates read.
_NOTHING, _TRUTH_OR_NOTHING, _ONE_WORD, _WORDS, _WORDS_REPEATEDLY = "-", "?", "1", "+", "*"
_TAKES = {"flag": _NOTHING, "tristate": _TRUTH_OR_NOTHING, "grouped": _WORDS_REPEATEDLY}
_ASKED_OF_SIG = "<"
_PATH = "/"


@dataclass(frozen=True, slots=True)
class Option:
    """An option as the scripts see it. ``values`` are words, ``<KIND`` (asked of sig) or ``/`` (a path)."""

    names: tuple[str, ...]
    takes: str
    values: str
    help: str

    def record(self) -> str:
        return "|".join([" ".join(self.names), self.takes, self.values])

    def record_with_help(self) -> str:
        return f"{self.record()}|{self.help}"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command takes: options of its own, and the values of what stands without an option."""

    options: tuple[Option, ...]
    operand: str


@dataclass(frozen=True, slots=True)
class Commands:
    """The command tree as the scripts see it. Commands that take the same stand together."""

    following: dict[str, dict[str, str]]  # a noun, or "" -> the words that may come next, with their help
    usages: dict[Usage, list[str]]
    shared: tuple[Option, ...]

    @property
    def nouns(self) -> list[str]:
        return [noun for noun in self.following if noun]


def script(shell: str, tree: dict[str, Any] | None = None) -> str:
    """The completion script of ``shell``: bash, zsh, fish or powershell; of the stored ``tree`` if none is given."""
    name, fillings = _SHELLS[shell]
    with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
        text = file.read()
    for place, lines in fillings(_commands(tree or tree_data.load())).items():
        text = _filled(text, place, lines)
    return text


def _filled(text: str, place: str, lines: list[str]) -> str:
    """``text`` with ``lines``, indented as the place is, where the place stands alone on a line."""

    def indented(found: re.Match[str]) -> str:
        return "\n".join(found["indent"] + line for line in lines)

    return re.sub(rf"^(?P<indent> *)@@{place}@@$", indented, text, flags=re.MULTILINE)


# -- the tree -------------------------------------------------------------------------------------


def _commands(tree: dict[str, Any]) -> Commands:
    following: dict[str, dict[str, str]] = {"": {}, **{noun: {} for noun in tree["nouns"]}}
    for noun, help_text in tree["nouns"].items():
        above, _, name = noun.rpartition(" ")
        following[above][name] = help_text
    usages: dict[Usage, list[str]] = {}
    for name, command in tree["commands"].items():
        noun, _, verb = name.rpartition(" ")
        following[noun][verb] = command["help"]
        operand = " ".join(_values(argument) for argument in command["arguments"])
        usages.setdefault(Usage(tuple(map(_option, command["options"])), operand), []).append(name)
    help_option = Option(("--help", "-h"), _NOTHING, "", "Show the help of this command.")
    return Commands(following, usages, (*map(_option, tree["global_options"]), help_option))


def _option(data: dict[str, Any]) -> Option:
    takes = _TAKES.get(data["kind"]) or (_WORDS if data["arity"] else _ONE_WORD)
    # A bar parts the fields of a record, so that the help can do without it.
    return Option(tuple(data["names"]), takes, _values(data), data["help"].replace("|", "/"))


def _values(data: dict[str, Any]) -> str:
    if data["completer"]:
        return f"{_ASKED_OF_SIG}{data['completer']}"
    if data["kind"] == "tristate":
        return "true false"
    if data["metavar"] in ("PATH", "FILE"):
        return _PATH
    if data["metavar"] == "KEY":
        return " ".join(SETTINGS)
    if data["metavar"] == "KEY=VALUE":
        return " ".join(f"{key}=" for key in SETTINGS)
    return " ".join(data["choices"] or ())


# -- bash and zsh ---------------------------------------------------------------------------------


def _bash(commands: Commands) -> dict[str, list[str]]:
    return {
        "NAMES": [
            line
            for before, following in commands.following.items()
            for line in _case([before], [f"names=({' '.join(following)})"])
        ],
        "OPTIONS": _option_cases(commands, Option.record),
        "SHARED": [posix_word(option.record()) for option in commands.shared],
    }


def _zsh(commands: Commands) -> dict[str, list[str]]:
    return {
        "NAMES": [
            line
            for before, following in commands.following.items()
            for line in _case([before], _array("found", (f"{name}:{text}" for name, text in following.items())))
        ],
        "OPTIONS": _option_cases(commands, Option.record_with_help),
        "SHARED": [posix_word(option.record_with_help()) for option in commands.shared],
    }


def _option_cases(commands: Commands, record: Callable[[Option], str]) -> list[str]:
    lines = []
    for usage, names in commands.usages.items():
        operand = [f"operand={posix_word(usage.operand)}"] if usage.operand else []
        lines += _case(names, [*_array("options", map(record, usage.options)), *operand])
    return lines


def _case(patterns: Iterable[str], content: list[str]) -> list[str]:
    return [f"({' | '.join(map(posix_word, patterns))})", *(f"    {line}" for line in content), "    ;;"]


def _array(name: str, words: Iterable[str]) -> list[str]:
    lines = [f"    {posix_word(word)}" for word in words]
    return [f"{name}=(", *lines, ")"] if lines else [f"{name}=()"]


def posix_word(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# -- fish -----------------------------------------------------------------------------------------


def _fish(commands: Commands) -> dict[str, list[str]]:
    lines = []
    for before, following in commands.following.items():
        for name, text in following.items():
            lines.append(_fish_line(f"__sig_follows {before}".rstrip(), "-a", name, "-d", text))
    everywhere = [name for names in commands.usages.values() for name in names]
    takers: dict[Option, list[str]] = dict.fromkeys(commands.shared, everywhere)
    for usage, names in commands.usages.items():
        for option in usage.options:
            takers[option] = [*takers.get(option, []), *names]
        if usage.operand:
            lines.append(_fish_line(_fish_call("__sig_offers", "", *names), *_fish_candidates(usage.operand)))
    for option, names in takers.items():
        lines += _fish_option(option, names)
    return {
        "NOUNS": [f"set -g __sig_nouns {' '.join(map(fish_word, commands.nouns))}"],
        "COMPLETE": lines,
    }


def _fish_option(option: Option, commands: list[str]) -> list[str]:
    names = " ".join(option.names)
    spelled = [
        word
        for name in option.names
        for word in (("-l", name.removeprefix("--")) if name.startswith("--") else ("-s", name.removeprefix("-")))
    ]
    value = [] if option.takes in (_NOTHING, _TRUTH_OR_NOTHING) else ["-x"]
    words: list[str] = []
    if option.values == _PATH:
        value = ["-r", "-F"]
    elif option.values:
        words = _fish_candidates(option.values)
    once = "" if option.takes == _WORDS_REPEATEDLY else names
    offered = _fish_call("__sig_offers", once, *commands)
    if option.takes == _TRUTH_OR_NOTHING:
        filled = _fish_call("__sig_fills", names, option.takes, *commands)
        return [_fish_line(offered, *spelled, "-d", option.help), _fish_line(filled, *words)]
    lines = [_fish_line(offered, *spelled, *value, *words, "-d", option.help)]
    if option.takes == _WORDS and words:
        lines.append(_fish_line(_fish_call("__sig_fills", names, option.takes, *commands), *words))
    return lines


def _fish_candidates(values: str) -> list[str]:
    if values.startswith(_ASKED_OF_SIG):
        return ["-k", "-a", f"(__sig_names {values.removeprefix(_ASKED_OF_SIG)})"]
    return ["-a", values]


def _fish_line(condition: str, *words: str) -> str:
    return " ".join(["complete -c sig -n", *map(fish_word, (condition, *words))])


def _fish_call(*words: str) -> str:
    return " ".join(map(fish_word, words))


def fish_word(text: str) -> str:
    if re.fullmatch(r"[\w-]+", text, re.ASCII):
        return text
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


# -- PowerShell -----------------------------------------------------------------------------------


def _powershell(commands: Commands) -> dict[str, list[str]]:
    names = []
    for before, following in commands.following.items():
        words = (f"{name}|{text}" for name, text in following.items())
        names += _powershell_case([before], words)
    options = []
    for usage, alike in commands.usages.items():
        operand = [f"||{usage.operand}|"] if usage.operand else []
        options += _powershell_case(alike, [*(option.record_with_help() for option in usage.options), *operand])
    return {
        "NAMES": names,
        "OPTIONS": options,
        "SHARED": [powershell_word(option.record_with_help()) for option in commands.shared],
    }


def _powershell_case(values: Iterable[str], words: Iterable[str]) -> list[str]:
    tested = ", ".join(map(powershell_word, values))
    return [f"{{ $_ -cin {tested} }} {{", *(f"    {powershell_word(word)}" for word in words), "}"]


def powershell_word(text: str) -> str:
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text) + "'"  # it reads typographic quotes as quotes


_SHELLS: dict[str, tuple[str, Callable[[Commands], dict[str, list[str]]]]] = {
    "bash": ("sig.bash", _bash),
    "zsh": ("sig.zsh", _zsh),
    "fish": ("sig.fish", _fish),
    "powershell": ("sig.ps1", _powershell),
}
