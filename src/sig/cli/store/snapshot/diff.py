"""``sig store snapshot diff``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.cli.printing import Result
from sig.output import difference_table
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(name: opt.SnapshotName, other: opt.OtherSnapshot = None) -> Result:
    """Say what changed since the snapshot, property by property, or between it and another one.

    Examples:
        sig store snapshot diff before-cleanup -o table
        sig store snapshot diff before-cleanup --query "[?change=='deleted'].id" -o tsv
    """
    return Result(store_snapshots.compared(caretaker(), name, other), difference_table)
