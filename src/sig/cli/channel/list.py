"""``sig channel list``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import channels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
) -> Result:
    """List the channels of an image definition.

    Examples:
        sig channel list -g images -r Contoso -i ubuntu -o table
        sig channel list -g images -r Contoso -i ubuntu --query "[?revoked].name" -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    return Result(channels.listed(context(), definition))
