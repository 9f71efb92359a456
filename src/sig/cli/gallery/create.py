"""``sig gallery create``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.gallery.request import identity, sharing_profile, soft_delete_policy
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.cli.words import tags_with_values
from sig.domain.gallery import Gallery, GalleryProperties
from sig.service import galleries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    location: opt.Location = None,
    tags: opt.TagsWithValues = None,
    description: opt.Description = None,
    permissions: opt.PermissionsOption = None,
    publisher_uri: opt.PublisherUri = None,
    publisher_contact: opt.PublisherContact = None,
    eula: opt.CommunityEula = None,
    public_name_prefix: opt.PublicNamePrefix = None,
    soft_delete: opt.SoftDelete = None,
    soft_delete_retention_period: opt.SoftDeleteRetention = None,
    soft_delete_grace_period: opt.SoftDeleteGrace = None,
    mi_system_assigned: opt.SystemAssigned = None,
    mi_user_assigned: opt.UserAssigned = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    r"""Create a gallery.

    Examples:
        sig create -g images -r Finance -l westus
        sig create -g images -r Public -l westus --permissions Community --publisher-uri https://contoso.test \
            --publisher-email images@contoso.test --eula https://contoso.test/eula --public-name-prefix contoso
    """
    request = Gallery(
        location=location,
        tags=tags_with_values(tags),
        identity=identity(mi_system_assigned, mi_user_assigned),
        properties=GalleryProperties(
            description=description,
            sharing_profile=sharing_profile(permissions, publisher_uri, publisher_contact, eula, public_name_prefix),
            soft_delete_policy=soft_delete_policy(soft_delete, soft_delete_retention_period, soft_delete_grace_period),
        ),
    )
    created = galleries.create(context(), targets.gallery(resource_group, gallery_name), request)
    return None if no_wait else resource(created)
