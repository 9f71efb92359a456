"""``sig version``"""

from __future__ import annotations

import sys
from typing import Any

import sig


def command() -> dict[str, Any]:
    """Show the version.

    Examples:
        sig version
        sig version --query sig -o tsv
    """
    return {"python": ".".join(str(part) for part in sys.version_info[:3]), "sig": sig.__version__}
