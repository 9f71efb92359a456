"""``sig in-vm-access-control-profile update``"""

from __future__ import annotations

from sig.cli import generic_update, shorthand, targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.arm import replace
from sig.domain.in_vm_access_control_profile import AccessControlProfile
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
    applicable_host_endpoint: opt.Endpoint = None,
    description: opt.Description = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Update an in-VM access control profile: its endpoint, description and tags.

    Examples:
        sig in-vm-access-control-profile update -g images --gallery-name Contoso -n imds \
            --description "Who may ask for tokens"
        sig in-vm-access-control-profile update -g images --gallery-name Contoso -n unused \
            --applicable-host-endpoint WireServer --set tags.team=ops
    """
    changes = generic_update.collected(set_, add, remove, force_string=force_string)
    told = shorthand.text(description, "--description", nullable=True)

    def change(stored: AccessControlProfile) -> AccessControlProfile:
        properties = stored.properties
        if description is not None:
            properties = replace(properties, description=told)
        if applicable_host_endpoint is not None:
            properties = replace(properties, applicable_host_endpoint=applicable_host_endpoint)
        wanted = replace(stored, properties=properties)
        if not changes:
            return wanted
        return generic_update.changed(AccessControlProfile, wanted, changes, root="galleryInVMAccessControlProfile")

    chosen = targets.access_profiles(ids, resource_group, gallery_name, name)
    updated = targets.each(
        chosen, lambda target: resource(in_vm_access_control_profiles.update(context(), target, change))
    )
    return None if no_wait else updated
