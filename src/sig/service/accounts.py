"""Subscriptions: several live in one store, and one of them is there from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain.errors import Conflict, InvalidParameter, SubscriptionNotFound
from sig.domain.names import is_guid, shown
from sig.domain.resource_id import ResourceId
from sig.service import documents
from sig.store import ROOT

if TYPE_CHECKING:
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
    with context.store.reading() as view:
        chosen = _find(view, default)
        return [_entry(body, chosen) for body in sorted(_all(view), key=lambda body: str(body["name"]).casefold())]


def show(context: Context, default: str) -> dict[str, Any]:
    """The subscription of ``context``."""
    with context.store.reading() as view:
        chosen = _find(view, default)
        known = {str(body["id"]): body for body in _all(view)}
        body = known.get(context.subscription) or _implicit(context.subscription)
        return _entry(body, chosen)


# Difference from Azure: Any GUID is a subscription. It need not be registered, unless strict is set; a name must be.
# Without --subscription it is 00000000-0000-0000-0000-000000000000.
def resolve(store: Store, text: str, *, strict: bool = False) -> str:
    """The ID of the subscription with that name or ID.

    A GUID that is not registered is taken as a subscription of its own, unless ``strict``.
    Raises SubscriptionNotFound.
    """
    if is_guid(text) and (not strict or text == DEFAULT_SUBSCRIPTION):
        return text.lower()
    with store.reading() as view:
        found = _find(view, text)
        if found:
            return found
        names = ", ".join(f"'{body['name']}'" for body in _all(view))
    raise SubscriptionNotFound(
        f"The subscription of '{shown(text)}' doesn't exist in cloud '{CLOUD}'.",
        hint=f"Known subscriptions: {names}. Register one with: sig account add --name NAME.",
        rule="R113",
    )


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


def _implicit(guid: str) -> dict[str, Any]:
    return _body(guid, DEFAULT_NAME if guid == DEFAULT_SUBSCRIPTION else guid, DEFAULT_TENANT)


def _find(view: View, text: str) -> str:
    wanted = text.casefold()
    return next((str(body["id"]) for body in _all(view) if wanted in (body["id"], str(body["name"]).casefold())), "")


def _body(identifier: str, name: str, tenant: str) -> dict[str, Any]:
    return {"id": identifier, "name": name, "tenantId": tenant, "state": "Enabled"}


def _entry(body: dict[str, Any], default: str) -> dict[str, Any]:
    return {
        "cloudName": CLOUD,
        "homeTenantId": body["tenantId"],
        "id": body["id"],
        "isDefault": body["id"] == default,
        "managedByTenants": [],
        "name": body["name"],
        "state": body["state"],
        "tenantId": body["tenantId"],
        "user": {"name": "sig", "type": "user"},
    }
