"""``sig image-version restore``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.image_version.revoked import told
from sig.cli.session import context
from sig.service import revocations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_definition: opt.Definition,
    gallery_image_version: opt.Version,
    cascade: opt.RestoreCascade = False,
) -> Result:
    """Undo the revocation of an image version: it is again what it was before.

    Examples:
        sig image-version restore -g images -r Contoso -i debian -e 1.0.0
        sig image-version restore -g images -r Contoso -i debian -e 1.0.0 --cascade -o table
    """
    version = targets.version(resource_group, gallery_name, gallery_image_definition, gallery_image_version)
    return told(revocations.restore(context(), version, cascade=cascade))
