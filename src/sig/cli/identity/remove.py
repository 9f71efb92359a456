"""``sig identity remove``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import identities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(
    resource_group: opt.ResourceGroup,
    gallery_name: opt.GalleryName,
    mi_system_assigned: opt.SystemAssigned = None,
    mi_user_assigned: opt.UserAssigned = None,
    no_wait: opt.NoWaitTristate = None,
) -> dict[str, Any] | None:
    """Remove managed identities from a gallery; --user-assigned without an ID removes all that users assigned.

    Examples:
        sig identity remove -g images -r Managed --system-assigned
        sig identity remove -g images -r Managed --user-assigned
    """
    gallery = targets.gallery(resource_group, gallery_name)
    user = None if mi_user_assigned is None else [name for name in mi_user_assigned if name]
    identity = identities.remove(context(), gallery, system=bool(mi_system_assigned), user=user)
    return None if no_wait else identity
