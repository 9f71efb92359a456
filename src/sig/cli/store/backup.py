"""``sig store backup``"""

from __future__ import annotations

import os

from sig.cli.caretaking import caretaker
from sig.service import store_copies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(path: opt.BackupFile, force: opt.Overwrite = False) -> dict[str, Any]:
    """Write the whole store, its journal and its snapshots to one file, as no writer is changing it.

    Examples:
        sig store backup contoso.tar.gz
        sig store backup images.tar.gz --force
    """
    return store_copies.backup(caretaker(), os.path.abspath(path), force=force)
