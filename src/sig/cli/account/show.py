"""``sig account show``"""

from __future__ import annotations

from sig.cli.session import context, current
from sig.service import accounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def command() -> dict[str, Any]:
    """Show the subscription that commands use.

    Examples:
        sig account show
        sig account show --query id -o tsv
    """
    return accounts.show(context(), current().default_subscription)
