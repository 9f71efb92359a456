"""``sig channel rollback``"""

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
) -> Result:
    """Point a channel at the version before; twice leads two versions back. What is revoked since is passed over.

    Examples:
        sig channel rollback -g images -r Contoso -i ubuntu -n stable
        sig channel rollback -g images -r Contoso -i ubuntu -n stable --query version -o tsv
    """
    definition = targets.definition(resource_group, gallery_name, gallery_image_definition)
    return Result(channels.roll_back(context(), definition, name))
