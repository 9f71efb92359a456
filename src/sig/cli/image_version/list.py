"""``sig image-version list``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sig.cli import targets
from sig.cli.printing import Result, listing
from sig.cli.session import context
from sig.service import image_versions
from sig.service.paging import Page

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
    return listing(image_versions.listed(context(at), definition, Page(limit=max_items, token=next_token)))
