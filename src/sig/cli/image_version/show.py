"""``sig image-version show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.output import image_version_table
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
    expand: opt.Expand = None,
    at: opt.At = None,
) -> Result | None:
    """Show an image version.

    Examples:
        sig image-version show -g images -r Contoso -i ubuntu -e 1.0.0
        sig image-version show -g images -r Contoso -i ubuntu -e 1.0.0 --expand ReplicationStatus -o table
    """
    chosen = targets.versions(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version_name)
    # Difference from az: --expand UefiSettings adds nothing. The store holds no disks, so there are no UEFI settings to
    # read.
    with_status = expand == "ReplicationStatus"
    then = context(at)
    return targets.each(
        chosen,
        lambda target: resource(
            image_versions.show(then, target, with_replication_status=with_status), image_version_table
        ),
    )
