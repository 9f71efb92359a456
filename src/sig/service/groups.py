"""Resource groups: registered by choice, implicit otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import names
from sig.domain.errors import LocationRequired, ResourceGroupNotFound
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents
from sig.service.operations import operation

if TYPE_CHECKING:
    from sig.service.context import Context
    from sig.store import View


@operation("group create")
def create(context: Context, name: str, location: str, tags: dict[str, str] | None) -> dict[str, Any]:
    """Register a group, or change the tags of one."""
    from sig.domain import resource_group as rules

    identifier = context.group(name)
    with context.store.writing() as tx:
        before = documents.get(tx, identifier)
        body = rules.put(identifier, location, tags, documents.body(before) if before else None)
        tx.put(identifier, documents.wrap(body, context.clock.now(), before))
    return rules.shown(body)


@operation("group show")
def show(context: Context, name: str) -> dict[str, Any]:
    from sig.domain import resource_group as rules

    with context.store.reading() as view:
        return rules.shown(documents.body(_require_registered(view, context.group(name))))


@operation("group list")
def listed(context: Context) -> list[dict[str, Any]]:
    """The registered groups of the subscription."""
    from sig.domain import resource_group as rules

    with context.store.reading() as view:
        subscription = ResourceId.of_subscription(context.subscription)
        found = documents.each(view, subscription, "resourceGroups")
        return [rules.shown(documents.body(document)) for _, document in found]


@operation("group exists")
def exists(context: Context, name: str) -> bool:
    """Whether the group is registered or holds anything."""
    with context.store.reading() as view:
        return view.exists(context.group(name)) or view.holds_any(context.group(name))


@operation("group delete")
def delete(context: Context, name: str) -> None:
    """Delete the group and everything in it. Raises ResourceGroupNotFound; shared galleries are refused."""
    from sig.domain import gallery as rules
    from sig.service import role_assignments

    identifier = context.group(name)
    with context.store.writing() as tx:
        if not tx.exists(identifier) and not tx.holds_any(identifier):
            raise _absent(tx, identifier)
        for gallery, document in documents.each(tx, identifier.child("providers", COMPUTE), "galleries"):
            rules.check_deletable(documents.decoded(tx, gallery, rules.Gallery, document), [])
        for below in tx.below(identifier):
            tx.delete(below)
        tx.delete(identifier)
        role_assignments.forget(tx, identifier)


def remark_unknown(view: View, context: Context, name: str) -> str | None:
    """What to tell whoever looks into a group that is neither registered nor holds anything: often a slip.

    Raises ResourceGroupNotFound where ``strict`` demands registered groups. A caller is told nothing of groups that it
    may not read.
    """
    if context.caller is not None:
        from sig.service.authorization import may_read

        with context.whole.reading() as whole:
            if not may_read(context, whole)(context.group(name)):
                return None
    if context.strict:
        _require_registered(view, context.group(name))
    if view.exists(context.group(name)) or view.holds_any(context.group(name)):
        return None
    refusal = _absent(view, context.group(name))
    return f"{refusal.message} It is taken as an empty one. {refusal.hint}"


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
    # A group that holds something without being registered is no better guess than itself.
    known = view.folders(identifier.parent, "resourceGroups")
    others = [other for other in known if other != identifier.name.casefold()]
    close = get_close_matches(identifier.name.casefold(), others, cutoff=0.5)
    suggestion = f"Did you mean {' or '.join(repr(other) for other in close)}? " if close else ""
    return ResourceGroupNotFound(
        f"Resource group '{name}' could not be found.",
        hint=f"{suggestion}Register it: sig group create -n {name} -l westus.",
        rule="R008",
    )
