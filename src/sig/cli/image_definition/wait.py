"""``sig image-definition wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
) -> Result | None:
    """Wait until a condition of an image definition holds.

    Examples:
        sig image-definition wait -g images -r Contoso -i ubuntu --created
        sig image-definition wait -g images -r Contoso -i gone --deleted
    """
    chosen = targets.definitions(ids, resource_group, gallery_name, gallery_image_definition)
    return targets.each(
        chosen,
        lambda target: wait(lambda: image_definitions.show(context(), target), conditions, context().clock),
    )
