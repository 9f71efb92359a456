"""``sig store snapshot list``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> list[dict[str, Any]]:
    """List the snapshots of the store.

    Examples:
        sig store snapshot list -o table
        sig store snapshot list --query "[].name" -o tsv
    """
    return store_snapshots.listed(caretaker())
