"""The ARM action that each verb needs: what an authorisation failure names, and what a role allows."""

from sig.domain.errors import AuthorizationFailed
from sig.domain.names import shown
from sig.domain.resource_id import ResourceId

_GALLERIES = "Microsoft.Compute/galleries"
_IMAGES = f"{_GALLERIES}/images"
_VERSIONS = f"{_IMAGES}/versions"
_APPLICATIONS = f"{_GALLERIES}/applications"
_APPLICATION_VERSIONS = f"{_APPLICATIONS}/versions"
_PROFILES = f"{_GALLERIES}/inVMAccessControlProfiles"
_PROFILE_VERSIONS = f"{_PROFILES}/versions"
_SUBSCRIPTIONS = "Microsoft.Resources/subscriptions"
_GROUPS = f"{_SUBSCRIPTIONS}/resourceGroups"
_SHARED = "Microsoft.Compute/locations/sharedGalleries"
_COMMUNITY = "Microsoft.Compute/locations/communityGalleries"
_GRAPH = "Microsoft.ResourceGraph/resources/read"
_ASSIGNMENTS = "Microsoft.Authorization/roleAssignments"
_DEFINITIONS = "Microsoft.Authorization/roleDefinitions"
_TYPE = "{type}"  # stands for the type of the resource

# Verb, as users know it -> ARM action. An update is a PUT of the whole resource, and so is undelete; az asks the
# Resource Graph for the galleries of the community. Source: SERVICE-FACTS §3-4, §8; Azure's list of permissions.
ACTIONS = {
    "gallery create": f"{_GALLERIES}/write",
    "gallery show": f"{_GALLERIES}/read",
    "gallery list": f"{_GALLERIES}/read",
    "gallery update": f"{_GALLERIES}/write",
    "gallery delete": f"{_GALLERIES}/delete",
    "gallery show-shared": f"{_SHARED}/read",
    "gallery list-shared": f"{_SHARED}/read",
    "gallery show-community": f"{_COMMUNITY}/read",
    "gallery list-community": _GRAPH,
    "gallery tree": f"{_GALLERIES}/read",
    "image-definition create": f"{_IMAGES}/write",
    "image-definition show": f"{_IMAGES}/read",
    "image-definition list": f"{_IMAGES}/read",
    "image-definition update": f"{_IMAGES}/write",
    "image-definition delete": f"{_IMAGES}/delete",
    "image-definition show-shared": f"{_SHARED}/images/read",
    "image-definition list-shared": f"{_SHARED}/images/read",
    "image-definition show-community": f"{_COMMUNITY}/images/read",
    "image-definition list-community": f"{_COMMUNITY}/images/read",
    "image-version create": f"{_VERSIONS}/write",
    "image-version show": f"{_VERSIONS}/read",
    "image-version list": f"{_VERSIONS}/read",
    "image-version update": f"{_VERSIONS}/write",
    "image-version delete": f"{_VERSIONS}/delete",
    "image-version undelete": f"{_VERSIONS}/write",
    "image-version list-soft-deleted": f"{_GALLERIES}/softDeletedArtifactTypes/artifacts/versions/read",
    "image-version show-shared": f"{_SHARED}/images/versions/read",
    "image-version list-shared": f"{_SHARED}/images/versions/read",
    "image-version show-community": f"{_COMMUNITY}/images/versions/read",
    "image-version list-community": f"{_COMMUNITY}/images/versions/read",
    "image-version diff": f"{_VERSIONS}/read",
    "image-version latest": f"{_VERSIONS}/read",
    "image-version lineage": f"{_VERSIONS}/read",
    "image-version next": f"{_VERSIONS}/read",
    "image-version promote": f"{_VERSIONS}/write",
    "image-version prune": f"{_VERSIONS}/delete",
    "image-version restore": f"{_VERSIONS}/write",
    "image-version revoke": f"{_VERSIONS}/write",
    "image-version replication": f"{_VERSIONS}/read",
    "gallery-application create": f"{_APPLICATIONS}/write",
    "gallery-application show": f"{_APPLICATIONS}/read",
    "gallery-application list": f"{_APPLICATIONS}/read",
    "gallery-application update": f"{_APPLICATIONS}/write",
    "gallery-application delete": f"{_APPLICATIONS}/delete",
    "gallery-application version create": f"{_APPLICATION_VERSIONS}/write",
    "gallery-application version show": f"{_APPLICATION_VERSIONS}/read",
    "gallery-application version list": f"{_APPLICATION_VERSIONS}/read",
    "gallery-application version update": f"{_APPLICATION_VERSIONS}/write",
    "gallery-application version delete": f"{_APPLICATION_VERSIONS}/delete",
    "in-vm-access-control-profile create": f"{_PROFILES}/write",
    "in-vm-access-control-profile show": f"{_PROFILES}/read",
    "in-vm-access-control-profile list": f"{_PROFILES}/read",
    "in-vm-access-control-profile update": f"{_PROFILES}/write",
    "in-vm-access-control-profile delete": f"{_PROFILES}/delete",
    "in-vm-access-control-profile-version create": f"{_PROFILE_VERSIONS}/write",
    "in-vm-access-control-profile-version show": f"{_PROFILE_VERSIONS}/read",
    "in-vm-access-control-profile-version list": f"{_PROFILE_VERSIONS}/read",
    "in-vm-access-control-profile-version update": f"{_PROFILE_VERSIONS}/write",
    "in-vm-access-control-profile-version delete": f"{_PROFILE_VERSIONS}/delete",
    "share add": f"{_GALLERIES}/share/action",
    "share remove": f"{_GALLERIES}/share/action",
    "share reset": f"{_GALLERIES}/share/action",
    "share enable-community": f"{_GALLERIES}/share/action",
    "channel show": f"{_IMAGES}/read",
    "channel list": f"{_IMAGES}/read",
    "channel log": f"{_IMAGES}/read",
    "channel set": f"{_IMAGES}/write",
    "channel rollback": f"{_IMAGES}/write",
    "channel remove": f"{_IMAGES}/write",
    "identity assign": f"{_GALLERIES}/write",
    "identity remove": f"{_GALLERIES}/write",
    "identity show": f"{_GALLERIES}/read",
    "source add": f"{_TYPE}/write",
    "source show": f"{_TYPE}/read",
    "source list": f"{_GROUPS}/resources/read",
    "source remove": f"{_TYPE}/delete",
    "group create": f"{_GROUPS}/write",
    "group show": f"{_GROUPS}/read",
    "group list": f"{_GROUPS}/read",
    "group exists": f"{_GROUPS}/read",
    "group delete": f"{_GROUPS}/delete",
    "resource move": f"{_GROUPS}/moveResources/action",
    "lint": f"{_GALLERIES}/read",
    "role assignment create": f"{_ASSIGNMENTS}/write",
    "role assignment list": f"{_ASSIGNMENTS}/read",
    "role assignment delete": f"{_ASSIGNMENTS}/delete",
    "role definition list": f"{_DEFINITIONS}/read",
    "role definition show": f"{_DEFINITIONS}/read",
    "role definition create": f"{_DEFINITIONS}/write",
    "role definition update": f"{_DEFINITIONS}/write",
    "role definition delete": f"{_DEFINITIONS}/delete",
}


