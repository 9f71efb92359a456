"""``sig store snapshot load``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt

MUTATES = True


def command(name: opt.SnapshotName) -> dict[str, Any]:
    """Make the store what it was when the snapshot was saved, in one commit.

    Examples:
        sig store snapshot load before-cleanup
        sig store snapshot load before-cleanup --dry-run
    """
    return store_snapshots.load(caretaker(), name)
