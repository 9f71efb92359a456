"""``sig in-vm-access-control-profile wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import in_vm_access_control_profiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    name: opt.AccessProfileOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
) -> Result | None:
    """Wait until a condition of an in-VM access control profile holds.

    Examples:
        sig in-vm-access-control-profile wait -g images --gallery-name Contoso -n imds --created
        sig in-vm-access-control-profile wait -g images --gallery-name Contoso -n gone --deleted
    """
    chosen = targets.access_profiles(ids, resource_group, gallery_name, name)
    return targets.each(
        chosen,
        lambda target: wait(lambda: in_vm_access_control_profiles.show(context(), target), conditions, context().clock),
    )
