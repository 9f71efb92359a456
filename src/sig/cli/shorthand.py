"""The values of az's newer commands: shorthand such as ``[{name:westus}]``, JSON, files, ``key=value``.

What an option takes is told by a type: a dataclass in ARM shape, a tuple of them, a dict, or a plain value.
Source: SPEC §3.10; the grammar is that of azure-cli's help topic on shorthand syntax.
"""

from __future__ import annotations

import json
import os
import re
from enum import Enum

from sig.cli.grammar import UsageError, truth
from sig.domain.codec import is_record, members, origin
from sig.domain.names import shown
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

_QUOTED = r"'[^']*'(?:/[^']*')*"
_NAME = rf"(?:[\w-]+|{_QUOTED})"
_INDEX = r"\[-?[0-9]{1,9}\]"
# a.b[0].'odd name'=value: what is assigned to a part of the whole.
_PART = re.compile(rf"((?:{_INDEX}|{_NAME}(?:{_INDEX})?)(?:\.{_NAME}(?:{_INDEX})?)*)=(.*)", re.DOTALL)
_STEP = re.compile(rf"\[(?P<index>-?[0-9]+)\]|(?P<quoted>{_QUOTED})|(?P<name>[\w-]+)|\.", re.DOTALL)
_ENDS_A_WORD = frozenset(",:]}")
_NULL = "null"
_DEEPEST = 50


class _Blank:
    """A key without a value: ``{a}`` and ``a=``."""


_BLANK = _Blank()


class _Failure(Exception):
    """What is wrong with the value of an option."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class _Assignment(NamedTuple):
    """One word: a value, and the steps to where it belongs; none for the whole."""

    steps: tuple[str | int, ...]
    value: Any


def value(words: Sequence[str], kind: Any, option: str, *, nullable: bool = False) -> Any:
    """What the ``words`` of ``option`` say, as a ``kind``: a value of that type.

    A word is the whole, or assigns to a part of it (``[0].name=westus``); the last one counts. Words that say neither
    are the items of a list of plain values. ``null`` is None where the option is ``nullable``. Raises UsageError.
    """
    try:
        return _built(kind, _collected(words, kind, nullable=nullable))
    except _Failure as failure:
        _refuse(option, str(failure), failure.hint)


def text(word: str | None, option: str, *, nullable: bool = False) -> str | None:
    """A plain text: as it is, or between single quotes, where ``'/`` is one of them. Raises UsageError."""
    if word is None or (nullable and word == _NULL):
        return None
    if not word.startswith("'"):
        return word
    try:
        return _plain(word)
    except _Failure as failure:
        _refuse(option, str(failure), "A value that begins with a single quote ends with one.")


def _refuse(option: str, problem: str, hint: str | None) -> NoReturn:
    raise UsageError(
        f"Failed to parse '{option}' argument: {shown(problem, 400)}",
        hint=hint or "Write it as JSON, or in shorthand: '[{name:value,other-name:value}]', '{name:value}'.",
    ) from None


def _collected(words: Sequence[str], kind: Any, *, nullable: bool) -> Any:
    """The value as plain data: objects by names of fields, leaves of the types they are to have."""
    try:
        whole: Any = None
        for assignment in [_assignment(word, kind) for word in words]:
            whole = _assigned(whole, kind, assignment, nullable=nullable)
    except _Failure:
        if _is_list(kind) and _is_plain(_item(kind)) and not any(_PART.fullmatch(word) for word in words):
            return [_formatted(_item(kind), _plain(word)) for word in words]
        raise
    return whole


def _assignment(word: str, kind: Any) -> _Assignment:
    part = _PART.fullmatch(word)
    if part is None:
        return _Assignment((), _decoded(word, kind))
    steps = tuple(
        int(found["index"]) if found["index"] is not None else _unquoted(found["quoted"] or found["name"])
        for found in _STEP.finditer(part[1])
        if found.group() != "."
    )
    return _Assignment(steps, _decoded(part[2], _type_at(kind, steps)))


def _unquoted(word: str) -> str:
    return _Reader(word).quoted() if word.startswith("'") else word


