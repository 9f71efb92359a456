"""Resource groups, what lies in them, and their locks on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sig.domain import list_filter
from sig.domain.arm import ArmObject, arm
from sig.server.exchange import Answer
from sig.server.resources import listing
from sig.server.routing import GROUP_PATH, SUBSCRIPTION_PATH, route
from sig.service import groups, resource_lists

if TYPE_CHECKING:
    from sig.server.exchange import Call

_ROOT = "resourceGroup"
_GROUPS_PATH = f"{SUBSCRIPTION_PATH}/resourceGroups"
_LOCKS = "providers/Microsoft.Authorization/locks"
_OK, _CREATED, _NO_CONTENT, _ABSENT = 200, 201, 204, 404


@arm
class ResourceGroup(ArmObject):
    """What a request says of a group."""

    location: str
    tags: dict[str, str] | None = None


@arm
class GroupPatch(ArmObject):
    """What a request changes of a group."""

    tags: dict[str, str] | None = None


@route(
    "PUT",
    GROUP_PATH,
    operation="ResourceGroups_CreateOrUpdate",
    verb="group create",
    summary="Register a resource group, or change its tags.",
    body=ResourceGroup,
)
def put(call: Call) -> Answer:
    request = call.read(ResourceGroup, _ROOT)
    written = groups.put(call.context, call["group"], request.location, request.tags)
    return Answer(_CREATED if written.is_new else _OK, _shown(written.body))


@route(
    "PATCH",
    GROUP_PATH,
    operation="ResourceGroups_Update",
    verb="group create",
    summary="Change the tags of a resource group.",
    body=GroupPatch,
)
def patch(call: Call) -> Answer:
    tags = call.read(GroupPatch, _ROOT).tags
    if tags is None:
        return Answer(body=_shown(groups.found(call.context, call["group"])))
    return Answer(body=_shown(groups.set_tags(call.context, call["group"], tags)))


@route("GET", GROUP_PATH, operation="ResourceGroups_Get", verb="group show", summary="A resource group.")
def show(call: Call) -> Answer:
    return Answer(body=_shown(groups.found(call.context, call["group"])))


@route(
    "HEAD",
    GROUP_PATH,
    operation="ResourceGroups_CheckExistence",
    verb="group exists",
    summary="Whether there is such a resource group.",
)
def check(call: Call) -> Answer:
    return Answer(_NO_CONTENT if groups.exists(call.context, call["group"]) else _ABSENT)


# Difference from Azure: A resource group is deleted at once. Azure answers 202 and takes its time.
@route(
    "DELETE",
    GROUP_PATH,
    operation="ResourceGroups_Delete",
    verb="group delete",
    summary="Delete a resource group and all that is in it.",
)
def delete(call: Call) -> Answer:
    groups.delete(call.context, call["group"])
    return Answer(_OK)


@route("GET", _GROUPS_PATH, operation="ResourceGroups_List", verb="group list", summary="The resource groups.")
def listed(call: Call) -> Answer:
    wanted = list_filter.parse(call.asked("$filter"), list_filter.GROUP_MEMBERS)
    return listing(call, groups.listed_all(call.context, call.page(), wanted.accepts), _shown)


@route(
    "GET",
    f"{GROUP_PATH}/resources",
    operation="Resources_ListByResourceGroup",
    summary="The resources of a resource group.",
)
def list_in_group(call: Call) -> Answer:
    return _resources(call, call["group"])


@route(
    "GET", f"{SUBSCRIPTION_PATH}/resources", operation="Resources_List", summary="The resources of the subscription."
)
def list_in_subscription(call: Call) -> Answer:
    return _resources(call, None)


# Difference from Azure: There are no locks. Their lists are empty, for clients that look before they delete.
@route(
    "GET",
    f"{GROUP_PATH}/{_LOCKS}",
    operation="ManagementLocks_ListAtResourceGroupLevel",
    summary="The locks of a resource group: none.",
)
def list_locks_of_group(call: Call) -> Answer:
    groups.found(call.context, call["group"])
    return Answer(body={"value": []})


@route(
    "GET",
    f"{SUBSCRIPTION_PATH}/{_LOCKS}",
    operation="ManagementLocks_ListAtSubscriptionLevel",
    summary="The locks of the subscription: none.",
)
def list_locks(call: Call) -> Answer:  # noqa: ARG001 - every handler is given its call
    return Answer(body={"value": []})


def _resources(call: Call, group: str | None) -> Answer:
    wanted = list_filter.parse(call.asked("$filter"), list_filter.RESOURCE_MEMBERS)
    return listing(call, resource_lists.listed(call.context, group, wanted, call.page()), lambda item: item)


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    """The group as ARM has it: what is unset is not there."""
    members = ("id", "name", "type", "location", "tags", "properties")
    return {name: body[name] for name in members if body.get(name) is not None}
