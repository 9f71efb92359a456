"""Real clients against a running server. They are large and slow: ``just clients`` runs them, nothing else does."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clients.installing import WANTED
from e2e.installed import Sig
from e2e.serving import Serving, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_CLIENT_SECONDS = 300


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get(WANTED):
        return
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="real clients run with: just clients"))


@dataclass(frozen=True, slots=True)
class Pointed:
    """Runs programs in the environment that ``sig serve env`` prints."""

    server: Serving
    variables: dict[str, str]

    def __call__(self, command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder or self.server.sig.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=_CLIENT_SECONDS,
        )


@pytest.fixture
def pointed(tmp_path: Path) -> Iterator[Pointed]:
    """A server over an empty store, and the environment that points clients at it."""
    (tmp_path / "served").mkdir()
    sig = Sig(tmp_path / "served", {"SIG_PROFILE": "current"})
    with serving(sig) as server:
        yield Pointed(server, variables(server))


def variables(server: Serving) -> dict[str, str]:
    """The environment of the server, and what ``sig serve env`` adds to it."""
    added: dict[str, str] = server.sig(f"serve env --port {server.port} -o json").json
    return {**server.sig.environment, **added}
