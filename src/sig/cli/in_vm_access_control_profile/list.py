"""``sig in-vm-access-control-profile list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import in_vm_access_control_profiles
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryOfProfile,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    """List the in-VM access control profiles of a gallery.

    Examples:
        sig in-vm-access-control-profile list -g images --gallery-name Contoso -o table
        sig in-vm-access-control-profile list -g images --gallery-name Contoso --query "[?osType=='Linux'].name" -o tsv
    """
    gallery = targets.gallery(resource_group, gallery_name)
    page = Page(limit=max_items, token=next_token)
    return listing(in_vm_access_control_profiles.listed(context(at), gallery, page))
