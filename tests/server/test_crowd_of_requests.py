"""Many requests at once on one server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import worlds
from server.asgi_client import Client
from server.test_wire import DEFINITION, GALLERY, IMAGE, VERSIONS, WEST, source
from sig.server.application import application
from sig.server.settings import ServerSettings
from sig.service.context import Context
from sig.store import FileStore

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 200


def test_two_hundred_writers_of_one_definition_all_get_their_version(tmp_path: Path) -> None:
    context = worlds.in_memory(tmp_path)
    client = Client(application(ServerSettings(context=context, fixed_at=context.clock.now)))
    client.put(GALLERY, WEST)
    client.put(IMAGE, DEFINITION)

    async def all_at_once() -> list[tuple[int, int]]:
        wanted = [
            request
            for number in range(WRITERS)
            for request in (
                client.sending("PUT", f"{VERSIONS}/1.0.{number}", source()),
                client.sending("GET", IMAGE),
            )
        ]
        answers = await asyncio.gather(*wanted)
        return [(put.status, got.status) for put, got in zip(answers[::2], answers[1::2], strict=True)]

    assert set(client.run(all_at_once())) == {(201, 200)}
    listed = client.get(VERSIONS).json()["value"]
    assert [item["name"] for item in listed] == [f"1.0.{number}" for number in range(WRITERS)]
    client.close()


def test_of_many_who_create_the_same_one_creates_it(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store", timeout=0)  # who finds the lock taken gives up
    client = Client(application(ServerSettings(context=Context(store, worlds.SUB))))

    async def all_at_once() -> list[int]:
        answers = await asyncio.gather(*(client.sending("PUT", GALLERY, WEST) for _ in range(20)))
        return sorted(answer.status for answer in answers)

    assert client.run(all_at_once()) == [200] * 19 + [201]
    client.close()
