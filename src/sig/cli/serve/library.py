"""The libraries of the server, which ``sig`` itself does without."""

from __future__ import annotations

from importlib import import_module

from sig.domain.errors import InvalidParameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def of_server(module: str) -> Any:
    """``sig.server.MODULE``. Raises InvalidParameter where a library that it needs is not installed."""
    try:
        return import_module(f"sig.server.{module}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "sig":
            raise
        raise InvalidParameter(
            f"The server needs the library '{missing.name}', which is not installed.",
            target="serve",
            hint="Install it: pip install 'az-sig[server]'.",
            rule="R447",
        ) from None
