"""``sig consumer list``"""

from __future__ import annotations

from sig.cli import everywhere, targets
from sig.cli.consumer.table import consumer_table
from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import consumers
from sig.service.paging import Listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId
    from sig.service.context import Context


def command(
    resource_group: opt.ResourceGroupFilter = None,
    gallery_name: opt.ConsumersOfGallery = None,
    gallery_image_definition: opt.ConsumersOfDefinition = None,
    gallery_image_version: opt.ConsumersOfVersion = None,
    all_subscriptions: opt.AllSubscriptions = False,
) -> Result:
    """List the VMs and scale sets that use a gallery, definition or version; of a group or the subscription without.

    The group is that of the galleries, not of those who use them.

    Examples:
        sig consumer list -g images -r Contoso -o table
        sig consumer list -g images -r Contoso -i ubuntu -e 1.0.0 --query "[].name" -o tsv
    """
    if all_subscriptions:
        if gallery_name or gallery_image_definition or gallery_image_version:
            raise UsageError(
                "incorrect usage: --all-subscriptions | --gallery-name",
                hint="Of a gallery all consumers are listed, whichever subscription they are in.",
            )
        found = everywhere.listed(lambda around: _of_group(around, resource_group))
        return Result(found.items, consumer_table)
    scope = _scope(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return Result(consumers.listed(context(), scope), consumer_table)


def _of_group(around: Context, group: str | None) -> Listing:
    return Listing(consumers.listed(around, around.group(group) if group else None))


def _scope(group: str | None, gallery: str | None, definition: str | None, version: str | None) -> ResourceId | None:
    if definition or version:
        return targets.images(None, group, gallery, definition, version)[0]
    if gallery:
        return targets.galleries(None, group, gallery)[0]
    return context().group(group) if group else None
