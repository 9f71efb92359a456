"""``sig clock advance``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain import durations
from sig.service import clocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(duration: opt.Duration) -> Result:
    """Move the clock of the store on. One that stands still does so again afterwards.

    Examples:
        sig clock advance 8m
        sig clock advance 90d
    """
    return Result(clocks.advance(context(), durations.parse(duration, target="DURATION")))
