"""``sig config get``"""

from __future__ import annotations

from sig.cli.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(key: opt.Key) -> dict[str, Any]:
    """Show one setting, its value and where it comes from.

    Examples:
        sig config get core.output
        sig config get profile --query value -o tsv
    """
    value = current().settings.value(key)
    return {"name": value.key, "value": value.value, "origin": value.origin}
