"""``sig store info``"""

from __future__ import annotations

from sig.cli.session import context
from sig.service import stores

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> dict[str, Any]:
    """Show where the store is and how it is written.

    Examples:
        sig store info
        sig store info --query lineage -o tsv
    """
    return stores.described(context().store)
