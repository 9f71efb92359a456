"""``sig in-vm-access-control-profile create``"""

from __future__ import annotations

from sig.cli import shorthand, targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.in_vm_access_control_profile import AccessControlProfile, AccessControlProfileProperties
from sig.service import in_vm_access_control_profiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryOfProfile,
    name: opt.AccessProfile,
    os_type: opt.OsOfProfile = None,
    applicable_host_endpoint: opt.NewEndpoint = None,
    location: opt.Location = None,
    description: opt.Description = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Create an in-VM access control profile.

    Examples:
        sig in-vm-access-control-profile create -g images --gallery-name Contoso -n web-imds --os-type Linux \
            --applicable-host-endpoint IMDS
        sig in-vm-access-control-profile create -g images --gallery-name Contoso -n windows-wire --os-type Windows \
            --applicable-host-endpoint WireServer --description "What the agents may ask"
    """
    request = AccessControlProfile(
        location=location,
        properties=AccessControlProfileProperties(
            description=shorthand.text(description, "--description"),
            os_type=os_type,
            applicable_host_endpoint=applicable_host_endpoint,
        ),
    )
    identifier = targets.access_profile(resource_group, gallery_name, name)
    created = in_vm_access_control_profiles.create(context(), identifier, request)
    return None if no_wait else resource(created)
