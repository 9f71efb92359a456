"""Resource groups: registered by choice, implicit otherwise."""

from typing import Any

from sig.domain import gallery as gallery_rules
from sig.domain import names, regions
from sig.domain.codec import decode
from sig.domain.errors import LocationRequired, ResourceGroupNotFound
from sig.domain.gallery import Gallery
from sig.domain.resource import check_tags
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents
from sig.service.context import Context
from sig.store import View

TYPE = "Microsoft.Resources/resourceGroups"


def create(context: Context, name: str, location: str, tags: dict[str, str] | None) -> dict[str, Any]:
    """Register a group, or change the tags of one. Raises LocationNotAvailable, InvalidResourceLocation."""
    names.check_group_name(name)
    check_tags(tags)
    region = regions.require(location, TYPE)
    identifier = context.group(name)
    with context.store.writing() as tx:
        before = tx.get(identifier)
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
        return [
            _shown(documents.body(document)) for document in view.documents(subscription, "resourceGroups")
        ]


def exists(context: Context, name: str) -> bool:
    """Whether the group is registered or holds anything."""
    with context.store.reading() as view:
        return view.exists(context.group(name)) or view.holds_any(context.group(name))


def delete(context: Context, name: str) -> None:
    """Delete the group and everything in it. Raises ResourceGroupNotFound; shared galleries are refused."""
    identifier = context.group(name)
    with context.store.writing() as tx:
        if not tx.exists(identifier) and not tx.holds_any(identifier):
            raise _absent(name)
        for document in tx.documents(identifier.child("providers", COMPUTE), "galleries"):
            gallery_rules.check_deletable(decode(Gallery, documents.body(document)), [])
        for below in tx.below(identifier):
            tx.delete(below)
        tx.delete(identifier)


def check(view: View, context: Context, identifier: ResourceId) -> None:
    """Refuse a group that is not registered, where ``strict`` demands it. Source: SPEC R008, DESIGN 10."""
    names.check_group_name(identifier.resource_group)
    if context.strict:
        _require_registered(view, context.group(identifier.resource_group))


def location(view: View, context: Context, identifier: ResourceId) -> str:
    """Where a resource goes that names no location: to its group's, or, in an implicit group, its gallery's.

    Raises LocationRequired where neither is known. Source: SPEC §3.1 (--location).
    """
    group = view.get(context.group(identifier.resource_group))
    gallery = view.get(ResourceId(identifier.pairs[:4])) if len(identifier.pairs) > 4 else None
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
    document = view.get(identifier)
    if document is None:
        raise _absent(identifier.resource_group)
    return document


def _absent(name: str) -> ResourceGroupNotFound:
    return ResourceGroupNotFound(
        f"Resource group '{names.shown(name)}' could not be found.",
        hint=f"Register it: sig group create -n {names.shown(name)} -l westus.",
        rule="R008",
    )


def _other_location(name: str, stored: str, asked: str) -> Exception:
    from sig.domain.errors import InvalidResourceLocation

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
