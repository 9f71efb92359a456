"""``sig image-version create``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.following import awaited
from sig.cli.image_version import new_version
from sig.cli.image_version.new_version import Given
from sig.cli.printing import Result, resource
from sig.cli.session import context, warn
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


@gathering(given=Given)
def command(
    resource_group_name: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_name: opt.Definition,
    gallery_image_version: opt.NewVersion,
    given: Given,
    no_wait: opt.NoWait = False,
) -> Result | None:
    r"""Create an image version.

    Examples:
        sig image-version create -g images -r Contoso -i ubuntu -e 2.0.0 --managed-image web --replica-count 2
        sig image-version create -g images -r Contoso -i ubuntu -e 2.1.0 --os-snapshot os --data-snapshots data \
            --target-regions westus=2 eastus=1=standard_zrs
    """
    session = context()
    # Difference from az (image-version create --block-deletion-before-end-of-life announcement; image-version create
    # --end-of-life-date announcement; image-version update --block-deletion-before-end-of-life announcement): Warnings
    # about future defaults are printed in profile current only. az prints them on every use, also on image-version
    # update, where `sig` prints none.
    if session.profile.warns_of_future_defaults:
        warn("In the future the end of life date defaults to 6 months after publishing.")
        warn("In the future deletion before the end of life date is blocked unless said otherwise.")
    request = new_version.request(given, session.subscription, resource_group_name)
    identifier = targets.version(resource_group_name, gallery_name, gallery_image_name, gallery_image_version)
    created = image_versions.create(session, identifier, request)
    return None if no_wait else resource(awaited(session, created))
