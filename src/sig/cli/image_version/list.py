"""``sig image-version list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, asks_only_for, listing
from sig.cli.session import context
from sig.service import image_versions
from sig.service.paging import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.DefinitionOfList,
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
    at: opt.At = None,
) -> Result:
    """List the versions of an image definition, lowest number first.

    Examples:
        sig image-version list -g images -r Contoso -i ubuntu -o table
        sig image-version list -g images -r Contoso -i ubuntu --query "[-1].name" -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    # Who asks for numbers alone is answered without opening a version, and so without noticing a damaged one.
    listed = image_versions.listed_names if asks_only_for("name") else image_versions.listed
    return listing(listed(context(at), definition, Page(limit=max_items, token=next_token)))
