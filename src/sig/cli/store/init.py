"""``sig store init``"""

from __future__ import annotations

import os

from sig.cli.session import current
from sig.service import stores

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from sig.cli import options as opt


def command(path: opt.StoreFolder = None, format_: opt.Format = "json") -> dict[str, Any]:
    """Make a store: .sig in the working directory, found from every folder below, or where --store or SIG_STORE say.

    Examples:
        sig store init
        sig store init --path rehearsal --format toml
    """
    session = current()
    place = os.path.abspath(path) if path else session.store or session.settings.new_store
    return stores.make(place, format_)
