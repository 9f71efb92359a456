"""Subscriptions: several live in one store, and one of them is there from the start."""

from __future__ import annotations

from sig.domain.errors import Conflict, InvalidParameter, SubscriptionNotFound
from sig.domain.names import is_guid, shown
from sig.domain.resource_id import ResourceId
from sig.service import documents
from sig.store import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sig.domain.access import Caller
    from sig.service.context import Context
    from sig.store import Store, View

CLOUD = "AzureCloud"
DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
DEFAULT_NAME = "sig"
DEFAULT_TENANT = "11111111-1111-1111-1111-111111111111"


def add(context: Context, name: str, subscription: str | None, tenant: str | None) -> dict[str, Any]:
    """Register a subscription. Raises Conflict when its name or ID is taken."""
    identifier = (subscription or context.new_guid()).lower()
    for guid in (identifier, tenant or DEFAULT_TENANT):
        if not is_guid(guid):
            raise InvalidParameter(
                f"'{shown(guid)}' is not a GUID such as {DEFAULT_TENANT}.", target="subscriptionId", rule="R114"
            )
    if not name.strip() or is_guid(name):
        raise InvalidParameter(
            f"'{shown(name)}' cannot name a subscription: a name is not empty and not a GUID.",
            target="name",
            rule="R114",
        )
    with context.store.writing() as tx:
        for known in _all(tx):
            if known["name"].casefold() == name.casefold() or known["id"] == identifier:
                raise Conflict(
                    f"Subscription '{known['name']}' ({known['id']}) exists already.",
                    target="subscriptionId",
                    rule="R115",
                )
        body = _body(identifier, name, (tenant or DEFAULT_TENANT).lower())
        tx.put(ResourceId.of_subscription(identifier), documents.wrap(body, context.clock.now()))
    return _entry(body, default="")


def listed(context: Context, default: str) -> list[dict[str, Any]]:
    """The subscriptions by name; ``default`` is the ID or name of the one that commands use."""
    with context.whole.reading() as view:
        known = _visible(view, context.caller)
        chosen = _find(known, default)
        ordered = sorted(known, key=lambda body: str(body["name"]).casefold())
        return [_entry(body, chosen, context.caller) for body in ordered]


def tenants(context: Context) -> list[str]:
    """The IDs of the tenants in which the caller has an object; for the owner, those of all subscriptions."""
    if context.caller is not None:
        return sorted(context.caller.memberships)
    with context.whole.reading() as view:
        return sorted({str(body["tenantId"]) for body in _all(view)})


def show(context: Context, default: str) -> dict[str, Any]:
    """The subscription of ``context``. Raises SubscriptionNotFound where it is not there for the caller."""
    with context.whole.reading() as view:
        visible = _visible(view, context.caller)
        known = {str(body["id"]): body for body in visible}
        if context.caller is not None and context.subscription not in known:
            raise _refuse_unknown(context.subscription, visible)
        body = known.get(context.subscription) or _implicit(context.subscription)
        return _entry(body, _find(visible, default), context.caller)


# Difference from Azure: Any GUID is a subscription. It need not be registered, unless strict is set; a name must be.
# Without --subscription it is 00000000-0000-0000-0000-000000000000.
def resolve(store: Store, text: str, *, strict: bool = False, caller: Caller | None = None) -> str:
    """The ID of the subscription with that name or ID.

    A GUID that is not registered is taken as a subscription of its own, unless ``strict``; to a ``caller`` others are
    there only where it has a role. Raises SubscriptionNotFound.
    """
    if is_guid(text) and (not strict or text == DEFAULT_SUBSCRIPTION):
        return text.lower()
    with store.reading() as view:
        known = _visible(view, caller)
        found = _find(known, text)
        if found:
            return found
    raise _refuse_unknown(text, known)


def named(context: Context, text: str) -> str:
    """As ``resolve``, another subscription than that of ``context``, for whoever asks in it."""
    return resolve(context.whole, text, strict=context.strict, caller=context.caller)


def home_tenant(store: Store, text: str) -> str:
    """The tenant of the subscription with that name or ID; the one of unregistered subscriptions if there is none."""
    with store.reading() as view:
        return tenant(view, _find(_all(view), text) or DEFAULT_SUBSCRIPTION)


def tenant(view: View, subscription: str) -> str:
    """The tenant of the subscription with that ID, registered or not."""
    document = documents.get(view, ResourceId.of_subscription(subscription))
    return str((documents.body(document) if document else _implicit(subscription))["tenantId"])


def locations(context: Context) -> list[dict[str, Any]]:
    """The regions of the public cloud, as ``az account list-locations`` shows them."""
    from sig.domain import regions

    subscription = ResourceId.of_subscription(context.subscription)
    return [
        {
            "displayName": region.display_name,
            "id": f"{subscription}/locations/{region.name}",
            "metadata": {
                "geography": region.geography,
                "pairedRegion": [{"name": region.paired}] if region.paired else [],
                "regionType": "Physical",
            },
            "name": region.name,
            "regionalDisplayName": f"({region.geography}) {region.display_name}",
            "type": "Region",
        }
        for region in regions.public_regions()
    ]


def _all(view: View) -> list[dict[str, Any]]:
    """The subscription that is always there, those that hold something, and those registered."""
    known = {guid: _implicit(guid) for guid in (DEFAULT_SUBSCRIPTION, *view.folders(ROOT, "subscriptions"))}
    for _, document in documents.each(view, ROOT, "subscriptions"):
        body = documents.body(document)
        known[body["id"]] = body
    return list(known.values())


def _visible(view: View, caller: Caller | None) -> list[dict[str, Any]]:
    """The subscriptions that are there for ``caller``: those in which it has a role. For the owner all are."""
    known = _all(view)
    if caller is None:
        return known
    from sig.service.authorization import visible_subscriptions

    seen = visible_subscriptions(view, caller, [body["id"] for body in known])
    return [body for body in known if body["id"] in seen]


def _implicit(guid: str) -> dict[str, Any]:
    return _body(guid, DEFAULT_NAME if guid == DEFAULT_SUBSCRIPTION else guid, DEFAULT_TENANT)


def _find(known: list[dict[str, Any]], text: str) -> str:
    wanted = text.casefold()
    return next((str(body["id"]) for body in known if wanted in (body["id"], str(body["name"]).casefold())), "")


def _refuse_unknown(text: str, known: Iterable[dict[str, Any]]) -> SubscriptionNotFound:
    names = ", ".join(f"'{body['name']}'" for body in known) or "none"
    return SubscriptionNotFound(
        f"The subscription of '{shown(text)}' doesn't exist in cloud '{CLOUD}'.",
        hint=f"Known subscriptions: {names}. Register one with: sig account add --name NAME.",
        rule="R113",
    )


def _body(identifier: str, name: str, tenant: str) -> dict[str, Any]:
    return {"id": identifier, "name": name, "tenantId": tenant, "state": "Enabled"}


def _entry(body: dict[str, Any], default: str, caller: Caller | None = None) -> dict[str, Any]:
    user = {"name": "sig", "type": "user"}
    if caller is not None:
        user = {"name": caller.client, "type": "servicePrincipal" if is_guid(caller.client) else "user"}
    return {
        "cloudName": CLOUD,
        "homeTenantId": body["tenantId"],
        "id": body["id"],
        "isDefault": body["id"] == default,
        "managedByTenants": [],
        "name": body["name"],
        "state": body["state"],
        "tenantId": body["tenantId"],
        "user": user,
    }
