"""``sig channel log``"""

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
    """List where a channel has pointed, the newest move first.

    Examples:
        sig channel log -g images -r Contoso -i ubuntu -n stable -o table
        sig channel log -g images -r Contoso -i ubuntu -n stable --query "[0].at" -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    return Result(channels.log(context(), definition, name))
