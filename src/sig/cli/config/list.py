"""``sig config list``"""

from __future__ import annotations

from sig.cli.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(show_origin: opt.ShowOrigin = False) -> list[dict[str, Any]]:
    """List every setting and its value.

    Examples:
        sig config list -o table
        sig config list --show-origin -o table
    """
    values = current().settings.all()
    if not show_origin:
        return [{"name": value.key, "value": value.value} for value in values]
    return [{"name": value.key, "value": value.value, "origin": value.origin} for value in values]
