"""``sig image-version replication``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result
from sig.cli.session import context
from sig.output import replication_table
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.domain.resource_id import ResourceId


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
    watch: opt.Watch = False,
) -> Result | None:
    """Show how far a version is copied to each of its regions, and when each copy ends.

    Examples:
        sig image-version replication -g images -r Contoso -i ubuntu -e 1.0.0 -o table
        sig image-version replication -g images -r Contoso -i ubuntu -e 1.0.0 --watch
    """
    chosen = targets.versions(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version_name)
    return targets.each(chosen, lambda target: _shown(target, watch=watch))


def _shown(target: ResourceId, *, watch: bool) -> Result:
    if watch:
        from sig.cli.following import follow

        follow(context(), target)
    return Result(image_versions.replication(context(), target).rows, replication_table)
