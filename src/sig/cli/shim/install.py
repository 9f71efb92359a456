"""``sig shim install``"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(dir_: opt.ShimFolder = None, passthrough: opt.Passthrough = "deny") -> dict[str, Any]:
    """Write a command az that answers az sig, and what scripts mix in with it, from the store.

    Examples:
        sig shim install --dir bin
        sig shim install --passthrough real --query path -o tsv
    """
    from sig.cli.shim import script

    directory = os.path.abspath(dir_) if dir_ else script.folder()
    return {"passthrough": passthrough, "path": script.install(directory, passthrough)}
