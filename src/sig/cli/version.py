"""``sig version``"""

from __future__ import annotations

import sys

import sig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> dict[str, Any]:
    """Show the version.

    Examples:
        sig version
        sig version --query sig -o tsv
    """
    return {"python": ".".join(str(part) for part in sys.version_info[:3]), "sig": sig.__version__}
