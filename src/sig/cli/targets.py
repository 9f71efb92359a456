"""Which resources a command is about: by names, or by ``--ids``."""

from __future__ import annotations

import json

from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context, warn
from sig.domain.names import shown
from sig.domain.resource_id import COMPUTE, ResourceId, view_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    Target = TypeVar("Target")


_IN_GROUP = ("subscriptions", "resourceGroups", "providers")
_IN_REGION = ("subscriptions", "providers", "locations")
_GALLERIES = ("galleries",)
_DEFINITIONS = ("galleries", "images")
_VERSIONS = ("galleries", "images", "versions")
_APPLICATIONS = ("galleries", "applications")
_APPLICATION_VERSIONS = ("galleries", "applications", "versions")
_PROFILES = ("galleries", "inVMAccessControlProfiles")
_PROFILE_VERSIONS = ("galleries", "inVMAccessControlProfiles", "versions")
_IN_GALLERIES = (
    *(_GALLERIES, _DEFINITIONS, _VERSIONS),
    *(_APPLICATIONS, _APPLICATION_VERSIONS),
    *(_PROFILES, _PROFILE_VERSIONS),
)


def galleries(ids: list[str] | None, group: str | None, gallery: str | None) -> list[ResourceId]:
    """The galleries named, one or several. Raises UsageError when a name is missing."""
    return _targets(_GALLERIES, ids, group, {"-r": gallery})


def definitions(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None
) -> list[ResourceId]:
    return _targets(_DEFINITIONS, ids, group, {"-r": gallery, "-i": definition})


def versions(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None, version: str | None
) -> list[ResourceId]:
    return _targets(_VERSIONS, ids, group, {"-r": gallery, "-i": definition, "-e": version})


def applications(
    ids: list[str] | None, group: str | None, gallery: str | None, application: str | None
) -> list[ResourceId]:
    return _targets(_APPLICATIONS, ids, group, {"-r": gallery, "-n": application})


def application_versions(
    ids: list[str] | None, group: str | None, gallery: str | None, application: str | None, version: str | None
) -> list[ResourceId]:
    names = {"-r": gallery, "--application-name": application, "-n": version}
    return _targets(_APPLICATION_VERSIONS, ids, group, names)


def access_profiles(
    ids: list[str] | None, group: str | None, gallery: str | None, profile: str | None
) -> list[ResourceId]:
    """In-VM access control profiles."""
    return _targets(_PROFILES, ids, group, {"--gallery-name": gallery, "-n": profile})


def access_profile_versions(
    ids: list[str] | None, group: str | None, gallery: str | None, profile: str | None, version: str | None
) -> list[ResourceId]:
    names = {"--gallery-name": gallery, "--profile-name": profile, "--version-name": version}
    return _targets(_PROFILE_VERSIONS, ids, group, names)


def images(
    ids: list[str] | None, group: str | None, gallery: str | None, definition: str | None, version: str | None
) -> list[ResourceId]:
    """Versions, and definitions where no version is named."""
    names = {"-i": definition, "-e": version, "-r": gallery}
    found = _from_ids([(*_IN_GROUP, *_DEFINITIONS), (*_IN_GROUP, *_VERSIONS)], ids, names)
    if found or not version:
        return found or definitions(None, group, gallery, definition)
    return versions(None, group, gallery, definition, version)


def in_galleries(ids: list[str]) -> list[ResourceId]:
    """Galleries, and all that can be in one, by their IDs."""
    return [_parsed(text, [(*_IN_GROUP, *collections) for collections in _IN_GALLERIES]) for text in spread(ids)]


def gallery(group: str, name: str) -> ResourceId:
    """The one gallery that a command without ``--ids`` names."""
    return galleries(None, group, name)[0]


def definition(group: str, gallery: str, name: str) -> ResourceId:
    return definitions(None, group, gallery, name)[0]


def version(group: str, gallery: str, definition: str, name: str) -> ResourceId:
    return versions(None, group, gallery, definition, name)[0]


def application(group: str, gallery: str, name: str) -> ResourceId:
    return applications(None, group, gallery, name)[0]


def application_version(group: str, gallery: str, application: str, name: str) -> ResourceId:
    return application_versions(None, group, gallery, application, name)[0]


