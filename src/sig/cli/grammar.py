"""az spellings, rewritten into what Typer parses: lists, three-state flags, repeated groups, ``@file``."""

from __future__ import annotations

from sig.domain.errors import SigError
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_TRUTH = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0"), False),
}
# Joins the words of one group into the one word that Typer sees; no path and no JSON text holds it.
SEPARATOR = "\x1f"
_SHORT = len("-r")


class UsageError(SigError):
    """What az refuses on its own side of the wire, with exit code 1."""

    code = "UsageError"


class CommandLineError(SigError):
    """A bad value on the command line that Typer does not see, with exit code 2."""

    code = "CommandLineError"


class Spelling(NamedTuple):
    """How the options of one command are spelled; each maps every alias to the option's first one."""

    lists: Mapping[str, str]
    flags: Mapping[str, str]
    groups: Mapping[str, str]
    may_be_empty: frozenset[str]


class EmptyListError(Exception):
    """A list option that needs words has none, or an empty one."""


def spell_out(args: Iterable[str], spelling: Spelling) -> list[str]:
    """Rewrite az spellings into Typer's.

    A list option repeats for each word and an empty list is one empty word; of a repeated list the
    last counts. A three-state flag without a word is true. Each occurrence of a grouped option
    becomes one word that carries its place on the line and its words. Source: SPEC §3.1, DECISIONS 15.
    """
    words = list(args)
    out: list[list[str]] = []
    position = 0
    while words:
        if words[0] == "--":
            out.append(words)
            break
        head, sep, attached = words.pop(0).partition("=")
        first = spelling.lists.get(head) or spelling.flags.get(head) or spelling.groups.get(head)
        if first is None or not head.startswith("-"):
            is_short = len(head) == _SHORT and head.startswith("-")  # -r=x is -r x to az, and -r "=x" to Typer
            out.append([head, attached] if sep and is_short else [head + sep + attached])
            continue
        taken = [attached] if sep else []
        limit = 1 if head in spelling.flags else len(words) + 1
        while words and len(taken) < limit and not _is_option(words[0]):
            taken.append(words.pop(0))
        if head not in spelling.flags and _lacks_words(taken, first, spelling):
            raise EmptyListError(head)
        if head in spelling.groups:
            position += 1
            out.append([head, SEPARATOR.join([str(position), *taken])])
            continue
        if head in spelling.lists:
            out = [entry for entry in out if spelling.lists.get(entry[0]) != first]
        out.append([piece for word in taken or [_when_alone(head, spelling)] for piece in (head, word)])
    return [piece for entry in out for piece in entry]


def truth(word: str) -> bool:
    """``true``, ``t``, ``yes``, ``y``, ``1`` and their opposites, in any case. Raises ValueError."""
    try:
        return _TRUTH[word.strip().lower()]
    except KeyError:
        raise ValueError(word) from None


def expand_files(args: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """Replace each value ``@PATH`` (also ``--option=@PATH``) by what ``read`` finds there, as az does."""
    out = []
    for word in args:
        option, sep, value = word.partition("=") if word.startswith("--") else ("", "", word)
        if value.startswith("@") and len(value) > 1:
            value = read(value[1:])
        out.append(f"{option}{sep}{value}" if option else value)
    return out


def _lacks_words(taken: list[str], first: str, spelling: Spelling) -> bool:
    """An empty word, as an unset variable leaves behind, is no word; only ``--tags ""`` means something to az."""
    if not taken:
        return first not in spelling.may_be_empty
    return first in spelling.lists and first != "--tags" and "" in taken


def _when_alone(head: str, spelling: Spelling) -> str:
    return "true" if head in spelling.flags else ""


def _is_option(word: str) -> bool:
    return word.startswith("-") and len(word) > 1 and not _is_number(word[1:])


def _is_number(word: str) -> bool:
    """Whether ``word`` is digits, with a point and more digits perhaps: what begins with a minus can be one."""
    whole, point, fraction = word.partition(".")
    return whole.isdecimal() and (not point or fraction.isdecimal())
