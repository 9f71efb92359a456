"""``sig store snapshot delete``"""

from __future__ import annotations

from sig.cli.asking import confirm
from sig.cli.caretaking import caretaker
from sig.service import store_snapshots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt


def command(name: opt.SnapshotName, yes: opt.Yes = False) -> None:
    """Forget a snapshot. The store stays as it is.

    Examples:
        sig store snapshot delete before-cleanup --yes
        sig store snapshot delete before-cleanup -y -o none
    """
    confirm("Are you sure you want to perform this operation?", yes=yes)
    store_snapshots.delete(caretaker(), name)
