"""Resource groups: registered by choice, implicit otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import names
from sig.domain.errors import InvalidResourceLocation, LocationRequired, ResourceGroupNotFound
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents

if TYPE_CHECKING:
    from sig.service.context import Context
    from sig.store import View

TYPE = "Microsoft.Resources/resourceGroups"


def create(context: Context, name: str, location: str, tags: dict[str, str] | None) -> dict[str, Any]:
    """Register a group, or change the tags of one. Raises LocationNotAvailable, InvalidResourceLocation."""
    from sig.domain import regions
    from sig.domain.resource import check_tags

    names.check_group_name(name)
    check_tags(tags)
    region = regions.require(location, TYPE)
    identifier = context.group(name)
    with context.store.writing() as tx:
        before = documents.get(tx, identifier)
        stored = documents.body(before) if before else None
        if stored is not None and stored["location"] != region.name:
            raise _other_location(name, stored["location"], region.name)
        body = {
            "id": stored["id"] if stored else str(identifier),
            "location": region.name,
            "managedBy": None,
            "name": stored["name"] if stored else name,
            "properties": {"provisioningState": "Succeeded"},
            "tags": tags,
            "type": TYPE,
        }
        tx.put(identifier, documents.wrap(_without_null(body), context.clock.now(), before))
    return body


def show(context: Context, name: str) -> dict[str, Any]:
    with context.store.reading() as view:
        return _shown(documents.body(_require_registered(view, context.group(name))))


def listed(context: Context) -> list[dict[str, Any]]:
    """The registered groups of the subscription."""
    with context.store.reading() as view:
        subscription = ResourceId.of_subscription(context.subscription)
        found = documents.each(view, subscription, "resourceGroups")
        return [_shown(documents.body(document)) for _, document in found]


def exists(context: Context, name: str) -> bool:
    """Whether the group is registered or holds anything."""
    with context.store.reading() as view:
        return view.exists(context.group(name)) or view.holds_any(context.group(name))


def delete(context: Context, name: str) -> None:
    """Delete the group and everything in it. Raises ResourceGroupNotFound; shared galleries are refused."""
    from sig.domain import gallery as rules

    identifier = context.group(name)
    with context.store.writing() as tx:
        if not tx.exists(identifier) and not tx.holds_any(identifier):
            raise _absent(tx, identifier)
        for gallery, document in documents.each(tx, identifier.child("providers", COMPUTE), "galleries"):
            rules.check_deletable(documents.decoded(tx, gallery, rules.Gallery, document), [])
        for below in tx.below(identifier):
            tx.delete(below)
        tx.delete(identifier)


# Difference from Azure: Resource groups need not be registered. A group is there as soon as something is put into it;
# with strict = true (SIG_STRICT=1), only registered groups are taken, as in Azure.
def check(view: View, context: Context, identifier: ResourceId) -> None:
    """Refuse a group that is not registered, where ``strict`` demands it. Source: SPEC R008, DESIGN 10."""
    names.check_group_name(identifier.resource_group)
    if context.strict:
        _require_registered(view, context.group(identifier.resource_group))


# Difference from Azure: Without --location, a resource in a group that is not registered goes where its gallery is. For
# a gallery the location must be given then. Azure knows the location of every group.
def location(view: View, context: Context, identifier: ResourceId) -> str:
    """Where a resource goes that names no location: to its group's, or, in an implicit group, its gallery's.

    Raises LocationRequired where neither is known. Source: SPEC §3.1 (--location).
    """
    group = documents.get(view, context.group(identifier.resource_group))
    gallery = documents.get(view, identifier.top) if identifier != identifier.top else None
    holder = group or gallery
    if holder is None:
        raise LocationRequired(
            f"The location is not known: resource group '{identifier.resource_group}' is not registered, and no "
            "location was given.",
            target="location",
            hint=f"Add --location westus, or register the group once: sig group create -n {identifier.resource_group} "
            "-l westus.",
            rule="R024",
        )
    return str(documents.body(holder)["location"])


def _require_registered(view: View, identifier: ResourceId) -> dict[str, Any]:
    document = documents.get(view, identifier)
    if document is None:
        raise _absent(view, identifier)
    return document


def _absent(view: View, identifier: ResourceId) -> ResourceGroupNotFound:
    from difflib import get_close_matches

    name = names.shown(identifier.name)
    close = get_close_matches(identifier.name.casefold(), view.folders(identifier.parent, "resourceGroups"), cutoff=0.5)
    suggestion = f"Did you mean {' or '.join(repr(other) for other in close)}? " if close else ""
    return ResourceGroupNotFound(
        f"Resource group '{name}' could not be found.",
        hint=f"{suggestion}Register it: sig group create -n {name} -l westus.",
        rule="R008",
    )


def _other_location(name: str, stored: str, asked: str) -> InvalidResourceLocation:
    return InvalidResourceLocation(
        f"Invalid resource group location '{asked}'. The Resource group already exists in location '{stored}'.",
        target="location",
        hint=f"Leave group '{name}' where it is, or delete it first.",
        rule="R006",
    )


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {"managedBy": None, "tags": None, **body}


def _without_null(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}
