"""``sig store init``"""

from __future__ import annotations

import os

from sig.cli.session import current
from sig.cli.settings import PROJECT_FOLDER
from sig.service import stores

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(path: opt.StoreFolder = None, format_: opt.Format = "json") -> dict[str, Any]:
    """Make a store: .sig in the working directory, found from every folder below.

    Examples:
        sig store init
        sig store init --path rehearsal --format toml
    """
    # A store asked for by --store is made where it was asked for.
    return stores.make(os.path.abspath(path or current().store or PROJECT_FOLDER), format_)
