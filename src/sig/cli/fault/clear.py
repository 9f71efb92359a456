"""``sig fault clear``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import faults

MUTATES = True


def command() -> None:
    """Remove all faults. Copies that they made fail or stop stay as they are.

    Examples:
        sig fault clear
        sig fault clear --store .sig
    """
    faults.clear(context())
