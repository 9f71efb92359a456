"""``sig gallery-application version wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import gallery_application_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationAboveOrIds = None,
    gallery_application_version_name: opt.ApplicationVersionOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
    expand: opt.ExpandStatus = None,
) -> Result | None:
    """Wait until a condition of a version of a VM application holds.

    Examples:
        sig gallery-application version wait -g images -r Contoso --application-name agent -n 1.0.0 --created
        sig gallery-application version wait -g images -r Contoso --application-name agent -n 9.9.9 --deleted
    """
    chosen = targets.application_versions(
        ids, resource_group, gallery_name, gallery_application_name, gallery_application_version_name
    )
    return targets.each(
        chosen,
        lambda target: wait(
            lambda: gallery_application_versions.show(context(), target, with_replication_status=expand is not None),
            conditions,
            context().clock,
        ),
    )
