"""Changes to a resource by property path: ``tags.team=web``, ``list[0]``, ``list[name=value].member=text``."""

from __future__ import annotations

import json
import re

from sig.cli.grammar import UsageError
from sig.domain.codec import encode, is_record, members, origin
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeVar

    from sig.cli.generic_update import Change, Changes

    T = TypeVar("T")

_STEP = re.compile(
    r"""(?P<name>[^.\[\]]+)|\[(?P<quote>['"])(?P<key>.*?)(?P=quote)\]|\[(?P<index>[^\]]*)\]|\.""", re.DOTALL
)
_INDEX = re.compile(r"-?[0-9]{1,9}")
# The first = outside brackets: list[name=value].member=text has its path up to the second.
_ASSIGNMENT = re.compile(r"(?P<path>(?:\[[^\]]*\]|[^=\[])*)=(?P<text>.*)", re.DOTALL)
_LITERALS = {"true": True, "false": False, "null": None, "none": None}
_ADD_SYNTAX = "invalid syntax: `--add property.listProperty <key=value, string or JSON string>`"
_REMOVE_SYNTAX = "invalid syntax: `--remove property.propertyToRemove` or `--remove property.list <index>`"


def changed(
    kind: type[T], resource: T, changes: Changes, *, root: str, unknown: Callable[[str], None] | None = None
) -> T:
    """As ``generic_update.changed``."""
    from sig.wire.documents import read

    document = _flat(encode(resource))
    for change in changes.changes:
        try:
            _apply(document, kind, change, force_string=changes.force_string)
        except _UnknownPropertyError as refusal:
            if unknown is None:
                raise UsageError(str(refusal), hint=refusal.hint) from None
            unknown(refusal.name)
    return read(kind, _nested(document, kind), root=root)


class _UnknownPropertyError(Exception):
    def __init__(self, name: str, holder: str, known: list[str]) -> None:
        super().__init__(f"Couldn't find '{name}' in '{holder}'. Available options: {known}")
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=3)
        self.name = name
        self.hint = f"Did you mean {' or '.join(close)}?" if close else None


def _apply(document: dict[str, Any], kind: type, change: Change, *, force_string: bool) -> None:
    if change.operation == "set":
        for word in change.words:
            assignment = _ASSIGNMENT.fullmatch(word)
            if assignment is None or not assignment["path"].strip():
                raise UsageError(f"usage error: --set takes PATH=VALUE, got '{word}'.")
            holder, key, hint = _walk(document, kind, assignment["path"])
            _store(holder, key, _value(assignment["text"], hint, force_string=force_string))
    elif change.operation == "add":
        _add(document, kind, change.words, force_string=force_string)
    else:
        _remove(document, kind, change.words)


def _add(document: dict[str, Any], kind: type, words: Sequence[str], *, force_string: bool) -> None:
    path, *rest = words
    holder, key, hint = _walk(document, kind, path)
    if not rest or origin(hint) is not tuple:
        raise UsageError(_ADD_SYNTAX, hint=f"'{path}' is not a list, or nothing was given to add.")
    entry: dict[str, Any] = {}
    items: list[Any] = []
    for word in rest:
        parsed = _json(word) if not force_string else word
        name, separator, text = word.partition("=")
        if isinstance(parsed, (dict, list)):
            items += parsed if isinstance(parsed, list) else [parsed]
        elif separator:
            member = _member(hint.__args__[0], name)
            entry[member[0] if member else name] = _value(
                text, member[1] if member else None, force_string=force_string
            )
        else:
            items.append(parsed)
    current = _get(holder, key) or []
    _store(holder, key, [*current, *items, *([entry] if entry else [])])


def _remove(document: dict[str, Any], kind: type, words: Sequence[str]) -> None:
    path, *rest = words
    holder, key, _ = _walk(document, kind, path)
    current = _get(holder, key)
    if not rest:
        if current is None:
            raise UsageError(_REMOVE_SYNTAX, hint=f"There is no '{path}' to remove.")
        del holder[key]
        return
    if not isinstance(current, list):
        raise UsageError(_REMOVE_SYNTAX, hint=f"'{path}' is not a list.")
    for index in sorted((_index(current, word, path) for word in rest), reverse=True):
        del current[index]


