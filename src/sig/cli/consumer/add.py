"""``sig consumer add``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.consumer import naming
from sig.cli.consumer.table import consumer_table
from sig.cli.grammar import UsageError
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain.consumers import consumer
from sig.domain.resource_id import ResourceId
from sig.service import consumers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupFilter = None,
    vm: opt.Vm = None,
    vmss: opt.VmScaleSet = None,
    image: opt.UsedImage = None,
    gallery_name: opt.UsedGallery = None,
    gallery_image_definition: opt.UsedDefinition = None,
    gallery_image_version: opt.UsedVersion = None,
    location: opt.ConsumerRegion = None,
    instances: opt.Instances = None,
) -> Result:
    """Record that a VM or scale set uses an image version, or the latest one of a definition.

    Examples:
        sig consumer add -g images --vm web-2 -r Contoso -i ubuntu -e 1.0.0
        sig consumer add -g images --vmss shop -r Contoso -i ubuntu -l westus --instances 40
    """
    user = naming.one(resource_group, vm, vmss)
    if (image is None) == (gallery_name is None and gallery_image_definition is None):
        raise UsageError(
            "usage error: give the image either as --image or by -r and -i.",
            hint="Add -e for a version; without it the latest in the region is meant.",
        )
    if image is not None:
        used = ResourceId.parse(image, target="imageReference.id")
    else:
        used = targets.images(None, resource_group, gallery_name, gallery_image_definition, gallery_image_version)[0]
    recorded = consumers.add(context(), consumer(user, used, location=location or "", instances=instances))
    return Result(recorded, consumer_table)
