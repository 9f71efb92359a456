"""The lines of a batch: what each says, read as a shell would read one simple command, or as JSON."""

from __future__ import annotations

import json
import re
import shlex

from sig.cli.grammar import UsageError
from sig.domain.names import shown
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_EXPANSION = re.compile(r"\$[A-Za-z_{(0-9?@*#$!]|`")
_OPERATORS = frozenset("|&;<>")


class Line(NamedTuple):
    """One command: the number of the line that it begins on, from 1, and its words without the name of the program."""

    number: int
    words: list[str]


def parsed(text: str) -> list[Line]:
    r"""The commands of ``text``, all of them or none.

    One per line, in the quoting of a POSIX shell, with ``\`` at the end of a line that goes on; or as NDJSON, a list
    of words or an object with the list ``command``. Blank lines and comments say nothing, ``sig``, ``az`` and
    ``az sig`` before a command may be there. Raises UsageError, with the number of the line, for what is not closed or
    would mean something to a shell that it cannot mean here: pipes, redirections, variables.
    """
    return [Line(number, words) for number, line in _joined(text) if (words := _words(number, line))]


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """The lines, each with those that continue it."""
    begun, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        part = line.removesuffix("\r")
        start = start or number
        backslashes = len(part) - len(part.rstrip("\\"))
        if backslashes % 2 and not (begun or part).lstrip().startswith("#"):
            begun += part[:-1]
            continue
        yield start, begun + part
        begun, start = "", 0
    if begun:
        raise _refusal(start, "ends with a backslash, and no line follows")


def _words(number: int, line: str) -> list[str]:
    stripped = line.strip()
    if stripped.startswith(("{", "[")):
        words = _of_json(number, stripped)
    else:
        try:
            words = shlex.split(_checked(number, line))
        except ValueError as mistake:
            raise _refusal(number, f"cannot be read ({str(mistake).rstrip('.').lower()})") from None
    if words[:1] == ["az"]:
        words = words[1:]
    if words[:1] == ["sig"]:
        words = words[1:] or ["--help"]
    if words[:1] == ["batch"]:
        raise _refusal(number, "is a batch itself", "Put its lines in place of it.")
    return words


def _of_json(number: int, line: str) -> list[str]:
    try:
        content: Any = json.loads(line)
    except (ValueError, RecursionError) as mistake:
        raise _refusal(number, f"is not JSON ({mistake})") from None
    words = content.get("command") if isinstance(content, dict) else content
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise _refusal(
            number,
            f"is {shown(line)}, which is no command",
            'Write ["show", "-g", "images"] or {"command": ["show", "-g", "images"]}: the words, all of them text.',
        )
    return words


def _checked(number: int, line: str) -> str:
    """``line`` as ``shlex`` is to read it: without a comment at its end, and meaning the same here as to a shell."""
    kept: list[str] = []
    quote, escaped, within = "", False, False
    for at, character in enumerate(line):
        kept.append(character)
        if escaped:
            escaped, within = False, True
            if quote and character in "$`":
                del kept[-2]  # shlex leaves the backslash there
            continue
        if quote:
            if character == quote:
                quote = ""
        elif character in "'\"":
            quote, within = character, True
        elif character == "#" and not within:
            return "".join(kept[:-1])
        elif character in _OPERATORS:
            raise _for_a_shell(number, character)
        else:
            within = not character.isspace()
        if quote != "'":
            escaped = character == "\\"
            _check_expansion(number, line, at)
    return "".join(kept)


def _check_expansion(number: int, line: str, at: int) -> None:
    found = _EXPANSION.match(line, at)
    if found is not None:
        raise _for_a_shell(number, found[0])


def _for_a_shell(number: int, text: str) -> UsageError:
    return _refusal(
        number,
        f"has {text!r}, which only a shell could carry out",
        "Put single quotes around what is meant as it stands. Or let a shell write the lines, and pipe them into "
        "sig batch -.",
    )


def _refusal(number: int, fault: str, hint: str | None = None) -> UsageError:
    return UsageError(
        f"Line {number} {fault}.",
        hint=f"No command was run. {hint or 'Close its quotes: a line is read as a shell would read it.'}",
    )
