"""``sig store snapshot list``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.cli.session import warn
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> list[dict[str, Any]]:
    """List the snapshots of the store; of one that is damaged, a warning says which.

    Examples:
        sig store snapshot list -o table
        sig store snapshot list --query "[].name" -o tsv
    """
    found = store_snapshots.listed(caretaker())
    for fault in found.faults:
        warn(f"{fault} It is not listed; 'sig store check' looks at the whole store.")
    return found.snapshots
