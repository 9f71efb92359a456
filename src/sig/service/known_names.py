"""Names that are in the store, for whoever is typing one: read off the folders, so that many cost little."""

from __future__ import annotations

from contextlib import suppress

from sig.domain.resource_id import COMPUTE, ResourceId
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from sig.service.context import Context
    from sig.store import Store, View

# From the top: each lies in a collection of the one before it.
_IN_GROUP = {"group": "resourceGroups", "gallery": "galleries"}
_IMAGES = {**_IN_GROUP, "definition": "images", "version": "versions"}
_APPLICATIONS = {**_IN_GROUP, "application": "applications", "application-version": "versions"}
_PROFILES = {**_IN_GROUP, "access-profile": "inVMAccessControlProfiles", "access-profile-version": "versions"}
_SUBSCRIPTION = "subscription"
_FAULT = "fault"
_PRINCIPAL = "as_principal"
# Names beyond so many are too many to read: they stay case-folded, and their documents closed.
_MOST_DOCUMENTS = 100


def fitting(store: Store, kind: str, typed: str, given: Mapping[str, str]) -> list[str]:
    """The names of ``kind`` that begin with ``typed``, in any case; versions from the newest, others by name.

    ``kind`` is subscription, group, gallery, definition, version, deleted-version, application, application-version,
    access-profile, access-profile-version or fault. ``given`` has the names that are known already, by kind; where it
    has none, all places are searched. It always has the subscription, as an ID or a name. Where it names a principal,
    there are only names that this one may read. Raises SubscriptionNotFound, DirectoryObjectNotFound, StoreError.
    """
    folded = typed.casefold()
    context = _context(store, given)
    if kind == _SUBSCRIPTION:
        return _subscriptions(context, folded)
    with context.store.reading() as view:
        if kind == _FAULT:
            faults = view.names(ROOT, "faults") if context.caller is None else []
            return [number for number in faults if number.startswith(folded)]
        subscription = _subscription(context, view, given[_SUBSCRIPTION])
        found = [resource for resource in _found(view, kind, subscription, given) if resource.name.startswith(folded)]
        if kind.endswith("version"):
            return sorted({resource.name for resource in found}, key=_number, reverse=True)
        if kind == "group" and context.caller is not None:
            from sig.service.authorization import may_read

            with context.whole.reading() as whole:
                found = list(filter(may_read(context, whole), found))
        names = [_spelled(view, resource) if len(found) <= _MOST_DOCUMENTS else resource.name for resource in found]
    return sorted(names, key=str.casefold)


def _context(store: Store, given: Mapping[str, str]) -> Context:
    """``store`` as the principal that is ``given`` sees it; as it is where there is none."""
    from sig.service.context import Context

    context = Context(store=store, subscription="")
    if not given.get(_PRINCIPAL):
        return context
    from sig.service.accounts import home_tenant
    from sig.service.authorization import on_behalf
    from sig.service.callers import caller

    return on_behalf(context, caller(store, given[_PRINCIPAL], home_tenant(store, given[_SUBSCRIPTION])))


def _subscriptions(context: Context, folded: str) -> list[str]:
    """Their names, and once something is typed also their IDs."""
    from sig.service.accounts import listed

    known = listed(context, default="")
    words = [entry["name"] for entry in known] + ([entry["id"] for entry in known] if folded else [])
    return [word for word in words if word.casefold().startswith(folded)]


def _subscription(context: Context, view: View, text: str) -> ResourceId:
    """The subscription ``text``; an ID that holds something is known without reading who is registered."""
    if text.casefold() not in view.folders(ROOT, "subscriptions"):
        from sig.service.accounts import resolve

        text = resolve(context.whole, text, caller=context.caller)
    return ResourceId.of_subscription(text)


def _found(view: View, kind: str, subscription: ResourceId, given: Mapping[str, str]) -> list[ResourceId]:
    holders = [subscription]
    collections = next((line for line in (_APPLICATIONS, _PROFILES) if kind in line and kind not in _IMAGES), _IMAGES)
    for above, collection in collections.items():
        if above == "gallery":
            holders = [group.child("providers", COMPUTE) for group in holders]
        if above == kind.removeprefix("deleted-"):
            break
        holders = [
            holder.child(collection, name)
            for holder in holders
            for name in ([given[above]] if given.get(above) else view.folders(holder, collection))
        ]
    if kind == "deleted-version":
        from sig.domain.soft_delete import artifacts_id

        holders = [artifacts_id(definition) for definition in holders]
    # A group need not be registered to hold galleries.
    names = view.folders if kind == "group" else view.names
    return [holder.child(collection, name) for holder in holders for name in names(holder, collection)]


def _spelled(view: View, resource: ResourceId) -> str:
    """The name as it was given: ``resource`` itself says it, or what lies in a group that is not registered.

    A document that cannot be read keeps nobody from typing its name.
    """
    from sig.domain.errors import SigError
    from sig.service import documents

    with suppress(SigError):
        for place in (resource, *view.below(resource)):
            document = documents.get(view, place)
            if document is not None:
                return ResourceId.parse(documents.body(document)["id"]).pairs[len(resource.pairs) - 1][1]
    return resource.name


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
