"""``sig group list``"""

from __future__ import annotations

from typing import Any

from sig.cli.session import context
from sig.service import groups


def command() -> list[dict[str, Any]]:
    """List the registered resource groups.

    Examples:
        sig group list -o table
        sig group list --query "[].name" -o tsv
    """
    return groups.listed(context())
