"""A server over an empty store, and a client of it, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import worlds
from server.asgi_client import Client
from sig.server.application import application
from sig.server.settings import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sig.service.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """The services' own view of what the server serves: a clock that stands still, and GUIDs that count up."""
    return worlds.in_memory(tmp_path)


@pytest.fixture
def settings(context: Context) -> ServerSettings:
    return ServerSettings(context=context, fixed_at=context.clock.now)


@pytest.fixture
def client(settings: ServerSettings) -> Iterator[Client]:
    made = Client(application(settings))
    yield made
    made.close()


@pytest.fixture
def strict_client(context: Context) -> Iterator[Client]:
    """A client of a server of the same store that demands registered groups, subscriptions and sources."""
    settings = ServerSettings(context=context._replace(strict=True), fixed_at=context.clock.now)
    made = Client(application(settings))
    yield made
    made.close()
