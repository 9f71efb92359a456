"""``sig clock show``"""

from __future__ import annotations

from sig.cli.printing import Result
from sig.cli.session import context
from sig.service import clocks


def command() -> Result:
    """Show what time it is for the store, and which clock says so.

    Examples:
        sig clock show
        sig clock show --query now -o tsv
    """
    return Result(clocks.show(context()))
