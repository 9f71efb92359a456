"""``sig image-definition delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    ids: opt.Ids = None,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete an image definition that has no versions.

    Examples:
        sig image-definition delete -g images -r Contoso -i empty
        sig image-definition delete -g images -r Contoso -i empty --no-wait
    """
    _ = no_wait
    chosen = targets.definitions(ids, resource_group, gallery_name, gallery_image_definition)
    for target in chosen:
        image_definitions.delete(context(), target)
