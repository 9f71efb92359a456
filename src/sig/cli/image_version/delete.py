"""``sig image-version delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
    bypass_soft_delete: opt.BypassSoftDelete = None,
    force: opt.ForceInUse = False,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete an image version that nobody is recorded to use; softly where its gallery says so.

    Examples:
        sig image-version delete -g images -r Contoso -i ubuntu -e 1.0.0
        sig image-version delete -g images -r Contoso -i ubuntu -e 1.1.0 --bypass-soft-delete true
    """
    _ = no_wait
    chosen = targets.versions(ids, resource_group, gallery_name, gallery_image_definition, gallery_image_version_name)
    for target in chosen:
        image_versions.delete(context(), target, bypass_soft_delete=bool(bypass_soft_delete), force=force)
