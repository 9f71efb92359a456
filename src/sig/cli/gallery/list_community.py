"""``sig gallery list-community``"""

from __future__ import annotations

from sig.cli.printing import Result, tell_rest
from sig.cli.session import context
from sig.service import shared_views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(
    location: opt.RegionSeenFilter = None,
    marker: opt.Marker = None,
    show_next_marker: opt.ShowNextMarker = False,
) -> Result:
    """List the community galleries of a region, or of all regions.

    Examples:
        sig list-community -l westus -o table
        sig list-community --query "[].{name:name, contact:communityMetadata.publisherContact}"
    """
    found = shared_views.list_community(context(), location, marker)
    if show_next_marker:
        return Result([*found.items, {"nextMarker": found.next_token}])
    tell_rest("--marker", found.next_token)
    return Result(found.items)
