"""``sig gallery-application version show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.printing import Result, resource
from sig.cli.session import context
from sig.service import gallery_application_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationAboveOrIds = None,
    gallery_application_version_name: opt.ApplicationVersionOrIds = None,
    ids: opt.Ids = None,
    expand: opt.ExpandStatus = None,
    at: opt.At = None,
) -> Result | None:
    r"""Show a version of a VM application.

    Examples:
        sig gallery-application version show -g images -r Contoso --application-name agent -n 1.0.0
        sig gallery-application version show -g images -r Contoso --application-name agent -n 1.0.0 \
            --expand ReplicationStatus --query replicationStatus.aggregatedState -o tsv
    """
    chosen = targets.application_versions(
        ids, resource_group, gallery_name, gallery_application_name, gallery_application_version_name
    )
    then = context(at)
    return targets.each(
        chosen,
        lambda target: resource(
            gallery_application_versions.show(then, target, with_replication_status=expand is not None)
        ),
    )
