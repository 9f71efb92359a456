"""``sig channel show``"""

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
    name: opt.ChannelName,
) -> Result:
    """Show the version that a channel points at.

    Examples:
        sig channel show -g images -r Contoso -i ubuntu -n stable
        sig channel show -g images -r Contoso -i ubuntu -n stable --query versionId -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    return Result(channels.show(context(), definition, name))
