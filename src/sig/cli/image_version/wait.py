"""``sig image-version wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.domain.regions import require
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
    expand: opt.Expand = None,
    region: opt.ReplicatedIn = None,
) -> Result | None:
    """Wait until a condition of an image version holds.

    Examples:
        sig image-version wait -g images -r Contoso -i ubuntu -e 1.0.0 --created
        sig image-version wait -g images -r Contoso -i ubuntu -e 9.9.9 --deleted --interval 5
        sig image-version wait -g images -r Contoso -i ubuntu -e 1.0.0 --region westus
    """
    if region is not None:
        place = require(region, "Microsoft.Compute/galleries/images/versions", target="--region")
        conditions = conditions._replace(region=place)
    with_status = expand == "ReplicationStatus" or region is not None
    chosen = targets.versions(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version_name)
    return targets.each(
        chosen,
        lambda target: wait(
            lambda: image_versions.show(context(), target, with_replication_status=with_status),
            conditions,
            context().clock,
        ),
    )
