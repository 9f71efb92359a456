"""What scripts say to az beside ``az sig``, in the words of ``sig``."""

from __future__ import annotations

from types import MappingProxyType

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AZ_VERSION = "2.91.0"  # the release whose command line docs/parity.md holds ours against


class Translation(NamedTuple):
    """How one command of az is said to ``sig``.

    ``words`` take the place of those of az. ``renamed`` are options that have another name here, ``ignored`` such as
    say nothing here, each with the number of words that follow it. With ``only_output`` nothing is left of the line
    but how the result is printed.
    """

    words: tuple[str, ...]
    renamed: Mapping[str, str] = MappingProxyType({})
    ignored: Mapping[str, int] = MappingProxyType({})
    only_output: bool = False


class Unknown(NamedTuple):
    """A command that is left to the real az. ``named`` are the words before its first option."""

    named: tuple[str, ...]


OUTPUT = {"--output": 1, "-o": 1, "--query": 1, "--only-show-errors": 0, "--verbose": 0, "--debug": 0}
_SUBSCRIPTION = {"-s": "--subscription", "-n": "--subscription", "--name": "--subscription"}
_RESOURCES = {"image": "image", "vm": "vm", "snapshot": "snapshot", "disk": "disk"}

# The first words of a command of az -> how it is said. The longest that fit count.
#
# Difference from az (shim * extra; resource * extra): An az of sig's own can stand in for az. `sig shim` puts a command
# az on the path that answers what scripts for galleries ask, from the store: az sig, group, account, resource show and
# delete, image, vm, disk and snapshot show and list, role, ad, lock list and version. A login is taken as done, and no
# resource is locked. Other commands are refused, or handed to the real az.
COMMANDS: dict[tuple[str, ...], Translation] = {
    ("sig",): Translation(()),
    ("login",): Translation(("account", "list"), only_output=True),
    **{("group", verb): Translation(("group", verb)) for verb in ("create", "show", "list", "exists")},
    ("group", "delete"): Translation(("group", "delete"), ignored={"--force-deletion-types": 1, "-f": 1}),
    ("account", "show"): Translation(("account", "show"), renamed=_SUBSCRIPTION),
    ("account", "set"): Translation(("account", "set"), renamed=_SUBSCRIPTION),
    ("account", "list"): Translation(("account", "list"), ignored={"--all": 0, "--refresh": 0}),
    ("account", "list-locations"): Translation(("account", "list-locations")),
    **{("resource", verb): Translation(("resource", verb)) for verb in ("show", "delete", "move")},
    **{
        (noun, "show"): Translation(
            ("source", "show", "--type", kind), ignored={"--show-details": 0, "-d": 0, "--expand": 1}
        )
        for noun, kind in _RESOURCES.items()
    },
    **{
        (noun, "list"): Translation(("source", "list", "--type", kind), ignored={"--show-details": 0, "-d": 0})
        for noun, kind in _RESOURCES.items()
    },
    ("role",): Translation(("role",)),
    ("ad",): Translation(("ad",)),
    ("configure",): Translation(("configure",)),
}


def translated(words: Sequence[str]) -> list[str] | Unknown:
    """The command line of ``sig`` that does what ``az`` with ``words`` does."""
    named = tuple(_named(words))
    for count in range(len(named), 0, -1):
        found = COMMANDS.get(named[:count])
        if found is not None:
            rest = list(words[count:])
            if "--help" in rest or "-h" in rest:
                return [*found.words[:2], *named[count:], "--help"]
            return [*found.words, *(_output(rest) if found.only_output else _options(rest, found))]
    return Unknown(named)


def _named(words: Sequence[str]) -> list[str]:
    """The words before the first option: noun, perhaps another one, and verb."""
    for at, word in enumerate(words):
        if word.startswith("-"):
            return list(words[:at])
    return list(words)


def _options(rest: Sequence[str], found: Translation) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(rest):
        option, attached, value = rest[at].partition("=")
        if option in found.ignored:
            at += 1 if attached else 1 + found.ignored[option]
            continue
        out.append(found.renamed.get(option, option) + attached + value)
        at += 1
    return out


def _output(rest: Sequence[str]) -> list[str]:
    """Of the options of a command, those that say how its result is printed."""
    out: list[str] = []
    at = 0
    while at < len(rest):
        option, attached, _ = rest[at].partition("=")
        length = 1 + (0 if attached else OUTPUT.get(option, 0))
        if option in OUTPUT:
            out += rest[at : at + length]
        at += length
    return out
