"""``sig in-vm-access-control-profile-version show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import in_vm_access_control_profile_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    profile_name: opt.AccessProfileAboveOrIds = None,
    profile_version: opt.AccessProfileVersionOrIds = None,
    ids: opt.Ids = None,
    at: opt.At = None,
) -> Result | None:
    r"""Show a version of an in-VM access control profile, and how it is copied to its regions.

    Examples:
        sig in-vm-access-control-profile-version show -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0
        sig in-vm-access-control-profile-version show -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0 --query replicationStatus.summary -o table
    """
    chosen = targets.access_profile_versions(ids, resource_group, gallery_name, profile_name, profile_version)
    then = context(at)
    return targets.each(chosen, lambda target: resource(in_vm_access_control_profile_versions.show(then, target)))
