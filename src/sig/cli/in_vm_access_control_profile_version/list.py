"""``sig in-vm-access-control-profile-version list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import in_vm_access_control_profile_versions
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryOfProfile,
    profile_name: opt.AccessProfileAbove,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    r"""List the versions of an in-VM access control profile, lowest number first.

    Examples:
        sig in-vm-access-control-profile-version list -g images --gallery-name Contoso --profile-name imds -o table
        sig in-vm-access-control-profile-version list -g images --gallery-name Contoso --profile-name imds \
            --query "[?mode=='Enforce'].name" -o tsv
    """
    profile = targets.access_profile(resource_group, gallery_name, profile_name)
    page = Page(limit=max_items, token=next_token)
    return listing(in_vm_access_control_profile_versions.listed(context(at), profile, page))
