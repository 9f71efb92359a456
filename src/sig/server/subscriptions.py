"""Subscriptions, tenants and regions on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.server.exchange import Answer
from sig.server.routing import SUBSCRIPTION_PATH, route
from sig.service import accounts

if TYPE_CHECKING:
    from sig.server.exchange import Call

_POLICIES = {
    "locationPlacementId": "Public_2014-09-01",
    "quotaId": "PayAsYouGo_2014-09-01",
    "spendingLimit": "Off",
}


@route("GET", "/subscriptions", operation="Subscriptions_List", verb="account list", summary="The subscriptions.")
def listed(call: Call) -> Answer:
    found = accounts.listed(call.context, call.context.subscription)
    return Answer(body={"value": [_shown(account) for account in found]})


@route("GET", SUBSCRIPTION_PATH, operation="Subscriptions_Get", verb="account show", summary="A subscription.")
def show(call: Call) -> Answer:
    return Answer(body=_shown(accounts.show(call.context, call.context.subscription)))


@route(
    "GET",
    f"{SUBSCRIPTION_PATH}/locations",
    operation="Subscriptions_ListLocations",
    verb="account list-locations",
    summary="The regions.",
)
def list_locations(call: Call) -> Answer:
    return Answer(body={"value": [_region(location) for location in accounts.locations(call.context)]})


@route("GET", "/tenants", operation="Tenants_List", summary="The tenants of who asks.")
def list_tenants(call: Call) -> Answer:
    return Answer(body={"value": [_tenant(name) for name in accounts.tenants(call.context)]})


def _shown(account: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"/subscriptions/{account['id']}",
        "authorizationSource": "RoleBased",
        "managedByTenants": account["managedByTenants"],
        "subscriptionId": account["id"],
        "tenantId": account["tenantId"],
        "displayName": account["name"],
        "state": account["state"],
        "subscriptionPolicies": _POLICIES,
    }


def _region(location: dict[str, Any]) -> dict[str, Any]:
    holder = location["id"].rpartition("/")[0]
    paired = [{**pair, "id": f"{holder}/{pair['name']}"} for pair in location["metadata"]["pairedRegion"]]
    return {**location, "metadata": {**location["metadata"], "pairedRegion": paired}}


def _tenant(identifier: str) -> dict[str, Any]:
    domain = f"{identifier}.onmicrosoft.com"
    return {
        "id": f"/tenants/{identifier}",
        "tenantId": identifier,
        "displayName": identifier,
        "defaultDomain": domain,
        "domains": [domain],
        "tenantCategory": "Home",
        "tenantType": "AAD",
    }
