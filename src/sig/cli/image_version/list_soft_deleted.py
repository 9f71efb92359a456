"""``sig image-version list-soft-deleted``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, listing
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
    artifact_type: opt.ArtifactType = "Images",
    max_items: opt.MaxItems = None,
    next_token: opt.NextToken = None,
) -> Result:
    """List the soft-deleted versions of an image definition.

    Examples:
        sig image-version list-soft-deleted -g images -r Soft -i ubuntu
        sig image-version list-soft-deleted -g images -r Soft -i ubuntu --query "[].name" -o tsv
    """
    # Images are the only artifacts that can be soft-deleted.
    _ = artifact_type
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    page = Page(limit=max_items, token=next_token)
    return listing(image_versions.list_soft_deleted(context(), definition, page))
