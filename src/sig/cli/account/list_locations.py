"""``sig account list-locations``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import accounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> list[dict[str, Any]]:
    """List the regions.

    Examples:
        sig account list-locations -o table
        sig account list-locations --query "[].name" -o tsv
    """
    return accounts.locations(context())
