"""``sig image-version show-community``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view
from sig.cli.session import context
from sig.domain.shared_views import COMMUNITY
from sig.service import shared_views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeenOrIds = None,
    public_gallery_name: opt.PublicNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    r"""Show an image version of a community gallery.

    Examples:
        sig image-version show-community -l westus -i ubuntu -e 1.0.0 \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444
        sig image-version show-community -l westus -i ubuntu -e 1.0.0 \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444 --query publishedDate
    """
    names = {
        "--public-gallery-name": public_gallery_name,
        "-i": gallery_image_definition,
        "-e": gallery_image_version_name,
    }
    chosen = targets.views(COMMUNITY, ids, location, names)
    return targets.each(chosen, lambda target: view(shared_views.show(context(), target)))
