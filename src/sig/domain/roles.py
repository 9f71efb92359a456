"""Roles: which actions each allows, and the table of those that are built in."""

from __future__ import annotations

from sig.domain.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

BUILT_IN_TYPE = "BuiltInRole"
CUSTOM_TYPE = "CustomRole"
_ANYTHING = "*"


class Permission(NamedTuple):
    """What a role allows: what ``actions`` match and ``not_actions`` do not; ``*`` stands for any text, also for none.

    Data actions are about what resources contain. They are kept and shown, and no verb needs one.
    """

    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    not_data_actions: tuple[str, ...] = ()


class RoleDefinition(NamedTuple):
    """A role. ``id`` is its GUID, ``name`` what people call it, ``type`` BuiltInRole or CustomRole.

    ``assignable_scopes`` are the resource IDs at and below which it can be assigned, ``/`` for anywhere.
    """

    id: str
    name: str
    description: str
    permissions: tuple[Permission, ...]
    type: str = BUILT_IN_TYPE
    assignable_scopes: tuple[str, ...] = ("/",)


def allows(role: RoleDefinition, action: str) -> bool:
    """Whether ``role`` allows ``action``, ``Microsoft.Compute/galleries/read``; case counts for nothing."""
    return any(
        _any_matches(permission.actions, action) and not _any_matches(permission.not_actions, action)
        for permission in role.permissions
    )


def matches(pattern: str, action: str) -> bool:
    """Whether ``action`` is one of those that ``pattern`` means; ``*`` spans segments."""
    first, *rest = pattern.casefold().split(_ANYTHING)
    action = action.casefold()
    if not rest:
        return action == first
    *middle, last = rest
    if not action.startswith(first):
        return False
    at = len(first)
    for part in middle:  # each as early as it can stand leaves the most for the others
        found = action.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(action) - len(last) >= at and action.endswith(last)


def least(action: str) -> RoleDefinition | None:
    """The built-in role that allows ``action`` and the least besides; None where none does."""
    return next((role for role in _BY_RIGHTS if allows(role, action)), None)


def _any_matches(patterns: Iterable[str], action: str) -> bool:
    return any(matches(pattern, action) for pattern in patterns)


def _built_in(
    guid: str, name: str, description: str, actions: Iterable[str], but: Iterable[str] = ()
) -> RoleDefinition:
    permission = Permission(actions=tuple(actions), not_actions=tuple(but))
    return RoleDefinition(id=guid, name=name, description=description, permissions=(permission,))


