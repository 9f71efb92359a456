"""``sig __complete``: the names that fit what is being typed, for the scripts of ``sig completion``.

It runs whenever TAB is pressed: it imports nothing of Typer, and never says an error.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPED = "--current="
# How a line names what narrows the search. A unit test holds this against the command tree.
SPELLINGS = {
    "--resource-group": "group",
    "-g": "group",
    "--gallery-name": "gallery",
    "-r": "gallery",
    "--from": "gallery",
    "--gallery-image-definition": "definition",
    "--gallery-image-name": "definition",
    "-i": "definition",
    "--application-name": "application",
    "--gallery-application-name": "application",
    "--profile-name": "access-profile",
    "--subscription": "subscription",
    "--as": "as_principal",
    "--store": "store",
}


def answer(words: Sequence[str]) -> int:
    """Print one candidate per line. ``words``: KIND, ``--current=TYPED``, then the other words of the line.

    Whatever goes wrong, the answer is no candidate: a line that is being typed is no place for an error.
    """
    with suppress(Exception, KeyboardInterrupt):
        kind, typed, *line = words
        found = "".join(f"{name}\n" for name in candidates(kind, typed.removeprefix(_TYPED), line))
        sys.stdout.buffer.write(found.encode())  # UTF-8 without carriage returns: what shells read on Windows too
        sys.stdout.buffer.flush()
    return 0


def candidates(kind: str, typed: str, line: Sequence[str]) -> list[str]:
    """The names of ``kind`` that begin with ``typed``, in any case, each once."""
    found = [name for name in dict.fromkeys(_names(kind, typed, line)) if name.isprintable()]
    # Among several, what was typed stays as it was typed: a shell compares letters to find what they share.
    return found if len(found) == 1 else [_continued(typed, name) for name in found]


def given(line: Sequence[str]) -> dict[str, str]:
    """What the words of a line name, by kind; of two words for one kind the last counts."""
    named: dict[str, str] = {}
    waiting = None
    for word in line:
        option, attached, value = word.partition("=")
        kind = SPELLINGS.get(option)
        if kind is None and not word.startswith("--") and word[:2] in SPELLINGS:
            kind, attached, value = SPELLINGS[word[:2]], "attached", word[2:]
        if kind and attached:
            named[kind] = value
        elif waiting and not word.startswith("-"):
            named[waiting] = word
        waiting = None if attached else kind
    return named


def _names(kind: str, typed: str, line: Sequence[str]) -> list[str]:
    if kind == "region":
        from sig.domain.regions import public_regions

        return [region.name for region in public_regions() if region.name.startswith(typed.casefold())]

    from sig.cli.settings import Settings
    from sig.service import known_names
    from sig.service.stores import opened

    settings, named = Settings(), given(line)
    named.setdefault("group", settings.text("defaults.group") or "")
    named.setdefault("subscription", settings.text("defaults.subscription") or "")
    named.setdefault("as_principal", settings.text("principal") or "")
    if kind == "target-gallery":  # of promote, beside the one that narrows the search
        kind = "gallery"
    if kind == "version" and "undelete" in line:
        kind = "deleted-version"
    store = opened(_expanded(named.get("store", "")) or settings.store)
    return known_names.fitting(store, kind, typed, named)


def _continued(typed: str, name: str) -> str:
    begun = name[: len(typed)]
    return typed + name[len(typed) :] if begun.casefold() == typed.casefold() else name


def _expanded(path: str) -> str:
    """``path`` as the shell would hand it to the command: the completer gets the words as they were typed."""
    return os.path.expanduser(os.path.expandvars(path))
