"""``sig image-definition show-community``"""

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
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    r"""Show an image definition of a community gallery.

    Examples:
        sig image-definition show-community -l westus -i ubuntu \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444
        sig image-definition show-community -l westus -i ubuntu \
            --public-gallery-name contoso-44444444-4444-4444-4444-444444444444 --query osType
    """
    names = {"--public-gallery-name": public_gallery_name, "-i": gallery_image_definition}
    chosen = targets.views(COMMUNITY, ids, location, names)
    return targets.each(chosen, lambda target: view(shared_views.show(context(), target)))
