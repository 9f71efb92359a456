"""``sig store restore``"""

from __future__ import annotations

import os

from sig.cli.caretaking import caretaker
from sig.service import store_copies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(path: opt.BackupFile, force: opt.AnyLineage = False) -> dict[str, Any]:
    """Put a backup in place of the store: all of it, or nothing.

    Examples:
        sig store restore images.tar.gz
        sig store restore images.tar.gz --store copy --force
    """
    return store_copies.restore(caretaker(), os.path.abspath(path), force=force)
