"""``sig image-version show-shared``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, view
from sig.cli.session import context
from sig.domain.shared_views import SHARED
from sig.service import shared_views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeenOrIds = None,
    gallery_unique_name: opt.UniqueNameOrIds = None,
    gallery_image_definition: opt.DefinitionOrIds = None,
    gallery_image_version_name: opt.VersionOrIds = None,
    ids: opt.Ids = None,
) -> Result | None:
    r"""Show an image version of a shared gallery.

    Examples:
        sig image-version show-shared -l westus -i ubuntu -e 1.0.0 \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED
        sig image-version show-shared -l westus -i ubuntu -e 1.0.0 \
            --gallery-unique-name 00000000-0000-0000-0000-000000000000-SHARED --query publishedDate
    """
    names = {
        "--gallery-unique-name": gallery_unique_name,
        "-i": gallery_image_definition,
        "-e": gallery_image_version_name,
    }
    chosen = targets.views(SHARED, ids, location, names)
    return targets.each(chosen, lambda target: view(shared_views.show(context(), target)))
