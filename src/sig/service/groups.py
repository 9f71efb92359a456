"""Resource groups: registered by choice, implicit otherwise."""

from __future__ import annotations

from sig.domain import names
from sig.domain.errors import LocationRequired, ResourceGroupNotFound
from sig.domain.resource_id import COMPUTE, ResourceId
from sig.service import documents
from sig.service.operations import operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sig.service.context import Context
    from sig.service.paging import Listing, Page
    from sig.store import View

# Where the resources of a group lie that say where a group is which nobody registered.
_COLLECTIONS = ("galleries", "images", "virtualMachines", "disks", "snapshots", "diskEncryptionSets")


def create(context: Context, name: str, location: str, tags: dict[str, str] | None) -> dict[str, Any]:
    """Register a group, or change the tags of one."""
    return put(context, name, location, tags).body


@operation("group create")
def put(context: Context, name: str, location: str, tags: dict[str, str] | None) -> documents.Written:
    """Register a group, or change the tags of one; says which it was."""
    from sig.domain import resource_group as rules

    identifier = context.group(name)
    with context.store.writing() as tx:
        before = documents.get(tx, identifier)
        body = rules.put(identifier, location, tags, documents.body(before) if before else None)
        tx.put(identifier, documents.wrap(body, context.clock.now(), before))
    return documents.Written(rules.shown(body), is_new=before is None)


@operation("group create")
def set_tags(context: Context, name: str, tags: dict[str, str]) -> dict[str, Any]:
    """Give a group these tags in place of its own; one that is implicit is registered with them.

    Raises ResourceGroupNotFound.
    """
    from sig.domain import resource_group as rules

    identifier = context.group(name)
    with context.store.writing() as tx:
        before = documents.get(tx, identifier)
        stored = _known(tx, context, identifier)
        body = rules.put(identifier, stored["location"], tags, stored)
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


@operation("group show")
def found(context: Context, name: str) -> dict[str, Any]:
    """The group, registered or implicit, as clients look it up before they put something into it.

    Raises ResourceGroupNotFound.
    """
    from sig.domain import resource_group as rules

    with context.store.reading() as view:
        return rules.shown(_known(view, context, context.group(name)))


@operation("group list")
def listed_all(
    context: Context, page: Page | None = None, accepts: Callable[[dict[str, Any]], bool] = lambda _: True
) -> Listing:
    """The groups of the subscription, registered or implicit, that ``accepts``, in order of their names."""
    from sig.domain import resource_group as rules
    from sig.service.paging import Listing, selected

    with context.store.reading() as view:
        names_there = view.folders(ResourceId.of_subscription(context.subscription), "resourceGroups")
        everything = {
            name: rules.shown(body)
            for name in _readable(context, names_there)
            if (body := _body(view, context, context.group(name))) is not None
        }
        wanted = {name: body for name, body in everything.items() if accepts(body)}
        keys, token = selected(list(wanted), page)
        return Listing([wanted[key] for key in keys], token)


def _readable(context: Context, found: list[str]) -> list[str]:
    """Those of the groups that who asks may read: to know of something in a group is not enough."""
    if context.caller is None:
        return found
    from sig.service.authorization import may_read

    with context.whole.reading() as whole:
        reads = may_read(context, whole)
        return [name for name in found if reads(context.group(name))]


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


def require(view: View, context: Context, name: str) -> None:
    """Raises ResourceGroupNotFound for a group that is neither registered nor, unless ``strict``, holds anything.

    A caller is told nothing of a group that it may not read: to it that is an empty one, there or not.
    """
    if _readable(context, [name]):
        _known(view, context, context.group(name))


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


def _known(view: View, context: Context, identifier: ResourceId) -> dict[str, Any]:
    body = _body(view, context, identifier)
    if body is None:
        raise _absent(view, identifier)
    return body


# Difference from Azure: The server shows a group that nobody registered as soon as something is in it. It is where the
# first gallery in it is, or else its first source, so that clients which look up the location of a group find one.
def _body(view: View, context: Context, identifier: ResourceId) -> dict[str, Any] | None:
    """The body of the group: as registered, or, unless ``strict``, as told by what is in it; None for no group."""
    from sig.domain import resource_group as rules

    registered = documents.get(view, identifier)
    if registered is not None:
        return documents.body(registered)
    if context.strict:
        return None
    for collection in _COLLECTIONS:
        for _, document in documents.each(view, identifier.child("providers", COMPUTE), collection):
            held = documents.body(document)
            named = context.group(ResourceId.parse(held["id"]).resource_group)
            return rules.put(named, held["location"], None, None)
    return None


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