def access_profile(group: str, gallery: str, name: str) -> ResourceId:
    return access_profiles(None, group, gallery, name)[0]


def access_profile_version(group: str, gallery: str, profile: str, name: str) -> ResourceId:
    return access_profile_versions(None, group, gallery, profile, name)[0]


def views(kind: str, ids: list[str] | None, location: str | None, names: Mapping[str, str | None]) -> list[ResourceId]:
    """What consumers see in a region: a shared or community gallery, or what is below it, by option and name."""
    collections = (kind, "images", "versions")[: len(names)]
    found = _from_ids([(*_IN_REGION, *collections)], ids, names)
    if found:
        return found
    _require({**names, "--location": location})
    return [view_id(context().subscription, location or "", kind, *(name or "" for name in names.values()))]


def each(targets: list[Target], action: Callable[[Target], Result | None]) -> Result | None:
    """One result for one target, a list of results for several; the worst exit code counts. Source: SPEC §3.1."""
    results = [action(target) for target in targets]
    if len(results) == 1:
        return results[0]
    shown = [result for result in results if result is not None]
    if not shown:
        return None
    worst = max(result.exit_code for result in shown)
    return Result([result.data for result in shown], shown[0].table, worst)


def _targets(
    collections: tuple[str, ...], ids: list[str] | None, group: str | None, names: Mapping[str, str | None]
) -> list[ResourceId]:
    """``names`` are those of the ``collections`` from the gallery down, by the options that give them."""
    found = _from_ids([(*_IN_GROUP, *collections)], ids, names)  # without the group: there may be a default one
    if found:
        return found
    gallery, *below = names
    _require({**{option: names[option] for option in below}, gallery: names[gallery], "-g": group})
    identifier = context().group(group or "").child("providers", COMPUTE)
    for collection, name in zip(collections, names.values(), strict=True):
        identifier = identifier.child(collection, name or "")
    return [identifier]


def _from_ids(
    forms: Sequence[tuple[str, ...]], ids: list[str] | None, names: Mapping[str, str | None]
) -> list[ResourceId]:
    """The resources of one of ``forms`` that ``--ids`` names, none without it.

    ``names`` are then ignored.
    """
    if not ids:
        return []
    if any(names.values()):
        warn("The names are ignored because --ids is given.")
    found = [_parsed(text, forms) for text in spread(ids)]
    if not found:
        raise UsageError("InvalidArgumentValue: --ids names no resource.", hint="Give one or more resource IDs.")
    return found


def _require(names: Mapping[str, str | None]) -> None:
    for option, value in names.items():
        if not value:
            raise UsageError(
                f"InvalidArgumentValue: Missing required field: {option}",
                hint="Name the resource, or give its --ids.",
            )


def spread(ids: list[str]) -> list[str]:
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
    except (ValueError, RecursionError):
        return [word]
    items = content if isinstance(content, list) else [content]
    return [str(_id_of(item)) for item in items]


def _id_of(item: object) -> object:
    """The ID that an item of a list has; what others share has only the one that its consumers know."""
    return item.get("id", item.get("uniqueId", item)) if isinstance(item, dict) else item


def _parsed(text: str, forms: Sequence[tuple[str, ...]]) -> ResourceId:
    """The ID that ``text`` is, if it goes through the collections of one of ``forms``, of which the first is meant."""
    identifier = ResourceId.parse(text)
    found = [collection.casefold() for collection, _ in identifier.pairs]
    alike = [form for form in forms if len(form) == len(found)]
    form = next((form for form in alike if found == [word.casefold() for word in form]), [*alike, *forms][0])
    provider = form.index("providers")
    if found != [word.casefold() for word in form] or identifier.pairs[provider][1].casefold() != COMPUTE.casefold():
        kind = "/".join(word for word in form[provider + 1 :])
        parts = "/".join(f"{word}/{COMPUTE if word == 'providers' else '…'}" for word in form)
        raise UsageError(
            f"InvalidArgumentValue: '{shown(text, 300)}' is not the ID of a {COMPUTE}/{kind}.",
            hint=f"It reads /{parts}.",
        )
    return identifier
