"""``sig in-vm-access-control-profile-version delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.asking import confirm
from sig.cli.session import context
from sig.service import in_vm_access_control_profile_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    profile_name: opt.AccessProfileAboveOrIds = None,
    profile_version: opt.AccessProfileVersionOrIds = None,
    ids: opt.Ids = None,
    yes: opt.Yes = False,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    r"""Delete a version of an in-VM access control profile.

    Examples:
        sig in-vm-access-control-profile-version delete -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0 --yes
        sig in-vm-access-control-profile-version delete -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.1.0 -y --no-wait
    """
    _ = no_wait
    confirm("Are you sure you want to perform this operation?", yes=yes)
    chosen = targets.access_profile_versions(ids, resource_group, gallery_name, profile_name, profile_version)
    for target in chosen:
        in_vm_access_control_profile_versions.delete(context(), target)
