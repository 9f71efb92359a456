"""``sig fault remove``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(numbers: opt.FaultNumbers) -> None:
    """Remove faults by their numbers.

    Examples:
        sig fault remove 1
        sig fault remove 2 3
    """
    faults.remove(context(), numbers)
