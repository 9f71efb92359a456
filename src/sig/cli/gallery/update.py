"""``sig gallery update``"""

from __future__ import annotations

from sig.cli import generic_update, targets
from sig.cli.gallery.request import sharing_profile, soft_delete_policy
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.arm import replace
from sig.domain.gallery import Gallery
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    ids: opt.Ids = None,
    location: opt.Location = None,
    permissions: opt.PermissionsOption = None,
    publisher_uri: opt.PublisherUri = None,
    publisher_contact: opt.PublisherContact = None,
    eula: opt.CommunityEula = None,
    public_name_prefix: opt.PublicNamePrefix = None,
    soft_delete: opt.SoftDelete = None,
    soft_delete_retention_period: opt.SoftDeleteRetention = None,
    soft_delete_grace_period: opt.SoftDeleteGrace = None,
    set_: opt.Set = None,
    add: opt.Add = None,
    remove: opt.Remove = None,
    force_string: opt.ForceStringTristate = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Update a gallery: its description, tags and soft-delete policy.

    Examples:
        sig update -g images -r Contoso --set description="Base images of Contoso"
        sig update -g images -r Contoso --set tags.team=platform --soft-delete true
    """
    sharing = sharing_profile(permissions, publisher_uri, publisher_contact, eula, public_name_prefix)
    policy = soft_delete_policy(soft_delete, soft_delete_retention_period, soft_delete_grace_period)
    changes = generic_update.collected(set_, add, remove, force_string=force_string)

    def change(stored: Gallery) -> Gallery:
        properties = stored.properties
        wanted = replace(
            stored,
            location=location or stored.location,
            properties=replace(
                properties,
                sharing_profile=sharing or properties.sharing_profile,
                soft_delete_policy=policy or properties.soft_delete_policy,
            ),
        )
        return generic_update.changed(Gallery, wanted, changes, root="gallery") if changes else wanted

    chosen = targets.galleries(ids, resource_group, gallery_name)
    updated = targets.each(chosen, lambda gallery: resource(galleries.update(context(), gallery, change)))
    return None if no_wait else updated
