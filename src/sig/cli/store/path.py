"""``sig store path``"""

from __future__ import annotations

from sig.cli.session import context


def command() -> str:
    """Print where the store is.

    Examples:
        sig store path -o tsv
        sig store path
    """
    return context().store.info().location
