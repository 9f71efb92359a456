"""What every resource has: the ARM envelope, its tags and where it lives."""

from __future__ import annotations

from sig.domain import regions
from sig.domain.errors import (
    InvalidParameter,
    InvalidResourceLocation,
    PropertyChangeNotAllowed,
    ResourceMoveNotSupported,
)
from sig.domain.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sig.domain.resource_id import ResourceId

MAX_TAGS = 50
MAX_TAG_NAME = 512
MAX_TAG_VALUE = 256
_GALLERIES = "microsoft.compute/galleries"
_IMAGES = f"{_GALLERIES}/images"


def check_tags(tags: dict[str, str] | None) -> None:
    """At most 50 tags, names of 1-512 and values of 0-256 characters. Source: SPEC §1.2 (ARM limits)."""
    for name, value in (tags or {}).items():
        if not 1 <= len(name) <= MAX_TAG_NAME or len(value) > MAX_TAG_VALUE:
            raise InvalidParameter(
                f"The tag '{shown(name)}' is too long or has no name. A tag name has 1 to {MAX_TAG_NAME} characters, "
                f"a tag value at most {MAX_TAG_VALUE}.",
                target="tags",
                rule="R112",
            )
    if len(tags or {}) > MAX_TAGS:
        raise InvalidParameter(
            f"{len(tags or {})} tags were given; a resource takes at most {MAX_TAGS}.", target="tags", rule="R112"
        )


def settled_location(
    requested: str, stored: str | None, *, described: str, resource_type: str, group: str, rule: str = "R020"
) -> str:
    """The canonical location of a PUT: a known region, and on an existing resource the one it has.

    Raises LocationNotAvailable or InvalidResourceLocation. Source: SPEC R004, R006, R020.
    """
    region = regions.require(requested, resource_type)
    if stored is not None and stored != region.name:
        raise InvalidResourceLocation(
            f"The resource '{described}' already exists in location '{stored}' in resource group '{group}'. "
            f"A resource with the same name cannot be created in location '{region.name}'. "
            "Please select a new resource name.",
            target="location",
            hint=f"Leave --location out or give '{stored}'; a resource does not move.",
            rule=rule,
        )
    return region.name


def check_identity(identifier: ResourceId, request: Any, path: str, *, shown_type: str | None = None) -> None:
    """Raises unless the ID, name and type in ``request``, where it has them, are those of ``identifier``.

    ``path`` is how refusals call the resource, for example ``gallery``; ``shown_type`` is the type that answers have
    where that is another one than the ID's. Source: SPEC R100, R104.
    """
    if request.id is not None and request.id.casefold() != str(identifier).casefold():
        raise refuse_move([identifier], target=f"{path}.id")
    if request.name is not None and request.name.casefold() != identifier.name.casefold():
        raise InvalidParameter(
            "Entity name does not match the name in the request URL.",
            target=f"{path}.name",
            hint=f"This is about '{identifier.name}', its body names '{shown(request.name)}': a resource keeps its "
            "name.",
            rule="R353",
        )
    expected = (shown_type or identifier.type).casefold()
    if request.type is not None and request.type.casefold() != expected:
        raise refuse_change(f"{path}.type", rule="R353")


def refuse_move(identifiers: Iterable[ResourceId], *, target: str) -> ResourceMoveNotSupported:
    """What whoever wants resources in another group or subscription is told, and what to do instead. Source: R100."""
    types = sorted({identifier.type for identifier in identifiers})
    in_galleries = [word.casefold() for word in types if word.casefold().startswith(_GALLERIES)]
    if any(word == _GALLERIES or word.startswith(_IMAGES) for word in in_galleries):
        hint = (
            "Create a gallery there, copy each version to it with sig image-version promote --to (or image-version "
            "create --image-version), and delete these once nobody uses them."
        )
    elif in_galleries:
        hint = "Create it anew in a gallery there, and delete this one once nobody uses it."
    else:
        hint = (
            "Register it under the ID that it has after the move, and forget this one: sig source add, sig source "
            "remove."
        )
    return ResourceMoveNotSupported(
        f"Resource move is not supported for resource types '{', '.join(types)}'.",
        target=target,
        hint=hint,
        rule="R100",
    )


def refuse_change(path: str, *, rule: str, hint: str | None = None) -> PropertyChangeNotAllowed:
    """The refusal to change what is fixed at creation; ``path`` is the property, from its resource on."""
    return PropertyChangeNotAllowed(
        f"Changing property '{path}' is not allowed.",
        target=path,
        hint=hint or "It is fixed once the resource exists: create another one.",
        rule=rule,
    )
