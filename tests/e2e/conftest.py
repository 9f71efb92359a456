"""A store of its own for every end-to-end test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.installed import Sig

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sig(tmp_path: Path) -> Sig:
    """``sig`` with an empty store."""
    return Sig(tmp_path)
