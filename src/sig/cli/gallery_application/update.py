"""``sig gallery-application update``"""

from __future__ import annotations

from sig.cli import generic_update, shorthand, targets, words
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.arm import replace
from sig.domain.gallery_application import GalleryApplication
from sig.service import gallery_applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationOrIds = None,
    ids: opt.Ids = None,
    location: opt.Location = None,
    description: opt.Description = None,
    tags: opt.TagsWithValues = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Update a VM application: its description, end of life and tags.

    Examples:
        sig gallery-application update -g images -r Contoso -n agent --description "Watches machines" --tags team=ops
        sig gallery-application update -g images -r Contoso -n agent --set endOfLifeDate=2090-01-01
    """
    changes = generic_update.collected(set_, add, remove, force_string=force_string)
    told = shorthand.text(description, "--description", nullable=True)
    labels = None if tags == ["null"] else words.tags_with_values(tags)

    def change(stored: GalleryApplication) -> GalleryApplication:
        properties = stored.properties
        wanted = replace(
            stored,
            location=location or stored.location,
            tags=stored.tags if tags is None else labels,
            properties=properties if description is None else replace(properties, description=told),
        )
        if not changes:
            return wanted
        return generic_update.changed(GalleryApplication, wanted, changes, root="galleryApplication")

    chosen = targets.applications(ids, resource_group, gallery_name, gallery_application_name)
    updated = targets.each(chosen, lambda target: resource(gallery_applications.update(context(), target, change)))
    return None if no_wait else updated
