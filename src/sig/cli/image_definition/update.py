"""``sig image-definition update``"""

from __future__ import annotations

from sig.cli import generic_update, targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.arm import replace
from sig.domain.image_definition import ImageDefinition
from sig.service import image_definitions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_image_definition: opt.DefinitionOnlyOrIds = None,
    ids: opt.Ids = None,
    allow_update_image: opt.AllowUpdateImage = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Update an image definition: description, recommendations, end of life, release notes, tags.

    Examples:
        sig image-definition update -g images -r Contoso -i ubuntu --set description="Web servers"
        sig image-definition update -g images -r Contoso -i ubuntu --set recommended.vCPUs.max=16
    """
    changes = generic_update.collected(set_, add, remove, force_string=force_string)

    def change(stored: ImageDefinition) -> ImageDefinition:
        wanted = replace(stored, properties=replace(stored.properties, allow_update_image=allow_update_image))
        if not changes:
            return wanted
        return generic_update.changed(ImageDefinition, wanted, changes, root="galleryImage")

    chosen = targets.definitions(ids, resource_group, gallery_name, gallery_image_definition)
    updated = targets.each(chosen, lambda target: resource(image_definitions.update(context(), target, change)))
    return None if no_wait else updated
