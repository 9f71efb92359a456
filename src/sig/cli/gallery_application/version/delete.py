"""``sig gallery-application version delete``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.asking import confirm
from sig.cli.session import context
from sig.service import gallery_application_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationAboveOrIds = None,
    gallery_application_version_name: opt.ApplicationVersionOrIds = None,
    ids: opt.Ids = None,
    yes: opt.Yes = False,
    no_wait: opt.NoWaitTristate = None,
) -> None:
    """Delete a version of a VM application.

    Examples:
        sig gallery-application version delete -g images -r Contoso --application-name agent -n 1.0.0 --yes
        sig gallery-application version delete -g images -r Contoso --application-name agent -n 1.1.0 -y --no-wait
    """
    _ = no_wait
    confirm("Are you sure you want to perform this operation?", yes=yes)
    chosen = targets.application_versions(
        ids, resource_group, gallery_name, gallery_application_name, gallery_application_version_name
    )
    for target in chosen:
        gallery_application_versions.delete(context(), target)
