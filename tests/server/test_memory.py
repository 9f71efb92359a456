"""Answers that are given again: never after the store has changed, whoever changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import principals
import worlds
from server.asgi_client import Client
from server.test_wire import DEFINITION, GALLERY, IMAGE, VERSION, VERSIONS, WEST, source
from sig.domain import simulation
from sig.domain.resource_id import ResourceId, compute_id
from sig.server.application import application
from sig.server.exchange import Memory, Recollection
from sig.server.settings import ServerSettings
from sig.service import galleries, image_versions
from sig.service.stores import ReadingStore, WritesNeeded
from sig.store import FileStore, disk
from worlds import SUB

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sig.domain.access import Caller
    from sig.service.context import Context


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return worlds.at(str(tmp_path / "store"))


@pytest.fixture
def remembering(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a server with one version, in which every file counts as settled at once."""
    monkeypatch.setattr(disk, "_SETTLES_NS", -(10**15))
    monkeypatch.setattr(disk, "_HANDS_SECONDS", 0)
    for path, document in ((GALLERY, WEST), (IMAGE, DEFINITION), (VERSION, source())):
        assert client.put(path, document).status == 201
    return client


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions that were made into answers, by name."""
    names: list[str] = []
    shown = image_versions.shown

    def counted(context: Context, document: dict[str, Any], **options: Any) -> dict[str, Any]:
        names.append(document["resource"]["name"])
        return shown(context, document, **options)

    monkeypatch.setattr(image_versions, "shown", counted)
    return names


@pytest.mark.parametrize("path", [VERSION, VERSIONS])
def test_the_same_request_is_answered_once_while_nothing_changes(
    remembering: Client, made: list[str], path: str
) -> None:
    answers = {remembering.get(path).content for _ in range(5)}
    assert (len(answers), made) == (1, ["1.0.0"])


@pytest.mark.parametrize("path", [VERSION, VERSIONS])
def test_what_another_process_changes_shows_at_once(remembering: Client, context: Context, path: str) -> None:
    identifier = context.gallery("images", "Main").child("images", "web").child("versions", "1.0.0")
    other = worlds.at(context.store.info().location)
    for number in range(3):
        tags = {"number": str(number)}
        image_versions.update(other, identifier, lambda stored, tags=tags: _tagged(stored, tags))  # type: ignore[misc]
        for _ in range(2):
            answer = remembering.get(path).json()
            assert (answer["value"][0] if "value" in answer else answer)["tags"] == tags
    image_versions.delete(other, identifier)
    assert remembering.get(path).json().get("value", "gone") in ([], "gone")


def _tagged(stored: Any, tags: dict[str, str]) -> Any:
    from dataclasses import replace

    return replace(stored, tags=tags)


@pytest.mark.parametrize("path", [VERSION, VERSIONS])
def test_what_is_edited_by_hand_shows(remembering: Client, context: Context, path: str) -> None:
    remembering.get(path)
    with context.store.reading() as view:
        place = view.place(context.gallery("images", "Main").child("images", "web").child("versions", "1.0.0"))
    with open(place, "r+", encoding="utf-8") as file:
        content = file.read()
        file.seek(0)
        file.write(content.replace("ReadWrite", "ReadOnly") + " ")
        file.truncate()
    assert b"ReadOnly" in remembering.get(path).content


def test_other_api_versions_hosts_and_spellings_have_answers_of_their_own(remembering: Client) -> None:
    remembering.get(VERSION)
    assert b"safetyProfile" not in remembering.get(VERSION, api_version="2021-10-01").content
    spelled = VERSION.replace("/images/providers", "/IMAGES/providers")
    assert remembering.get(spelled).json()["id"] == spelled
    assert "replicationStatus" in remembering.get(VERSION, query={"$expand": "ReplicationStatus"}).json()["properties"]


def test_a_version_that_is_being_made_is_answered_anew(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_SETTLES_NS", -(10**15))
    now = [worlds.NOW]
    simulated = context._replace(simulation=simulation.parse("10m"))
    client = Client(application(ServerSettings(context=simulated, fixed_at=lambda: now[0])))
    for path, document in ((GALLERY, WEST), (IMAGE, DEFINITION), (VERSION, source())):
        client.put(path, document)
    for _ in range(2):
        assert client.get(VERSION).json()["properties"]["provisioningState"] == "Creating"
        assert client.get(VERSIONS).json()["value"][0]["properties"]["provisioningState"] == "Creating"
    now[0] = worlds.NOW.replace(hour=23)
    assert client.get(VERSION).json()["properties"]["provisioningState"] == "Succeeded"
    assert client.get(VERSIONS).json()["value"][0]["properties"]["provisioningState"] == "Succeeded"
    client.close()


def test_who_is_known_by_name_is_answered_anew(
    context: Context, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Somebody:
        def caller(self, headers: Mapping[str, str]) -> Caller:  # noqa: ARG002 - whatever they say
            return principals.caller(context, "ann")

    monkeypatch.setattr(disk, "_SETTLES_NS", -(10**15))
    ann = principals.user(context, "ann")
    principals.assign(context, ResourceId.of_subscription(SUB), "Contributor", ann)
    principals.assign(context, compute_id(SUB, "images", "images", "golden"), "Reader", ann)
    client = Client(application(ServerSettings(context=context, authenticator=Somebody())))
    for path, document in ((GALLERY, WEST), (IMAGE, DEFINITION), (VERSION, source())):
        client.put(path, document)
    made.clear()
    for _ in range(3):
        client.get(VERSION)
    assert len(made) == 3
    client.close()


def test_what_must_not_wait_cannot_write_and_sees_one_state(context: Context) -> None:
    worlds.gallery(context)
    reading = context._replace(store=ReadingStore(context.store))
    assert galleries.listed(reading).items
    galleries.delete(context, context.gallery("images", "Main"))
    assert galleries.listed(reading).items
    with pytest.raises(WritesNeeded):
        worlds.gallery(reading)


def test_the_store_of_the_tests_is_one_of_files(context: Context) -> None:
    assert isinstance(context.store, FileStore)


def test_a_memory_keeps_what_was_asked_for_last(context: Context) -> None:
    memory = Memory(most_bytes=10, largest=6)
    for name in "abc":
        memory.put(name, Recollection(name, b"1234"))
        memory.get("b")
    assert [memory.get(name) is not None for name in "abc"] == [False, True, True]
    memory.put("d", Recollection("d", b"1234567"))
    assert memory.get("d") is None
    memory.put("b", Recollection("b", b"1"))
    memory.put("e", Recollection("e", b"12345"))
    assert [memory.get(name) is not None for name in "bce"] == [True, True, True]
