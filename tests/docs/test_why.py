"""Every pain point that docs/why.md names has its command, and the command has the answer."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from docs.console import ROOT
from e2e.installed import Sig

if TYPE_CHECKING:
    from pathlib import Path

_COMMAND = re.compile(r"`sig ([^`]*)` \|$")
CREATE = "image-version create -g images -r Contoso -i ubuntu --managed-image web"
WORLD = (
    "group create -n images -l westus",
    "create -g images -r Contoso",
    "create -g images -r Production",
    "image-definition create -g images -r Contoso -i ubuntu -p Contoso -f Ubuntu -s 24.04 --os-type Linux",
    f"{CREATE} -e 1.9.0 --target-regions westus eastus",
    f"{CREATE} -e 1.10.0 --target-regions westus eastus --end-of-life-date 2030-01-01",
    f"{CREATE} -e 1.11.0",
    "consumer add -g images --vm web-1 -r Contoso -i ubuntu -e 1.9.0",
    "channel set -g images -r Contoso -i ubuntu -n stable -e 1.10.0",
)
# The command, as far as it tells one row from another -> its exit code and what its answer says.
ANSWERS = {
    "image-version latest --query": (0, "1.10.0"),  # not 1.9.0, as a text would have it, nor 1.11.0, which is elsewhere
    "image-version latest --explain": (0, "1.11.0 is not in eastus"),
    "image-version next": (0, "1.12.0"),
    "image-version check": (1, "error R045"),
    "image-version prune": (0, "is in use by VM 'web-1'"),
    "consumer list": (0, "web-1"),
    "image-version promote": (0, "galleries/Production/images/ubuntu/versions/1.10.0"),
    "image-version lineage": (0, "1.10.0"),
    "image-version revoke": (0, "1.10.0"),
    "channel show": (0, '"version": "1.10.0"'),
    "replica plan": (0, "westeurope: 30: 1 for each 20 of 600 VMs"),
    "cost estimate": (0, "Snapshots:  6"),
    "gallery tree": (0, "1.11.0 [latest]  West US=1"),
    "image-version diff": (0, "+ properties.publishingProfile.endOfLifeDate: 2030-01-01"),
    "gallery delete": (0, '"action": "delete"'),
    "lint": (4, "L001"),
    "image-version replication": (0, '"state": "Completed"'),
    "log": (0, '"verb": "channel set"'),
    "assert": (0, '"holds": true'),
}


def commands() -> list[str]:
    """The command of each row of the table, in its order."""
    page = (ROOT / "docs" / "why.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    found = [_COMMAND.search(row) for row in rows]
    assert None not in found, "a row without a command"
    return [match[1] for match in found if match is not None]


def answer_to(command: str) -> tuple[int, str]:
    wanted = [words for words in ANSWERS if all(word in command.split() for word in words.split())]
    return ANSWERS[max(wanted, key=len)]


def test_every_answer_is_to_a_row() -> None:
    assert len(commands()) == len(ANSWERS)
    assert {answer_to(command) for command in commands()} == set(ANSWERS.values())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sig = Sig(tmp_path_factory.mktemp("why"))
    for line in WORLD:
        told = sig.in_process(line)
        assert told.exit_code == 0, told.stderr
    return sig.store


@pytest.mark.parametrize("command", commands())
def test_the_command_answers_the_question(command: str, world: Path, tmp_path: Path) -> None:
    sig = Sig(tmp_path)
    shutil.copytree(world, sig.store)
    told = sig.in_process(command)
    exit_code, said = answer_to(command)
    assert told.exit_code == exit_code, told.stderr
    assert said in told.stdout
