"""What every resource has: the ARM envelope, its tags and where it lives."""

from collections.abc import Iterable
from typing import Any

from sig.domain import regions
from sig.domain.errors import (
    InvalidParameter,
    InvalidResourceLocation,
    PropertyChangeNotAllowed,
    ResourceMoveNotSupported,
)
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId

MAX_TAGS = 50
MAX_TAG_NAME = 512
MAX_TAG_VALUE = 256
_GALLERIES = "microsoft.compute/galleries"


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


def check_same_name(named: str | None, identifier: ResourceId, *, target: str) -> None:
    """A body names the resource that its URL does, or none. Source: SPEC R104."""
    if named is not None and named.casefold() != identifier.name.casefold():
        raise InvalidParameter(
            "Entity name does not match the name in the request URL.",
            target=target,
            hint=f"This is about '{identifier.name}', its body names '{shown(named)}': a resource keeps its name.",
            rule="R104",
        )


def check_identity(identifier: ResourceId, request: Any, path: str) -> None:
    """Raises unless the ID, name and type in ``request``, where it has them, are those of ``identifier``.

    ``path`` is how refusals call the resource, for example ``gallery``. Source: SPEC R100.
    """
    if request.id is not None and request.id.casefold() != str(identifier).casefold():
        raise refuse_move([identifier], target=f"{path}.id")
    named = (("name", request.name, identifier.name), ("type", request.type, identifier.type))
    for member, given, expected in named:
        if given is not None and given.casefold() != expected.casefold():
            raise refuse_change(f"{path}.{member}", rule="R353")


def refuse_move(identifiers: Iterable[ResourceId], *, target: str) -> ResourceMoveNotSupported:
    """What whoever wants resources in another group or subscription is told, and what to do instead. Source: R100."""
    types = sorted({identifier.type for identifier in identifiers})
    of_gallery = any(word.casefold().startswith(_GALLERIES) for word in types)
    return ResourceMoveNotSupported(
        f"Resource move is not supported for resource types '{', '.join(types)}'.",
        target=target,
        hint=(
            "Create a gallery there, copy each version to it with sig image-version promote --to (or image-version "
            "create --image-version), and delete these once nobody uses them."
            if of_gallery
            else "Register it under the ID that it has after the move, and forget this one: sig source add, sig "
            "source remove."
        ),
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
