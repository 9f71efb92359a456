"""``sig channel remove``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import channels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    name: opt.ChannelName,
) -> None:
    """Take a channel away; its history stays.

    Examples:
        sig channel remove -g images -r Contoso -i ubuntu -n canary
        sig channel remove -g images -r Contoso -i ubuntu -n stable
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    channels.remove(context(), definition, name)
