"""``sig in-vm-access-control-profile delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.asking import confirm
from sig.cli.session import context
from sig.service import in_vm_access_control_profiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    name: opt.AccessProfileOrIds = None,
    ids: opt.Ids = None,
    yes: opt.Yes = False,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete an in-VM access control profile that has no versions.

    Examples:
        sig in-vm-access-control-profile delete -g images --gallery-name Contoso -n unused --yes
        sig in-vm-access-control-profile delete -g images --gallery-name Contoso -n unused -y --no-wait
    """
    _ = no_wait
    confirm("Are you sure you want to perform this operation?", yes=yes)
    chosen = targets.access_profiles(ids, resource_group, gallery_name, name)
    for target in chosen:
        in_vm_access_control_profiles.delete(context(), target)
