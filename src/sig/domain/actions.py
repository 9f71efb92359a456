"""The ARM action that each verb needs: what an authorisation failure names, and what a role allows."""

from sig.domain.resource_id import ResourceId

_GALLERIES = "Microsoft.Compute/galleries"
_IMAGES = f"{_GALLERIES}/images"
_VERSIONS = f"{_IMAGES}/versions"
_APPLICATIONS = f"{_GALLERIES}/applications"
_APPLICATION_VERSIONS = f"{_APPLICATIONS}/versions"
_PROFILES = f"{_GALLERIES}/inVMAccessControlProfiles"
_PROFILE_VERSIONS = f"{_PROFILES}/versions"
_GROUPS = "Microsoft.Resources/subscriptions/resourceGroups"
_SHARED = "Microsoft.Compute/locations/sharedGalleries"
_COMMUNITY = "Microsoft.Compute/locations/communityGalleries"
_GRAPH = "Microsoft.ResourceGraph/resources/read"
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
    "lint": f"{_GALLERIES}/read",
}


def action(verb: str, resource: ResourceId) -> str:
    """What ``verb`` on ``resource`` needs, ``Microsoft.Compute/galleries/images/versions/write``."""
    return ACTIONS[verb].replace(_TYPE, resource.type)