def _walk(document: dict[str, Any], kind: type, path: str) -> tuple[Any, Any, Any]:
    """The holder of the last step of ``path``, its key there and the type it should have."""
    steps = _steps(path)
    holder: Any = document
    hint: Any = kind
    walked: list[str] = []
    for position, step in enumerate(steps):
        key, hint = _step(holder, hint, step, ".".join(walked))
        if position == len(steps) - 1:
            return holder, key, hint
        below = _get(holder, key)
        if below is None:
            below = [] if origin(hint) is tuple else {}
            _store(holder, key, below)
        holder = below
        walked.append(str(step))
    raise UsageError(f"usage error: '{path}' is not a property path.", hint="Write property1.property2, or list[0].")


def _step(holder: Any, hint: Any, step: str | int, walked: str) -> tuple[Any, Any]:
    if isinstance(holder, list):
        item = hint.__args__[0] if origin(hint) is tuple else None
        return _index(holder, str(step), walked), item
    if origin(hint) is dict:
        return str(step), hint.__args__[1]
    if is_record(hint):
        member = _member(hint, str(step))
        if member is None:
            raise _UnknownPropertyError(str(step), walked, sorted(name for name, _, _ in _flat_members(hint)))
        return member
    raise UsageError(f"Couldn't find '{step}' in '{walked}': it has no members.")


def _member(kind: Any, name: str) -> tuple[str, Any] | None:
    if not is_record(kind):
        return None
    folded = name.replace("_", "").casefold()
    for _, arm, hint in _flat_members(kind):
        if arm.casefold() == folded:
            return arm, hint
    return None


def _flat_members(kind: Any) -> list[tuple[str, str, Any]]:
    """The members of a class in ARM shape as az shows them: those of ``properties`` at the top."""
    found: list[tuple[str, str, Any]] = []
    for name, arm, hint in members(kind):
        found += members(hint) if arm == "properties" else [(name, arm, hint)]
    return found


def _steps(path: str) -> list[str]:
    steps, end = [], 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            raise UsageError(f"usage error: '{path}' is not a property path.")
        end = match.end()
        found = next((text for text in match.group("name", "key", "index") if text is not None), None)
        if found is not None:
            steps.append(found)
    if end != len(path):
        raise UsageError(f"usage error: '{path}' is not a property path.")
    return steps


def _index(items: list[Any], word: str, path: str) -> int:
    """A position, or ``name=value`` of the one item that has it."""
    name, separator, value = word.partition("=")
    if separator:
        found = [at for at, item in enumerate(items) if isinstance(item, dict) and str(item.get(name)) == value]
        if len(found) == 1:
            return found[0]
    elif _INDEX.fullmatch(word) and -len(items) <= int(word) < len(items):
        return int(word) % len(items)
    raise UsageError(
        f"index {word} doesn't exist on {path or 'the list'}",
        hint=f"It has {len(items)} items, the first is 0.",
    )


def _get(holder: Any, key: Any) -> Any:
    return holder.get(key) if isinstance(holder, dict) else holder[key]


def _store(holder: Any, key: Any, value: Any) -> None:
    if value is None and isinstance(holder, dict):
        holder.pop(key, None)
    else:
        holder[key] = value


def _value(text: str, hint: Any, *, force_string: bool) -> Any:
    """Text stays text where text is wanted; elsewhere JSON and the spellings of true, false and null count."""
    if force_string or hint is str:
        return text
    return _json(text)


def _json(text: str) -> Any:
    if text.lower() in _LITERALS:
        return _LITERALS[text.lower()]
    try:
        return json.loads(text)
    except ValueError:
        return text
    except RecursionError:
        raise UsageError(f"usage error: '{shown(text)}' is nested too deeply.") from None


def _flat(document: dict[str, Any]) -> dict[str, Any]:
    properties = document.pop("properties", {})
    return {**document, **properties}


def _nested(document: dict[str, Any], kind: type) -> dict[str, Any]:
    top = {arm for _, arm, _ in members(kind)} - {"properties"}
    nested = {name: value for name, value in document.items() if name in top}
    return {**nested, "properties": {name: value for name, value in document.items() if name not in top}}
