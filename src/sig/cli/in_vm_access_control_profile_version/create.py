"""``sig in-vm-access-control-profile-version create``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.following import awaited
from sig.cli.in_vm_access_control_profile_version.request import rules_of, target_locations
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.in_vm_access_control_profile_version import (
    AccessControlProfileVersion,
    AccessControlVersionProperties,
)
from sig.service import in_vm_access_control_profile_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryOfProfile,
    profile_name: opt.AccessProfileAbove,
    profile_version: opt.AccessProfileVersion,
    mode: opt.AccessMode,
    default_access: opt.DefaultAccess,
    rules: opt.AccessRules = None,
    location: opt.Location = None,
    target_regions: opt.TargetLocations = None,
    exclude_from_latest: opt.ExcludeFromLatest = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Create a version of an in-VM access control profile.

    Examples:
        sig in-vm-access-control-profile-version create -g images --gallery-name Contoso --profile-name imds \
            --version-name 2.0.0 --mode Audit --default-access Allow --target-regions eastus westus
        sig in-vm-access-control-profile-version create -g images --gallery-name Contoso --profile-name imds \
            --version-name 2.1.0 --mode Enforce --default-access Deny \
            --rules "privileges=[{name:tokens,path:/metadata/identity/oauth2/token}]" \
            "roles=[{name:asker,privileges:[tokens]}]" "identities=[{name:agent,exe-path:/usr/bin/agent}]" \
            "role-assignments=[{role:asker,identities:[agent]}]"
    """
    request = AccessControlProfileVersion(
        location=location,
        properties=AccessControlVersionProperties(
            mode=mode,
            default_access=default_access,
            rules=rules_of(rules),
            target_locations=target_locations(target_regions),
            exclude_from_latest=exclude_from_latest,
        ),
    )
    identifier = targets.access_profile_version(resource_group, gallery_name, profile_name, profile_version)
    created = in_vm_access_control_profile_versions.create(context(), identifier, request)
    return None if no_wait else resource(awaited(context(), created, in_vm_access_control_profile_versions.finished))
