"""ARM bodies into the flat documents that ``az`` prints, their members in the order of its schemas.

The order shows in tables made with ``--query``; every other format sorts the keys.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's own constant would cost more than this whole package
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# Objects whose keys are the caller's own words: az has no schema to order them by.
_FREE_MAPS = frozenset({"advancedSettings", "artifactTags", "queryParameters", "tags", "userAssignedIdentities"})

_GROUP_SEGMENT = 3  # /subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}
_NAME_SEGMENT = 8


def flatten(document: Any) -> Any:
    """Show an ARM body, or each of a list of them, as az does.

    The members of ``properties`` stand where ``properties`` stood, members without a value are
    dropped, and every object whose ``id`` lies in a resource group names that group last. The
    result shares no object with ``document``.
    """
    return _flattened(document, ("properties",))


def flatten_shared(document: Any) -> Any:
    """Flatten a shared or community view, whose ``identifier.uniqueId`` is shown at the top too.

    The ``identifier`` inside ``properties`` (publisher, offer, sku) then takes the name.
    """
    return _flattened(document, ("identifier", "properties"))


def _flattened(document: Any, opened: tuple[str, ...]) -> Any:
    if isinstance(document, list):
        return [_flattened(item, opened) for item in document]
    if isinstance(document, dict):
        return _object(*_with_opened(document, opened))
    return document


def _with_opened(body: dict[str, Any], opened: tuple[str, ...]) -> tuple[dict[str, Any], list[str]]:
    """The members of ``body`` with those of what is ``opened`` among them, and the order of their names."""
    members: dict[str, Any] = {}
    for name, value in sorted(body.items()):
        if name in opened and isinstance(value, dict):
            members.update(sorted(value.items()))
        else:
            members[name] = value
    return members, list(members)


def _object(members: dict[str, Any], order: Iterable[str]) -> dict[str, Any]:
    # Every value of every resource comes through here: a list of 10,000 has 300,000 of them, most of them texts.
    shown: dict[str, Any] = {}
    for name in order:
        value = members[name]
        if type(value) is str:
            shown[name] = value
        elif isinstance(value, dict):
            shown[name] = _object(value, value if name in _FREE_MAPS else sorted(value))
        elif value is not None:
            shown[name] = _value(value)
    if "id" in shown and (group := _resource_group(shown)) is not None:
        shown["resourceGroup"] = group
    return shown


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return _object(value, sorted(value))
    if isinstance(value, list):
        return [_value(item) for item in value]
    return value


def _resource_group(members: dict[str, Any]) -> str | None:
    """Group to add to an object: that of its ``id``, unless it names one already, in any case."""
    identity = members.get("id")
    if not isinstance(identity, str) or "resourcegroup" in map(str.lower, members):
        return None
    segments = identity.split("/")
    if len(segments) <= _NAME_SEGMENT or segments[_GROUP_SEGMENT].lower() != "resourcegroups":
        return None
    return segments[_GROUP_SEGMENT + 1]
