"""``sig image-definition show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    ids: opt.Ids = None,
    at: opt.At = None,
) -> Result | None:
    """Show an image definition.

    Examples:
        sig image-definition show -g images -r Contoso -i ubuntu
        sig image-definition show -g images -r Contoso -i ubuntu --query identifier -o yaml
    """
    chosen = targets.definitions(ids, resource_group, gallery_name, gallery_image_definition)
    then = context(at)
    return targets.each(chosen, lambda target: resource(image_definitions.show(then, target)))
