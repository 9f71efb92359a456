"""The verbs that look after a store, as somebody with a terminal or a pipeline meets them."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.installed import Sig


@pytest.fixture
def stocked(sig: Sig) -> Sig:
    for line in (
        "store init --path store",
        "create -g images -r Contoso -l westus",
        "image-definition create -g images -r Contoso -i web -p Contoso -f Web -s v1 --os-type Linux",
        "image-version create -g images -r Contoso -i web -e 1.0.0 --managed-image web-41",
    ):
        outcome = sig.in_process(line)
        assert outcome.exit_code == 0, outcome.stderr
    return sig


def document(sig: Sig, name: str) -> Path:
    (path,) = sig.store.glob(f"subscriptions/**/{name}")
    return path


def test_a_clean_store_passes_and_a_damaged_one_does_not(stocked: Sig) -> None:
    assert stocked("store check").json == []
    document(stocked, "1.0.0.json").write_text("{", encoding="utf-8")
    outcome = stocked("store check")
    assert outcome.exit_code == 1
    (found,) = [each for each in json.loads(outcome.stdout) if each["level"] == "error"]
    assert (found["code"], found["repair"], found["repaired"]) == ("Damaged", None, False)
    assert "1.0.0.json" in found["place"]
    assert "Traceback" not in outcome.stderr


def test_a_table_shows_what_is_wrong_and_what_would_be_done(stocked: Sig) -> None:
    document(stocked, "1.0.0.json").rename(document(stocked, "1.0.0.json").with_name("2.0.0.json"))
    page = stocked("store check -o table").stdout
    assert page.split("\n")[0].split() == ["Level", "Code", "Where", "Message", "Repair"]
    assert "Misplaced" in page
    assert "move it to subscriptions/" in page


def test_a_repair_that_nobody_confirms_shows_what_it_would_do_and_ends_with_1(stocked: Sig) -> None:
    document(stocked, "1.0.0.json").rename(document(stocked, "1.0.0.json").with_name("2.0.0.json"))
    planned = stocked("store check --repair")
    assert planned.exit_code == 1
    assert "--yes" in planned.stderr
    assert [each["repaired"] for each in json.loads(planned.stdout)] == [False]
    assert document(stocked, "2.0.0.json").exists()
    done = stocked("store check --repair --yes")
    assert [each["repaired"] for each in done.json] == [True]
    assert document(stocked, "1.0.0.json").exists()
    assert stocked("store check").json == []


def test_a_store_can_be_checked_whose_default_subscription_cannot_be_read(stocked: Sig) -> None:
    assert stocked("account add --name Team --id 22222222-2222-2222-2222-222222222222").exit_code == 0
    path = stocked.store / "subscriptions" / "22222222-2222-2222-2222-222222222222" / "resource.json"
    path.write_bytes(b"\xff")
    outcome = stocked.given(STRICT="1")("store check --subscription Team")
    assert outcome.exit_code == 1
    assert [each["code"] for each in json.loads(outcome.stdout)] == ["Damaged"]


def test_a_backup_goes_to_another_machine_and_back(stocked: Sig) -> None:
    made = stocked("store backup images.tar.gz").json
    assert made["lineage"] == stocked("store info").json["lineage"]
    again = stocked("store backup images.tar.gz")
    assert again.exit_code == 1
    assert "--force" in again.stderr
    elsewhere = stocked.given(STORE=str(stocked.folder / "elsewhere"))
    assert elsewhere("store restore images.tar.gz").json["sha256"] == made["sha256"]
    assert elsewhere("image-version list -g images -r Contoso -i web --query [].name -o tsv").stdout == "1.0.0\n"


def test_backups_that_are_made_while_others_write_are_each_of_one_moment(stocked: Sig) -> None:
    apart = replace(stocked, stays=False)  # side by side in one process, they would mix up their environments

    def write(number: int) -> int:
        line = f"image-version create -g images -r Contoso -i web -e 2.0.{number} --managed-image web-41"
        return apart(line).exit_code

    def keep(number: int) -> int:
        return apart(f"store backup b{number}.tar.gz").exit_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda number: (write if number % 2 else keep)(number), range(16))) == {0}
    for number in range(0, 16, 2):
        place = stocked.given(STORE=str(stocked.folder / f"s{number}"))
        assert place(f"store restore b{number}.tar.gz").exit_code == 0
        assert place("store check").json == []


def test_a_store_changes_its_format_and_all_commands_go_on(stocked: Sig) -> None:
    assert stocked("store migrate --format toml").json["documents"] == 3
    assert document(stocked, "1.0.0.toml").exists()
    listed = stocked("image-version list -g images -r Contoso -i web --query [].name -o tsv")
    assert listed.stdout == "1.0.0\n"
    assert stocked("image-version create -g images -r Contoso -i web -e 1.1.0 --managed-image web-41").exit_code == 0
    assert stocked("store check").json == []
    assert stocked("store migrate").json["migrated"] is False


def test_a_rehearsal_ends_where_it_began(stocked: Sig) -> None:
    assert stocked("store snapshot save clean").json["documents"] == 3
    assert stocked("image-version delete -g images -r Contoso -i web -e 1.0.0").exit_code == 0
    page = stocked("store snapshot diff clean -o table").stdout
    assert "deleted" in page
    assert "1.0.0" in page
    rehearsed = stocked("store snapshot load clean --dry-run --detailed-exitcode")
    assert rehearsed.exit_code == 4
    assert stocked("image-version list -g images -r Contoso -i web").json == []
    assert stocked("store snapshot load clean").json["created"] == 1
    assert stocked("image-version show -g images -r Contoso -i web -e 1.0.0").json["name"] == "1.0.0"
    assert stocked("store snapshot delete clean --yes").exit_code == 0
    assert stocked("store snapshot list").json == []


def test_a_snapshot_is_not_deleted_when_nobody_can_be_asked(stocked: Sig) -> None:
    stocked("store snapshot save clean")
    assert stocked("store snapshot delete clean").exit_code == 1
    assert [each["name"] for each in stocked("store snapshot list").json] == ["clean"]


def test_a_damaged_snapshot_is_named_and_the_others_are_there(stocked: Sig) -> None:
    for name in ("clean", "later"):
        assert stocked(f"store snapshot save {name}").exit_code == 0
    path = stocked.store / "snapshots" / "clean.json"
    path.write_text("{", encoding="utf-8")
    listed = stocked("store snapshot list")
    assert [each["name"] for each in listed.json] == ["later"]
    assert listed.stderr.startswith("WARNING: The store is damaged: ")
    assert str(path) in listed.stderr
    assert stocked("store snapshot list --only-show-errors").stderr == ""
    checked = stocked("store check")
    assert checked.exit_code == 1
    assert [(each["code"], each["place"]) for each in json.loads(checked.stdout)] == [("Damaged", str(path))]


def test_a_noun_below_a_noun_has_its_own_help_and_its_own_hints(sig: Sig) -> None:
    assert "load" in sig("store snapshot --help").stdout
    assert "snapshot" in sig("store --help").stdout
    wrong = sig("store snapshot lod x")
    assert wrong.exit_code == 2
    assert "'load'" in wrong.stderr