# Source: SPEC §4.1, and Azure's list of built-in roles.
OWNER = _built_in(
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    "Owner",
    "Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.",
    ["*"],
)
CONTRIBUTOR = _built_in(
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "Contributor",
    "Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage "
    "assignments in Azure Blueprints, or share image galleries.",
    ["*"],
    [
        "Microsoft.Authorization/*/Delete",
        "Microsoft.Authorization/*/Write",
        "Microsoft.Authorization/elevateAccess/Action",
        "Microsoft.Blueprint/blueprintAssignments/write",
        "Microsoft.Blueprint/blueprintAssignments/delete",
        "Microsoft.Compute/galleries/share/action",
        "Microsoft.Purview/consents/write",
        "Microsoft.Purview/consents/delete",
        "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
        "Microsoft.Subscription/cancel/action",
        "Microsoft.Subscription/enable/action",
    ],
)
READER = _built_in(
    "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    "Reader",
    "View all resources, but does not allow you to make any changes.",
    ["*/read"],
)
SHARING_ADMIN = _built_in(
    "1ef6a3be-d0ac-425d-8c01-acb62866290b",
    "Compute Gallery Sharing Admin",
    "This role allows user to share gallery to another subscription/tenant or share it to the public.",
    ["Microsoft.Compute/galleries/share/action"],
)
ARTIFACTS_PUBLISHER = _built_in(
    "85a2d0d9-2eba-4c9c-b355-11c2cc0788ab",
    "Compute Gallery Artifacts Publisher",
    "This is the role for publishing gallery artifacts.",
    [
        "Microsoft.Compute/galleries/*",
        "Microsoft.Compute/locations/capsOperations/read",
        "Microsoft.Compute/locations/communityGalleries/*",
        "Microsoft.Compute/locations/sharedGalleries/*",
        "Microsoft.Compute/images/*",
        "Microsoft.Compute/virtualMachines/write",
        "Microsoft.Compute/disks/write",
        "Microsoft.Authorization/*/read",
        "Microsoft.Insights/alertRules/*",
        "Microsoft.Resources/deployments/*",
        "Microsoft.Resources/subscriptions/resourceGroups/read",
    ],
    ["Microsoft.Compute/galleries/share/action"],
)
IMAGE_READER = _built_in(
    "cf7c76d2-98a3-4358-a134-615aa78bf44d",
    "Compute Gallery Image Reader",
    "This is the role for reading gallery images.",
    ["Microsoft.Compute/galleries/images/read", "Microsoft.Compute/galleries/images/versions/read"],
)
USER_ACCESS_ADMINISTRATOR = _built_in(
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    "User Access Administrator",
    "Lets you manage user access to Azure resources.",
    ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
)
RBAC_ADMINISTRATOR = _built_in(
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    "Role Based Access Control Administrator",
    "Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage "
    "access using other ways, such as Azure Policy.",
    [
        "Microsoft.Authorization/roleAssignments/write",
        "Microsoft.Authorization/roleAssignments/delete",
        "*/read",
        "Microsoft.Support/*",
    ],
)
VIRTUAL_MACHINE_CONTRIBUTOR = _built_in(
    "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
    "Virtual Machine Contributor",
    "Lets you manage virtual machines, but not access to them, and not the virtual network or storage account they're "
    "connected to.",
    [
        "Microsoft.Authorization/*/read",
        "Microsoft.Compute/availabilitySets/*",
        "Microsoft.Compute/locations/*",
        "Microsoft.Compute/virtualMachines/*",
        "Microsoft.Compute/virtualMachineScaleSets/*",
        "Microsoft.Compute/cloudServices/*",
        "Microsoft.Compute/disks/write",
        "Microsoft.Compute/disks/read",
        "Microsoft.Compute/disks/delete",
        "Microsoft.Compute/hostgroups/write",
        "Microsoft.Compute/hostgroups/hosts/write",
        "Microsoft.DevTestLab/schedules/*",
        "Microsoft.Insights/alertRules/*",
        "Microsoft.Network/applicationGateways/backendAddressPools/join/action",
        "Microsoft.Network/loadBalancers/backendAddressPools/join/action",
        "Microsoft.Network/loadBalancers/inboundNatPools/join/action",
        "Microsoft.Network/loadBalancers/inboundNatRules/join/action",
        "Microsoft.Network/loadBalancers/probes/join/action",
        "Microsoft.Network/loadBalancers/read",
        "Microsoft.Network/locations/*",
        "Microsoft.Network/networkInterfaces/*",
        "Microsoft.Network/networkSecurityGroups/join/action",
        "Microsoft.Network/networkSecurityGroups/read",
        "Microsoft.Network/publicIPAddresses/join/action",
        "Microsoft.Network/publicIPAddresses/read",
        "Microsoft.Network/virtualNetworks/read",
        "Microsoft.Network/virtualNetworks/subnets/join/action",
        "Microsoft.RecoveryServices/locations/*",
        "Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write",
        "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/*/read",
        "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/read",
        "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/write",
        "Microsoft.RecoveryServices/Vaults/backupPolicies/read",
        "Microsoft.RecoveryServices/Vaults/backupPolicies/write",
        "Microsoft.RecoveryServices/Vaults/read",
        "Microsoft.RecoveryServices/Vaults/usages/read",
        "Microsoft.RecoveryServices/Vaults/write",
        "Microsoft.ResourceHealth/availabilityStatuses/read",
        "Microsoft.Resources/deployments/*",
        "Microsoft.Resources/subscriptions/resourceGroups/read",
        "Microsoft.SerialConsole/serialPorts/connect/action",
        "Microsoft.SqlVirtualMachine/*",
        "Microsoft.Storage/storageAccounts/listKeys/action",
        "Microsoft.Storage/storageAccounts/read",
        "Microsoft.Support/*",
    ],
)

_BY_RIGHTS = (
    SHARING_ADMIN,
    IMAGE_READER,
    READER,
    ARTIFACTS_PUBLISHER,
    VIRTUAL_MACHINE_CONTRIBUTOR,
    RBAC_ADMINISTRATOR,
    USER_ACCESS_ADMINISTRATOR,
    CONTRIBUTOR,
    OWNER,
)

BUILT_IN = {role.id: role for role in sorted(_BY_RIGHTS, key=lambda role: role.name)}
"""The built-in roles by their GUIDs, in order of their names."""
