"""``sig image-version undelete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.words import tags as tag_words
from sig.service import image_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group_name: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_image_name: opt.Definition,
    gallery_image_version: opt.NewVersion,
    location: opt.Location = None,
    allow_replicated_location_deletion: opt.AllowLocationDeletion = None,
    tags: opt.Tags = None,
    no_wait: opt.NoWait = False,
) -> Result | None:
    """Bring a soft-deleted image version back.

    Examples:
        sig image-version undelete -g images -r Soft -i ubuntu -e 1.0.0
        sig image-version undelete -g images -r Soft -i ubuntu -e 1.1.0 --tags restored=true
    """
    # az does not send it: the version comes back as it was.
    _ = allow_replicated_location_deletion
    identifier = targets.version(resource_group_name, gallery_name, gallery_image_name, gallery_image_version)
    restored = image_versions.undelete(context(), identifier, tag_words(tags), location)
    return None if no_wait else resource(restored)
