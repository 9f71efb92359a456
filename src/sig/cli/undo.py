"""``sig undo``"""

from __future__ import annotations

from sig.cli.printing import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(event: opt.UndoneEvent = None) -> Result:
    """Take back what a command changed: the last one, or that of --event. Can be undone like any change.

    Examples:
        sig undo --dry-run -o table
        sig undo --event 8
    """
    from sig.cli.session import context
    from sig.service import history

    return Result(history.undo(context(), event))
