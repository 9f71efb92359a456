"""What commands open: as many documents as they answer with, however many lie beside those."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if os.name == "nt":
    pytest.skip("processes are forked here", allow_module_level=True)

from e2e.installed import Sig
from e2e.warmed import Warmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

GALLERIES, DEFINITIONS, VERSIONS = 3, 4, 6
GALLERY = "-g images -r gallery0"
DEFINITION = f"{GALLERY} -i image0"
CREATE = f"image-version create {DEFINITION} --managed-image web-41 -o none -e"


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed() as interpreter:
        yield interpreter


@pytest.fixture(scope="module")
def sig(tmp_path_factory: pytest.TempPathFactory, door: Mapping[str, str]) -> Sig:
    """Some galleries with some definitions each, and some versions of one; only read by these tests."""
    sig = Sig(tmp_path_factory.mktemp("opens")).given(**door)
    lines = ["group create -n images -l westus"]
    for gallery in range(GALLERIES):
        lines.append(f"create -g images -r gallery{gallery}")
        lines += [
            f"image-definition create -g images -r gallery{gallery} -i image{number} -p Contoso -f Web -s s{number}"
            " --os-type Linux"
            for number in range(DEFINITIONS)
        ]
    lines += [f"{CREATE} 1.0.{patch}" for patch in range(VERSIONS)]
    for line in lines:
        assert sig.in_process(line).exit_code == 0
    return sig


def opened(warmed: Warmed, sig: Sig, line: str) -> list[str]:
    """The documents that a command opens, each as often as it does; one that is looked for and not there counts too."""
    ended = warmed(sig, line)
    assert ended.exit_code == 0, ended.stderr
    assert ended.stdout
    words = (operation.split(" ", 1) for operation in ended.operations)
    return sorted(path for kind, path in words if kind == "open" and path.startswith("subscriptions/"))


@pytest.mark.parametrize(
    ("line", "documents"),
    [
        ("gallery list", GALLERIES),
        (f"image-definition list {GALLERY}", DEFINITIONS),
        (f"image-version list {DEFINITION}", VERSIONS),
        (f"image-version list {DEFINITION} --max-items 2", 2),
        (f"image-version list {DEFINITION} --query [].name -o tsv", 0),
        (f"image-version list {DEFINITION} --query '[].{{number: name}}' -o json", 0),
        (f"image-version list {DEFINITION} --query [].[name,location] -o tsv", VERSIONS),
        (f"show {GALLERY}", 1),
        (f"image-version show {DEFINITION} -e 1.0.0", 1),
        (f"__complete version --current=1 image-version show {DEFINITION} -e 1", 0),
    ],
)
def test_a_command_opens_what_it_answers_with_once_and_nothing_else(
    warmed: Warmed, sig: Sig, line: str, documents: int
) -> None:
    paths = opened(warmed, sig, line)
    assert len(paths) == len(set(paths)) == documents, paths


def test_a_damaged_version_is_noticed_by_whoever_asks_for_more_than_its_name(warmed: Warmed, sig: Sig) -> None:
    (document,) = sig.store.rglob("gallery0/images/image0/versions/1.0.1.json")
    sound = document.read_bytes()
    document.write_bytes(sound[:-9])
    by_name = warmed(sig, f"image-version list {DEFINITION} --query [].name -o tsv")
    in_full = warmed(sig, f"image-version list {DEFINITION} --query [].id -o tsv")
    document.write_bytes(sound)
    assert by_name.stdout.split() == [f"1.0.{patch}" for patch in range(VERSIONS)]
    assert (in_full.exit_code, in_full.stdout) == (1, "")
    assert str(document) in in_full.stderr


def test_a_create_does_the_same_on_the_disk_however_many_versions_there_are(
    warmed: Warmed, tmp_path: Path, door: Mapping[str, str]
) -> None:
    """But for the count for limits, which one in a hundred makes (docs/adr/0010-counting-for-limits.md)."""
    sig = Sig(tmp_path).given(**door)
    for line in (
        "create -g images -r gallery0 -l westus",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s v1 --os-type Linux",
        f"{CREATE} 0.0.0",
    ):
        assert sig.in_process(line).exit_code == 0
    first, *_, last = [_of_the_writer(warmed(sig, f"{CREATE} 1.0.{patch}").operations) for patch in range(10)]
    assert first == [operation.replace("1.0.9", "1.0.0") for operation in last]


def _of_the_writer(operations: list[str]) -> list[str]:
    """From the lock on: how a reader looks at the store before depends on how many milliseconds ago it changed."""
    return operations[operations.index("open .lock") :]
