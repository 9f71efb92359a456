"""Which resources a command is about: by names, or by ``--ids``."""

import json
from collections.abc import Callable
from typing import Any

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context, warn
from sig.domain.resource_id import ResourceId

_GALLERIES = ("galleries",)
_DEFINITIONS = ("galleries", "images")
_VERSIONS = ("galleries", "images", "versions")


def galleries(ids: list[str] | None, group: str | None, gallery: str | None) -> list[ResourceId]:
    """The galleries named, one or several. Raises UsageError when a name is missing."""
    return _targets(_GALLERIES, ids, {"-r": gallery, "-g": group})


def definitions(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None
) -> list[ResourceId]:
    return _targets(_DEFINITIONS, ids, {"-i": definition, "-r": gallery, "-g": group})


def versions(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None, version: str | None
) -> list[ResourceId]:
    return _targets(_VERSIONS, ids, {"-i": definition, "-e": version, "-r": gallery, "-g": group})


def gallery(group: str, name: str) -> ResourceId:
    """The one gallery that a command without ``--ids`` names."""
    return galleries(None, group, name)[0]


def definition(group: str, gallery: str, name: str) -> ResourceId:
    return definitions(None, group, gallery, name)[0]


def version(group: str, gallery: str, definition: str, name: str) -> ResourceId:
    return versions(None, group, gallery, definition, name)[0]


def each(targets: list[ResourceId], action: Callable[[ResourceId], Any]) -> Any:
    """One result for one target, a list of results for several. Source: SPEC §3.1."""
    results = [action(target) for target in targets]
    if len(results) == 1:
        return results[0]
    shown = [
        result.data if isinstance(result, Result) else result for result in results if result is not None
    ]
    return Result(shown) if shown else None


def _targets(
    collections: tuple[str, ...], ids: list[str] | None, names: dict[str, str | None]
) -> list[ResourceId]:
    if ids:
        if any(value for option, value in names.items() if option != "-g"):
            warn("The names are ignored because --ids is given.")
        return [_parsed(text, collections) for text in _spread(ids)]
    for option, value in names.items():
        if not value:
            raise UsageError(
                f"InvalidArgumentValue: Missing required field: {option}",
                hint="Name the resource, or give its --ids.",
            )
    words = {"galleries": names["-r"], "images": names.get("-i"), "versions": names.get("-e")}
    identifier = context().group(names["-g"] or "").child("providers", "Microsoft.Compute")
    for collection in collections:
        identifier = identifier.child(collection, words[collection] or "")
    return [identifier]


def _spread(ids: list[str]) -> list[str]:
    """IDs as they come from other commands: words, lines, or the JSON that a list prints."""
    found: list[str] = []
    for word in ids:
        if word.lstrip().startswith(("[", "{")):
            found += _from_json(word)
        else:
            found += word.split()
    return found


def _from_json(word: str) -> list[str]:
    try:
        content = json.loads(word)
    except ValueError:
        return [word]
    items = content if isinstance(content, list) else [content]
    return [item["id"] if isinstance(item, dict) and "id" in item else str(item) for item in items]


def _parsed(text: str, collections: tuple[str, ...]) -> ResourceId:
    identifier = ResourceId.parse(text)
    if tuple(collection.casefold() for collection, _ in identifier.pairs[3:]) != collections:
        raise UsageError(
            f"InvalidArgumentValue: '{text}' is the ID of {identifier.type or 'something else'}, "
            f"not of Microsoft.Compute/{'/'.join(collections)}."
        )
    return identifier
