"""``sig store migrate``"""

from __future__ import annotations

from sig.cli.caretaking import caretaker
from sig.service import store_copies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(format_: opt.WantedFormat = None) -> dict[str, Any]:
    """Write the store in the newest format, or its documents as JSON or TOML: all at once, or not at all.

    Examples:
        sig store migrate
        sig store migrate --format toml
    """
    return store_copies.migrate(caretaker(), format_)
