"""``sig clock set``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain.timestamps import from_text
from sig.service import clocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(instant: opt.Instant, running: opt.Running = False) -> Result:
    """Set the clock of the store. It stands still there until it is moved or a command waits.

    Examples:
        sig clock set 2026-01-07T06:00:00Z
        sig clock set 2030-05-01 --running
    """
    return Result(clocks.set_to(context(), from_text(instant, target="INSTANT"), running=running))
