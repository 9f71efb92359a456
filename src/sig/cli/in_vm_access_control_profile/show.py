"""``sig in-vm-access-control-profile show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import in_vm_access_control_profiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


# Difference from az: In-VM access control profiles are shown flat, as everything else is. az leaves their members below
# properties, but not those of their versions.
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    name: opt.AccessProfileOrIds = None,
    ids: opt.Ids = None,
    at: opt.At = None,
) -> Result | None:
    r"""Show an in-VM access control profile.

    Examples:
        sig in-vm-access-control-profile show -g images --gallery-name Contoso -n imds
        sig in-vm-access-control-profile show -g images --gallery-name Contoso -n imds \
            --query applicableHostEndpoint -o tsv
    """
    chosen = targets.access_profiles(ids, resource_group, gallery_name, name)
    then = context(at)
    return targets.each(chosen, lambda target: resource(in_vm_access_control_profiles.show(then, target)))
