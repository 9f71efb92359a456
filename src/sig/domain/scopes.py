"""Where roles are assigned: at a subscription, a resource group or a resource, and the IDs of what lies there."""

from __future__ import annotations

from sig.domain.errors import InvalidParameter, LinkedInvalidPropertyId
from sig.domain.names import is_guid, shown
from sig.domain.resource_id import ResourceId

AUTHORIZATION = "Microsoft.Authorization"
ASSIGNMENTS = "roleAssignments"
DEFINITIONS = "roleDefinitions"
ROOT = "/"

_MANAGEMENT_GROUPS = "/providers/microsoft.management/managementgroups"
_SUBSCRIPTION_PAIRS = 1
_GROUP_PAIRS = 2
_FORMS = (
    "It reads /subscriptions/{subscription}, /subscriptions/{subscription}/resourceGroups/{group}, or the ID of a "
    "resource."
)


# Difference from Azure: Roles are assigned in subscriptions only. The scope / and management groups, which lie above
# all subscriptions, are refused; assign the role at each subscription.
def parse(text: str, *, target: str = "scope") -> ResourceId:
    """The scope that ``text`` names. Raises InvalidParameter for what is none, or lies above subscriptions."""
    trimmed = text.strip()
    if trimmed == ROOT or trimmed.casefold().startswith(_MANAGEMENT_GROUPS):
        raise InvalidParameter(
            f"The scope '{shown(trimmed, 300)}' lies above subscriptions, and roles are assigned within one.",
            target=target,
            hint="Assign the role at each subscription: --scope /subscriptions/{subscription}.",
            rule="R335",
        )
    try:
        scope = ResourceId.parse(trimmed)
    except LinkedInvalidPropertyId:
        raise _refusal(text, target) from None
    if not is_guid(scope.subscription) or not _is_scope(scope):
        raise _refusal(text, target)
    return scope


def _is_scope(scope: ResourceId) -> bool:
    if len(scope.pairs) == _SUBSCRIPTION_PAIRS:
        return True
    is_in_group = scope.pairs[1][0].casefold() == "resourcegroups"
    return is_in_group and (len(scope.pairs) == _GROUP_PAIRS or (scope.type != "" and _has_provider(scope)))


def _has_provider(scope: ResourceId) -> bool:
    collection, namespace = scope.pairs[_GROUP_PAIRS]
    return collection.casefold() == "providers" and namespace.casefold() != AUTHORIZATION.casefold()


def _refusal(text: str, target: str) -> InvalidParameter:
    return InvalidParameter(
        f"Invalid scope: '{shown(text, 300)}' is not the ID of a subscription, resource group or resource.",
        target=target,
        hint=_FORMS,
        rule="R335",
    )


def identifier(scope: ResourceId, collection: str, name: str) -> ResourceId:
    """The ID of a role assignment or definition at ``scope``."""
    return scope.child("providers", AUTHORIZATION).child(collection, name)


def holder(subscription: str) -> ResourceId:
    """What holds the role assignments and definitions of a subscription in the store, whatever their scope."""
    return ResourceId.of_subscription(subscription).child("providers", AUTHORIZATION)


def is_kept_apart(identifier: ResourceId) -> bool:
    """Whether ``identifier`` is that of a role assignment or definition, which lies where ``place`` says."""
    return len(identifier.pairs) > _GROUP_PAIRS and (identifier.key[-2], identifier.key[-1][0]) in (
        (("providers", AUTHORIZATION.casefold()), ASSIGNMENTS.casefold()),
        (("providers", AUTHORIZATION.casefold()), DEFINITIONS.casefold()),
    )


def place(identifier: ResourceId) -> ResourceId:
    """Where the role assignment or definition with that ID lies in the store: those of a subscription side by side.

    A decision looks at the assignments of all scopes above a resource, a list at those of all scopes below one.
    """
    return holder(identifier.subscription).child(identifier.collection, identifier.name)


def scope_of(identifier: ResourceId) -> ResourceId:
    """The scope of the role assignment or definition with that ID."""
    return ResourceId(identifier.pairs[:-2])


def described(scope: ResourceId) -> str:
    """``gallery Contoso``, ``image definition ubuntu``, for a sentence."""
    called = _CALLED.get(scope.collection.casefold()) if len(scope.pairs) <= _GROUP_PAIRS else None
    return f"{called or _CALLED.get(scope.type.casefold(), scope.collection)} {scope.name}"


def assignable(resource: ResourceId) -> ResourceId:
    """The nearest scope at or above ``resource`` at which a role can be assigned: regions are none, for example."""
    scope = scope_of(resource) if is_kept_apart(resource) else resource
    return scope if _is_scope(scope) else ResourceId.of_subscription(resource.subscription)


_CALLED = {
    "subscriptions": "the subscription",
    "resourcegroups": "resource group",
    "microsoft.compute/galleries": "gallery",
    "microsoft.compute/galleries/images": "image definition",
    "microsoft.compute/galleries/images/versions": "image version",
    "microsoft.compute/galleries/applications": "application",
    "microsoft.compute/galleries/applications/versions": "application version",
    "microsoft.compute/galleries/invmaccesscontrolprofiles": "access control profile",
    "microsoft.compute/galleries/invmaccesscontrolprofiles/versions": "access control profile version",
}
