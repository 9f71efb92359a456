"""``sig image-definition wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    ids: opt.Ids = None,
    created: opt.Created = False,
    updated: opt.Updated = False,
    deleted: opt.Deleted = False,
    exists: opt.Exists = False,
    custom: opt.Custom = None,
    interval: opt.Interval = 30,
    timeout: opt.Timeout = 3600,
) -> Result | None:
    """Wait until a condition of an image definition holds.

    Examples:
        sig image-definition wait -g images -r Contoso -i ubuntu --created
        sig image-definition wait -g images -r Contoso -i gone --deleted
    """
    conditions = Conditions(
        created=created,
        updated=updated,
        deleted=deleted,
        exists=exists,
        custom=custom,
        interval=interval,
        timeout=timeout,
    )
    chosen = targets.definitions(ids, resource_group, gallery_name, gallery_image_definition)
    return targets.each(
        chosen,
        lambda target: wait(lambda: image_definitions.show(context(), target), conditions, context().clock),
    )
