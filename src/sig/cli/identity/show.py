"""``sig identity show``"""

from __future__ import annotations

from sig.cli import targets
from sig.cli.session import context
from sig.service import identities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(resource_group: opt.ResourceGroup, gallery_name: opt.GalleryName) -> dict[str, Any] | None:
    """Show the managed identity of a gallery; prints nothing for one without.

    Examples:
        sig identity show -g images -r Managed
        sig identity show -g images -r Managed --query principalId -o tsv
    """
    return identities.show(context(), targets.gallery(resource_group, gallery_name))
