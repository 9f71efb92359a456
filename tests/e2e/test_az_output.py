"""What az printed for stored documents and what it refused, said by whole commands of ``sig``."""

from __future__ import annotations

import json
import shlex
import shutil
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sig.domain.replication import RegionPlan
from sig.domain.resource_id import ResourceId
from sig.domain.timestamps import to_text
from sig.service import documents
from sig.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from e2e.installed import Sig

DATA = Path(__file__).parents[1] / "data"
RECORDED = json.loads((DATA / "az_output" / "samples.json").read_text("utf-8"))
SAMPLES: list[dict[str, Any]] = RECORDED["samples"]
REFUSALS: list[dict[str, Any]] = json.loads((DATA / "az_errors.json").read_text("utf-8"))["refusals"]
PUBLISHED = datetime(2026, 1, 7, 6, tzinfo=UTC)

# What has to be asked for so that az, and sig, answer with the documents named.
ASKING = {
    "gal1": "-r gal1",
    "gal2": "-r gal2",
    "gal1 gal2": "",
    "web": "-r gal1 -i web",
    "1.10.0": "-r gal1 -i web -e 1.10.0",
    "1.10.0 replicating": "-r gal1 -i web -e 1.10.0 --expand ReplicationStatus",
    "1.9.0 1.10.0": "-r gal1 -i web",
    "share added": "-r gal2 --subscription-ids 11111111-1111-1111-1111-111111111111",
}
UNDER_WAY = "--expand ReplicationStatus"
LISTING = {"": "-r gal2", "web": "-r gal1"}  # definitions, by what a list of them holds


def command_line(sample: dict[str, Any]) -> str:
    command, asked = sample["command"], sample["documents"]
    named = asked if isinstance(asked, str) else " ".join(asked)
    place = LISTING[named] if command == "image-definition list" else ASKING[named]
    line = f"{command} -g rg1 {place}".strip()
    if command == "show" and named == "gal1 gal2":
        line = f"show --ids {' '.join(RECORDED['documents'][name]['id'] for name in asked)}"
    query = f" --query {shlex.quote(sample['query'])}" if sample["query"] else ""
    return f"{line}{query} -o {sample['format']}"


def lines_of(sample: dict[str, Any]) -> Iterable[str]:
    """What az printed, without the sharing groups of galleries: they show where they are asked for."""
    lines: list[str] = sample["lines"]
    return without_groups(lines) if sample["command"] in ("show", "list") else lines


def without_groups(lines: Iterable[str]) -> Iterator[str]:
    in_groups = False
    for line in lines:
        word = line.strip().strip('"')
        in_groups = word.startswith("groups") or (in_groups and not word.startswith("permissions"))
        if not in_groups:
            yield line


def recorded() -> dict[str, str]:
    """What az printed by command line; what was asked for twice is asked for by ID the second time."""
    found: dict[str, str] = {}
    for sample in SAMPLES:
        line = command_line(sample)
        if line in found:
            line = line.replace("-g rg1 -r gal1", f"--ids {RECORDED['documents']['gal1']['id']}")
        found[line] = "".join(f"{text}\n" for text in lines_of(sample))
        if UNDER_WAY in line:
            # az was given a version that is Succeeded though a copy is under way. Ours is Updating then.
            updating = "Updating " if sample["format"] == "table" else "Updating"
            found[line] = found[line].replace("Succeeded", updating)
    return found


LINES = recorded()
# Once each through the installed command; all the others through its entry point, which is quicker.
AS_PROCESS = [line for line in LINES if line.endswith("-o yaml") and "--query" not in line]


def stored(name: str) -> dict[str, Any]:
    """A recorded document as the store keeps it: without what is computed when it is read."""
    body: dict[str, Any] = deepcopy(RECORDED["documents"][name])
    for computed in ("provisioningState", "replicationStatus", "safetyProfile"):
        body["properties"].pop(computed, None)
    return body


@pytest.fixture(scope="session")
def recorded_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded") / "store"
    plan = [RegionPlan(region="East US 2", started_at=to_text(PUBLISHED), seconds=100)]
    with open_store(str(folder)).writing() as tx:
        for name in ("gal1", "gal2", "web", "1.9.0", "1.10.0"):
            body = stored(name)
            document = documents.wrap(body, PUBLISHED)
            if name == "1.10.0":
                documents.set_plan(document, plan, "Updating")
            tx.put(ResourceId.parse(body["id"]), document)
    return folder


@pytest.fixture
def sig(sig: Sig, recorded_store: Path) -> Sig:
    """``sig`` with the recorded documents, when the second region has its copy."""
    shutil.copytree(recorded_store, sig.store)
    return sig.given(NOW=to_text(PUBLISHED + timedelta(seconds=100)))


def in_time(sig: Sig, line: str) -> Sig:
    """``sig`` when the copy to the second region is at 40 %, for a line that shows it."""
    return sig.given(NOW=to_text(PUBLISHED + timedelta(seconds=40))) if UNDER_WAY in line else sig


@pytest.mark.parametrize("line", LINES)
def test_stdout_is_what_az_printed_byte_for_byte(line: str, sig: Sig) -> None:
    answer = in_time(sig, line).in_process(line)
    assert answer.stdout == LINES[line]
    assert (answer.exit_code, answer.stderr) == (0, "")


@pytest.mark.parametrize("line", AS_PROCESS)
def test_the_installed_command_prints_the_same_bytes(line: str, sig: Sig) -> None:
    assert in_time(sig, line)(line).stdout == LINES[line]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal["command"])
def test_a_refusal_has_azs_exit_code_and_words(refusal: dict[str, Any], sig: Sig) -> None:
    answer = sig.in_process(refusal["command"].removeprefix("sig "))
    assert answer.exit_code == refusal["exit"]
    assert not answer.stdout
    expected = [refusal["ours"]] if "ours" in refusal else refusal["says"]
    said = answer.stderr.removeprefix("ERROR: ").splitlines()
    assert said[: len(expected)] == expected
    assert all(line.startswith("Hint: ") for line in said[len(expected) :])


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal["command"])
def test_other_words_than_azs_have_a_reason(refusal: dict[str, Any]) -> None:
    assert ("ours" in refusal) == ("because" in refusal)
    assert refusal.get("ours") not in refusal["says"]


def test_no_recorded_command_line_is_lost() -> None:
    assert len(LINES) == len(SAMPLES)
    assert len(LINES) + len(REFUSALS) == 162
