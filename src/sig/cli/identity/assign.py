"""``sig identity assign``"""

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
    """Assign managed identities to a gallery, beside those that it has.

    Examples:
        sig identity assign -g images -r Contoso --system-assigned
        sig identity assign -g images -r Managed --system-assigned --no-wait
    """
    gallery = targets.gallery(resource_group, gallery_name)
    user = [name for name in mi_user_assigned or () if name]
    identity = identities.assign(context(), gallery, system=bool(mi_system_assigned), user=user)
    return None if no_wait else identity
