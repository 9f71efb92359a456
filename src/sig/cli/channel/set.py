"""``sig channel set``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
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
    gallery_image_version: opt.Version,
    force: opt.ForceChannel = False,
) -> Result:
    """Point a channel at an image version; the tag sig-channel-NAME of the definition says it to az too.

    Examples:
        sig channel set -g images -r Contoso -i ubuntu -n stable -e 1.1.0
        sig channel set -g images -r Contoso -i ubuntu -n canary -e 1.1.0 --query version -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    return Result(channels.point(context(), definition, name, gallery_image_version, force=force))