# Verbs that `sig` answers by itself from what resources say. No fault strikes them, and rights count all the same.
QUESTIONS = {
    "image-version check": f"{_VERSIONS}/write",
    "image-version check-deploy": f"{_VERSIONS}/read",
    "cost estimate": f"{_VERSIONS}/read",
    "usage list": "Microsoft.Compute/locations/usages/read",
    "access list": f"{_ASSIGNMENTS}/read",
}

# What a verb needs besides its action, over the same scope: it shows more than one kind of resource.
_ALSO = {
    "image-version prune": (f"{_VERSIONS}/read",),
    "access list": (f"{_GALLERIES}/read",),
    "channel show": (f"{_VERSIONS}/read",),
    "channel list": (f"{_VERSIONS}/read",),
    "channel log": (f"{_VERSIONS}/read",),
    "channel set": (f"{_VERSIONS}/read",),
    "channel rollback": (f"{_VERSIONS}/read",),
}
# The Resource Graph has no right of its own: who may look into the community may ask it.
_ASKED_AS = {"gallery list-community": f"{_COMMUNITY}/read"}

# Who has the action over nothing but a part of what is listed sees that part: of a group or a subscription always, of
# what holds the listed ones (the second set) where there is such a part.
OVERVIEWS = frozenset(
    {"gallery list", "gallery tree", "lint", "group list", "source list", "cost estimate", "role assignment list"}
)
NESTED_LISTS = frozenset(
    {
        "image-definition list",
        "image-version list",
        "gallery-application list",
        "gallery-application version list",
        "in-vm-access-control-profile list",
        "in-vm-access-control-profile-version list",
        "role assignment list",
    }
)

