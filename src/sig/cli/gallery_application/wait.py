"""``sig gallery-application wait``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.call import gathering
from sig.cli.session import context
from sig.cli.waiting import Conditions, wait
from sig.service import gallery_applications

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt
    from sig.cli.printing import Result


@gathering(conditions=Conditions)
def command(
    resource_group: opt.ResourceGroupOrIds = None,
    gallery_name: opt.GalleryNameOrIds = None,
    gallery_application_name: opt.ApplicationOrIds = None,
    ids: opt.Ids = None,
    *,
    conditions: Conditions,
) -> Result | None:
    """Wait until a condition of a VM application holds: --exists, since it has no provisioningState.

    Examples:
        sig gallery-application wait -g images -r Contoso -n agent --exists
        sig gallery-application wait -g images -r Contoso -n gone --deleted
    """
    chosen = targets.applications(ids, resource_group, gallery_name, gallery_application_name)
    return targets.each(
        chosen,
        lambda target: wait(
            lambda: gallery_applications.show(context(), target), conditions, context().clock, has_state=False
        ),
    )
