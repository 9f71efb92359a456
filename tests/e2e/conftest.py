"""A store of its own for every end-to-end test, which runs once through each door of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.installed import FRONT_DOOR, TYPERS_DOOR, Sig

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="module", params=[FRONT_DOOR, TYPERS_DOOR], ids=["front door", "Typer's door"])
def door(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """The settings under which command lines go through one of the doors. A module says otherwise with its own."""
    settings: Mapping[str, str] = request.param
    return settings


@pytest.fixture
def sig(tmp_path: Path, door: Mapping[str, str]) -> Sig:
    """``sig`` with an empty store. That its command starts as a process is tested through the front door."""
    return Sig(tmp_path, stays=door == TYPERS_DOOR).given(**door)
