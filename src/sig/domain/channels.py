"""Channels: named pointers to versions of a definition, kept as its tags, with a history that can be gone back in."""

from __future__ import annotations

import re

from sig.domain.errors import InvalidParameter, NotFound, OperationNotAllowed
from sig.domain.names import shown, some
from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from sig.domain.resource_id import ResourceId

TAG_PREFIX = "sig-channel-"
ENVELOPE_KEY = "channels"
"""Where the envelope of a definition keeps the history of its channels."""

SET, ROLLBACK, REMOVE = "set", "rollback", "remove"
_NAME = r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?"


class Move(NamedTuple):
    """One step in the history of a channel: when it was made to point at ``version``; None where it was removed."""

    at: str
    action: str
    version: str | None


def check_name(name: str) -> str:
    """The name of a channel as it is kept, in small letters. Raises InvalidParameter."""
    folded = name.lower()
    if not re.fullmatch(_NAME, folded):
        raise InvalidParameter(
            f"'{shown(name)}' cannot name a channel: 1 to 64 English letters, digits, '.', '_' and '-', a letter or "
            "digit first and last.",
            target="channel",
            hint="Name it after what it is for: stable, canary, team-a.",
            rule="R209",
        )
    return folded


def pointers(tags: Mapping[str, str] | None) -> dict[str, str]:
    """Where each channel points, by name: the tags of the definition say it."""
    found = {name.lower(): text for name, text in (tags or {}).items()}
    return {name.removeprefix(TAG_PREFIX): text for name, text in sorted(found.items()) if name.startswith(TAG_PREFIX)}


def pointed(tags: Mapping[str, str] | None, channel: str, version: str | None) -> dict[str, str]:
    """``tags`` with ``channel`` pointing at ``version``, or without the channel."""
    tag = TAG_PREFIX + channel
    kept = {name: text for name, text in (tags or {}).items() if name.lower() != tag}
    return kept if version is None else {**kept, tag: version}


def history(kept: Any, channel: str) -> tuple[Move, ...]:
    """The moves of ``channel`` that an envelope holds, the first first. Raises TypeError, KeyError for another form."""
    moves = (kept or {}).get(channel, [])
    read = tuple(Move(entry["at"], entry["action"], entry.get("version")) for entry in moves)
    if not all(isinstance(move.at, str) and isinstance(move.version, str | None) for move in read):
        raise TypeError(moves)
    return read


def recorded(kept: Any, channel: str, move: Move) -> dict[str, Any]:
    """What the envelope holds once ``move`` is noted."""
    entry = {name: value for name, value in move._asdict().items() if value is not None}
    return {**(kept or {}), channel: [*(kept or {}).get(channel, []), entry]}


def earlier(moves: Iterable[Move]) -> list[str]:
    """The versions that a channel can go back to, the nearest first.

    A step back undoes the steps since: going back twice leads two versions back, not to and fro.
    """
    trail: list[str] = []
    for move in moves:
        if move.version is None:
            trail.clear()
        elif move.action == ROLLBACK and move.version in trail:
            del trail[trail.index(move.version) + 1 :]
        elif not trail or trail[-1] != move.version:
            if move.version in trail:  # set again: what lay between stays a place to go back to
                trail.remove(move.version)
            trail.append(move.version)
    return trail[-2::-1]


def target_of_rollback(
    definition: ResourceId, channel: str, places: Sequence[str], objection: Callable[[str], str | None]
) -> str:
    """The nearest version in ``places`` that nothing speaks against. Raises OperationNotAllowed without one."""
    found = []
    for version in places:
        against = objection(version)
        if against is None:
            return version
        found.append(f"{version} {against}")
    passed = "; ".join(found) or "it points at the first version that it was set to"
    raise OperationNotAllowed(
        f"Channel '{channel}' of '{definition.path}' has no earlier version to go back to: {passed}.",
        target="channel",
        hint="See where it has been: sig channel log. Point it elsewhere: sig channel set.",
        rule="R212",
    )


def refuse_unfit(version: ResourceId, channel: str, against: str) -> OperationNotAllowed:
    """The refusal to point a channel at a version that nobody can deploy."""
    return OperationNotAllowed(
        f"Channel '{channel}' cannot point at image version '{version.path}': it {against}.",
        target="galleryImageVersion",
        hint="Choose another version, or set it all the same with --force.",
        rule="R210",
    )


def unknown(definition: ResourceId, channel: str, known: Iterable[str]) -> NotFound:
    listed = some(known)
    return NotFound(
        f"Definition '{definition.path}' has no channel '{channel}'.",
        target="channel",
        hint=f"It has: {listed}." if listed else "It has none yet: sig channel set -n NAME -e VERSION.",
        rule="R211",
    )
