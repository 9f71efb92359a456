"""``sig store snapshot save``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(name: opt.SnapshotName, force: opt.Overwrite = False) -> dict[str, Any]:
    """Keep the state of the store under a name.

    Examples:
        sig store snapshot save clean
        sig store snapshot save before-cleanup --force
    """
    return store_snapshots.save(caretaker(), name, force=force)
