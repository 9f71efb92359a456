"""The SDKs of Azure, each unmodified, each through the same tour: everything made, changed, shared, listed, deleted."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from clients import installing
from clients.installing import PROGRAMS

if TYPE_CHECKING:
    from clients.conftest import Pointed

SEEN = {
    "gallery": "Succeeded",
    "tags": {"stage": "test"},
    "definition": "Succeeded",
    "version": "Succeeded",
    "regions": ["West US", "East US"],
    "replicated": "Completed",
    "shared": ["22222222-2222-2222-2222-222222222222"],
    "lists": [["Contoso"], ["Contoso"], ["ubuntu"], ["1.0.0"]],
    "refused": [409, "CannotDeleteResource"],
    "absent": [404, "ResourceNotFound"],
}


@pytest.mark.parametrize("way", ["sync", "aio", "environment"])
def test_python(pointed: Pointed, way: str) -> None:
    tools = installing.python("python-sdk", "azure-mgmt-compute", "azure-identity", "aiohttp")
    check(pointed, [str(tools / "python"), str(PROGRAMS / "tour.py"), way])


@pytest.mark.parametrize("way", ["secret", "environment"])
def test_javascript(pointed: Pointed, way: str) -> None:
    folder = installing.node("node-sdk", "@azure/arm-compute", "@azure/identity")
    program = shutil.copy(PROGRAMS / "tour.mjs", folder)  # modules are looked for from where a program lies
    check(pointed, ["node", str(program), way])


def test_go(pointed: Pointed) -> None:
    check(pointed, [str(installing.go("go", PROGRAMS / "go"))])


def test_java(pointed: Pointed) -> None:
    check(pointed, installing.java("java", PROGRAMS / "java"))


def check(pointed: Pointed, command: list[str]) -> None:
    done = pointed(command)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == SEEN
    assert pointed.server.sig("gallery list").json == []
    assert [request["status"] for request in pointed.server.requests if request["status"] >= 500] == []
