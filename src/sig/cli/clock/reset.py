"""``sig clock reset``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import clocks

MUTATES = True


def command() -> Result:
    """Go by the clock of the machine again.

    Examples:
        sig clock reset
        sig clock reset --query now -o tsv
    """
    return Result(clocks.reset(context()))
