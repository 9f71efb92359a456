"""``sig account show``"""

from __future__ import annotations

from typing import Any

from sig.cli.session import context, current
from sig.service import accounts


def command() -> dict[str, Any]:
    """Show the subscription that commands use.

    Examples:
        sig account show
        sig account show --query id -o tsv
    """
    return accounts.show(context(), current().default_subscription)