def _assigned(whole: Any, kind: Any, assignment: _Assignment, *, nullable: bool) -> Any:
    if not assignment.steps:
        return _formatted(kind, assignment.value, nullable=nullable)
    step, *rest = assignment.steps
    inner = _Assignment(tuple(rest), assignment.value)
    if _is_list(kind):
        items = list(whole or ())
        at = _position(items, step)
        items[at : at + 1] = [_assigned(items[at] if at < len(items) else None, _item(kind), inner, nullable=nullable)]
        return items
    key, hint = _member(kind, str(step))
    members_of = dict(whole or {})
    members_of[key] = _assigned(members_of.get(key), hint, inner, nullable=nullable)
    return members_of


def _position(items: list[Any], step: str | int) -> int:
    if not isinstance(step, int):
        raise _Failure(
            f"'{step}' is not an item of a list",
            "Write the list as '[{name:value}]', or a part of it as [0].name=value, the first item being 0.",
        )
    at = step + len(items) if step < 0 else step
    if not 0 <= at <= len(items):
        raise _Failure(f"index {step} doesn't exist", f"The list has {len(items)} items so far, the first is 0.")
    return at


def _type_at(kind: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        kind = _item(kind) if _is_list(kind) else _member(kind, str(step))[1]
    return kind


def _decoded(word: str, kind: Any) -> Any:
    if not word:
        return _BLANK
    if _is_plain(kind):
        return _plain(word)
    path = _file_named(word)
    if path is not None:
        return _from_file(path)
    try:
        return _Reader(word).whole()
    except _Failure:
        try:
            return json.loads(word)
        except (ValueError, RecursionError):
            pass
        raise


def _file_named(word: str) -> str | None:
    """The path of the file that ``word`` names, if there is one."""
    try:
        path = os.path.expanduser(word)
    except ValueError:  # a null byte
        return None
    return path if os.path.isfile(path) else None


def _from_file(path: str) -> Any:
    from sig.cli.text_files import text as content_of
    from sig.wire.value_files import decoded

    try:
        return decoded(content_of(path), path)
    except ValueError as error:
        raise _Failure(str(error)) from error


def _plain(word: str) -> str | None:
    """A plain value: ``null``, between single quotes, or as it is."""
    if word == _NULL:
        return None
    if not word.startswith("'"):
        return word
    reader = _Reader(word)
    found = reader.quoted()
    reader.expect_end("Redundant tail for quota expression")
    return found


class _Reader:
    """Reads shorthand from left to right; ``at`` is the place of the next character."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.at = 0
        self.depth = 0

    def whole(self) -> Any:
        found = self.any()
        self.expect_end("Redundant tail")
        return found

    def any(self) -> Any:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Failure("It is nested too deeply.")
        found = self._object() if self._sees("{") else self._list() if self._sees("[") else self._plain()
        self.depth -= 1
        return found

    def quoted(self) -> str:
        """What stands between single quotes; ``'/`` is one of them."""
        start, self.at = self.at, self.at + 1
        found = ""
        while (end := self.word.find("'", self.at)) >= 0:
            found += self.word[self.at : end]
            self.at = end + 1
            if not self._takes("/"):
                return found
            found += "'"
        self.at = start
        raise self._wrong("Miss end quota character: '")

    def expect_end(self, problem: str) -> None:
        if self.at != len(self.word):
            raise self._wrong(problem)

    def _object(self) -> dict[str, Any]:
        self.at += 1
        found: dict[str, Any] = {}
        while not self._takes("}"):
            key = self._plain()
            if key is None or '"' in key or "'" in key:
                raise self._wrong(f"Dict key should not contain quotes '{key}'")
            if key in found:
                raise self._wrong(f"Duplicate defined dict key '{key}'")
            found[key] = self.any() if self._takes(":") else _BLANK
            self._next_or("}")
        return found

    def _list(self) -> list[Any]:
        self.at += 1
        found: list[Any] = []
        while not self._takes("]"):
            found.append(self.any())
            self._next_or("]")
        return found

    def _next_or(self, end: str) -> None:
        if not self._takes(",") and not self._sees(end):
            raise self._wrong(f"Expect character ',' or '{end}'")

    def _plain(self) -> str | None:
        if self._sees("'"):
            return self.quoted()
        start = self.at
        while self.at < len(self.word) and self.word[self.at] not in _ENDS_A_WORD:
            if self.word[self.at].isspace():
                raise self._wrong("Please wrap whitespace character in single quotes")
            if self.word[self.at] in "\"'":
                raise self._wrong(f"Please wrap {self.word[self.at]} character in single quotes")
            self.at += 1
        found = self.word[start : self.at]
        if not found:
            raise self._wrong("Cannot parse empty")
        return None if found == _NULL else found

    def _sees(self, character: str) -> bool:
        return self.word.startswith(character, self.at)

    def _takes(self, character: str) -> bool:
        found = self._sees(character)
        self.at += found
        return found

    def _wrong(self, problem: str) -> _Failure:
        return _Failure(f"{problem}, at character {self.at + 1} of {shown(self.word)}")


def _formatted(kind: Any, data: Any, *, nullable: bool = True) -> Any:
    """``data`` in the form of ``kind``: its names those of the fields, its leaves of the types they are to have."""
    if isinstance(data, _Blank):
        if kind is bool:
            return True
        raise _Failure("argument value cannot be blank")
    if data is None:
        if nullable:
            return None
        raise _Failure("field is not nullable")
    if _is_list(kind):
        return [_formatted(_item(kind), item) for item in _expect(list, data)]
    if is_record(kind) or _is_map(kind):
        found = {}
        for name, content in _expect(dict, data).items():
            key, hint = _member(kind, str(name))
            found[key] = _formatted(hint, content)
        return found
    return _leaf(kind, data)


def _leaf(kind: Any, data: Any) -> Any:
    if kind is bool and isinstance(data, str):
        try:
            return bool(truth(data))
        except ValueError:
            raise _Failure(f"unrecognized value '{data}' from choices '['true', 'false']'") from None
    if kind is int and isinstance(data, str):
        try:
            return int(data)
        except ValueError:
            raise _Failure(f"invalid literal for int() with base 10: '{data}'") from None
    if issubclass(kind, Enum):
        try:
            return kind(_expect(str, data))
        except ValueError:
            raise _Failure(f"unrecognized value '{data}' from choices '{[str(item.value) for item in kind]}'") from None
    return _expect(kind, data)


def _expect(kind: type, data: Any) -> Any:
    if type(data) is not kind:  # not isinstance: true is no number here
        raise _Failure(f"{kind.__name__} type value expected, got '{data}'({type(data)})")
    return data


def _built(kind: Any, data: Any) -> Any:
    """The value of type ``kind`` that plain ``data`` describes."""
    if data is None:
        return None
    if _is_list(kind):
        return tuple(_built(_item(kind), item) for item in data)
    if is_record(kind):
        hints = {name: hint for name, _, hint in members(kind)}
        return kind(**{name: _built(hints[name], content) for name, content in data.items()})
    return data


def _member(kind: Any, name: str) -> tuple[str, Any]:
    """The field of ``kind`` called ``name`` in any of its spellings, and its type."""
    if _is_map(kind):
        return name, kind.__args__[1]
    folded = _folded(name)
    found = members(kind) if is_record(kind) else ()
    for field, arm, hint in found:
        if _folded(arm) == folded:
            return field, hint
    known = ", ".join(field.replace("_", "-") for field, _, _ in found)
    hint = f"It has: {known}." if known else "It is a plain value."
    raise _Failure(f"Model 'AAZObjectArg' has no field named '{name}'", hint)


def _folded(name: str) -> str:
    return name.replace("-", "").replace("_", "").casefold()


def _is_list(kind: Any) -> bool:
    return origin(kind) is tuple


def _is_map(kind: Any) -> bool:
    return origin(kind) is dict


def _is_plain(kind: Any) -> bool:
    return not (_is_list(kind) or _is_map(kind) or is_record(kind))


def _item(kind: Any) -> Any:
    return kind.__args__[0]
