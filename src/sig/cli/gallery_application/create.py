"""``sig gallery-application create``"""

from __future__ import annotations

from sig.cli import shorthand, targets, words
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.domain.gallery_application import ApplicationProperties, GalleryApplication
from sig.service import gallery_applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    gallery_application_name: opt.Application,
    os_type: opt.SupportedOs,
    location: opt.Location = None,
    description: opt.Description = None,
    tags: opt.TagsWithValues = None,
    no_wait: opt.NoWaitTristate = None,
) -> Result | None:
    """Create a VM application.

    Examples:
        sig gallery-application create -g images -r Contoso -n backup --os-type Linux
        sig gallery-application create -g images -r Contoso -n antivirus --os-type Windows --description "Scans disks"
    """
    request = GalleryApplication(
        location=location,
        tags=words.tags_with_values(tags),
        properties=ApplicationProperties(
            supported_os_type=os_type, description=shorthand.text(description, "--description")
        ),
    )
    identifier = targets.application(resource_group, gallery_name, gallery_application_name)
    created = gallery_applications.create(context(), identifier, request)
    return None if no_wait else resource(created)
