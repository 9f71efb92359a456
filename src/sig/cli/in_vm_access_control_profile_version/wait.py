"""``sig in-vm-access-control-profile-version wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import in_vm_access_control_profile_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryOfProfileOrIds = None,
    profile_name: opt.AccessProfileAboveOrIds = None,
    profile_version: opt.AccessProfileVersionOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
) -> Result | None:
    r"""Wait until a condition of a version of an in-VM access control profile holds.

    Examples:
        sig in-vm-access-control-profile-version wait -g images --gallery-name Contoso --profile-name imds \
            --version-name 1.0.0 --created
        sig in-vm-access-control-profile-version wait -g images --gallery-name Contoso --profile-name imds \
            --version-name 9.9.9 --deleted
    """
    chosen = targets.access_profile_versions(ids, resource_group, gallery_name, profile_name, profile_version)
    return targets.each(
        chosen,
        lambda target: wait(
            lambda: in_vm_access_control_profile_versions.show(context(), target), conditions, context().clock
        ),
    )