_NESTED_TYPES = (_IMAGES, _VERSIONS, _APPLICATIONS, _APPLICATION_VERSIONS, _PROFILES, _PROFILE_VERSIONS)
RECURSIVE_DELETE = (f"{_GALLERIES}/read", *(f"{kind}/{verb}" for kind in _NESTED_TYPES for verb in ("read", "delete")))
"""What deleting a gallery with all that is in it needs besides, over the gallery."""

# Type of what a resource is made from or given -> what who makes it needs over that. Source: SPEC §4.1; Azure's list
# of permissions.
_OF_SOURCES = {
    "microsoft.compute/virtualmachines": "Microsoft.Compute/virtualMachines/write",
    "microsoft.compute/disks": "Microsoft.Compute/disks/write",
    "microsoft.compute/snapshots": "Microsoft.Compute/snapshots/write",
    "microsoft.compute/images": "Microsoft.Compute/images/read",
    "microsoft.compute/galleries/images/versions": f"{_VERSIONS}/read",
    "microsoft.compute/diskencryptionsets": "Microsoft.Compute/diskEncryptionSets/read",
    "microsoft.storage/storageaccounts": "Microsoft.Storage/storageAccounts/listKeys/action",
    "microsoft.managedidentity/userassignedidentities": (
        "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"
    ),
}

# Verbs that name no resource, or only what who asks may know, or that are said as another one: anybody may use them.
OPEN = frozenset(
    {
        "account list",
        "account list-locations",
        "account set",
        "account show",
        "batch",
        "completion",
        "config get",
        "config list",
        "config set",
        "config unset",
        "configure",
        "explain",
        "replica plan",
        "resource delete",
        "resource show",
        "shim env",
        "shim install",
        "version",
    }
)
# Nouns whose services decide themselves: of directories, and of access, which is asked about somebody.
_OPEN_NOUNS = frozenset({"access", "ad"})


# Difference from Azure: Commands of sig alone are the owner's. Those without an action in Azure, as sig store, log,
# undo, clock, fault, consumer and --at, are refused to everybody who is named with --as, whatever their roles.
def check_open(verb: str, client: str) -> None:
    """Raises AuthorizationFailed where no role allows ``verb``, as users know it: it is the owner's alone."""
    noun = verb.partition(" ")[0]
    if verb in ACTIONS or verb in QUESTIONS or verb in OPEN or noun in _OPEN_NOUNS or verb.endswith(" wait"):
        return
    raise refuse_owners(f"'{verb}'", client)


def refuse_owners(what: str, client: str) -> AuthorizationFailed:
    """The refusal of ``what`` is for the owner of the store alone."""
    return AuthorizationFailed(
        f"{what} is for the owner of the store: the client '{shown(client)}' cannot be given a role for it.",
        hint="Run it without --as and SIG_PRINCIPAL.",
        rule="R315",
    )


def action(verb: str, resource: ResourceId) -> str:
    """What ``verb`` on ``resource`` needs, ``Microsoft.Compute/galleries/images/versions/write``."""
    return ACTIONS[verb].replace(_TYPE, resource.type)


def needed(verb: str, scope: ResourceId) -> tuple[str, ...]:
    """All actions that ``verb`` needs over ``scope``, its own first."""
    own = _ASKED_AS.get(verb) or QUESTIONS.get(verb) or action(verb, scope)
    return (own, *_ALSO.get(verb, ()))


def of_source(resource: ResourceId) -> tuple[str, ResourceId] | None:
    """The action that making a version from ``resource`` needs, and its scope; None for no kind of source."""
    if resource.type.casefold().startswith("microsoft.storage/storageaccounts/"):
        resource = resource.top  # a blob is read with the keys of its account
    found = _OF_SOURCES.get(resource.type.casefold())
    return None if found is None else (found, resource)


def type_of(identifier: ResourceId) -> str:
    """The type of any ID, ``Microsoft.Resources/subscriptions/resourceGroups`` for a group's; "" for what has none."""
    collections = [collection.casefold() for collection, _ in identifier.pairs]
    if "providers" in collections:
        at = len(collections) - 1 - collections[::-1].index("providers")
        return "/".join([identifier.pairs[at][1], *(collection for collection, _ in identifier.pairs[at + 1 :])])
    return {("subscriptions",): _SUBSCRIPTIONS, ("subscriptions", "resourcegroups"): _GROUPS}.get(
        tuple(collections), ""
    )
