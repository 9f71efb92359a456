"""Prune, consumers, promotion, revocation and channels as they are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from e2e.installed import Sig

SUB = "00000000-0000-0000-0000-000000000000"
COMPUTE = f"/subscriptions/{SUB}/resourceGroups/g/providers/Microsoft.Compute"
WEB = "-g g -r dev -i web"
PRUNE = f"image-version prune {WEB}"
CHANNEL = f"{WEB} -n stable"


def done(sig: Sig, *lines: str) -> Any:
    """Run the lines, each of which succeeds; what the last one prints, ``None`` for nothing."""
    printed = ""
    for line in lines:
        answer = sig.in_process(line)
        assert answer.exit_code == 0, f"{line}\n{answer.stderr}"
        printed = answer.stdout
    return json.loads(printed) if printed else None


def names(sig: Sig, where: str = WEB) -> list[str]:
    return [version["name"] for version in done(sig, f"image-version list {where}")]


@pytest.fixture(params=["json", "toml"])
def dev(request: pytest.FixtureRequest, sig: Sig) -> Sig:
    """A store in each format with two galleries and three versions in the first."""
    settled = sig.given(NOW="2026-05-01")
    done(
        settled,
        f"store init --format {request.param}",
        "create -g g -r dev -l westus",
        "create -g g -r prod -l westus",
        f"image-definition create {WEB} -p P -f O -s 1 --os-type linux",
        *(f"image-version create {WEB} -e {name} --managed-image m" for name in ("1.9.0", "1.10.0", "1.11.0")),
    )
    return settled


def test_a_plan_is_written_reviewed_and_applied_once(dev: Sig) -> None:
    rows = done(dev, f"{PRUNE} --keep 1 --plan plan.json")
    assert [(row["name"], row["action"]) for row in rows] == [
        ("1.11.0", "keep"),
        ("1.10.0", "delete"),
        ("1.9.0", "delete"),
    ]
    assert len(names(dev)) == 3
    assert done(dev, "image-version prune --apply plan.json") == rows
    assert names(dev) == ["1.11.0"]
    again = dev.in_process("image-version prune --apply plan.json")
    assert again.exit_code == 1
    assert "version 1.10.0 is gone; version 1.9.0 is gone" in again.stderr


def test_nothing_is_deleted_unless_it_is_said(dev: Sig) -> None:
    answer = dev.in_process(f"{PRUNE} --keep 1")
    assert "Nothing was deleted." in answer.stderr
    assert len(names(dev)) == 3
    done(dev, f"{PRUNE} --keep 1 --yes")
    assert names(dev) == ["1.11.0"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{PRUNE} --keep 1 --plan p --yes", "exclude each other"),
        ("image-version prune --apply plan.json --keep 1", "a plan has its policy in itself"),
        ("image-version prune --apply plan.json -r prod -i web -g g", "another definition was named"),
        ("image-version prune --apply absent.json", "Failed to open file 'absent.json'"),
        ("image-version prune --keep 1", "Missing required field"),
        (f"{PRUNE} --keep 1 --plan no/such/folder", "Failed to write file"),
        ("image-version promote --from dev --to prod -i web -e 1.9.0", "Missing required field: -g"),
        (f"image-version promote -g g --from {COMPUTE}/images/i --to prod -i web -e 1.9.0", "is not the ID of a"),
        ("consumer add -g g --vm a --vmss b --image x", "give one of --vm and --vmss"),
        (f"consumer add --vm a {WEB.replace('-g g ', '')}", "Missing required field: -g"),
        ("consumer add -g g --vm a", "give the image either as --image or by -r and -i"),
        (f"consumer add -g g --vm a --image /x {WEB}", "give the image either as --image or by -r and -i"),
        (f"consumer show --vm {COMPUTE}/virtualMachineScaleSets/s", "is not the ID for --vm"),
        ("consumer import absent.json", "Failed to open file 'absent.json'"),
        (f"consumer remove --ids {COMPUTE}/disks/d", "is not the ID of a VM or scale set"),
    ],
)
def test_a_line_that_makes_no_sense_says_what_would(line: str, said: str, dev: Sig) -> None:
    done(dev, f"{PRUNE} --keep 1 --plan plan.json")
    answer = dev.in_process(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr
    assert len(names(dev)) == 3


def test_r203_a_plan_that_was_edited_is_not_applied(dev: Sig) -> None:
    done(dev, f"{PRUNE} --keep 1 --plan plan.json")
    path = dev.folder / "plan.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"keep"', '"delete"'), encoding="utf-8")
    answer = dev.in_process("image-version prune --apply plan.json")
    assert "It was changed since it was made." in answer.stderr
    assert len(names(dev)) == 3


def test_a_plan_in_which_a_member_is_missing_is_not_applied(dev: Sig) -> None:
    (dev.folder / "plan.json").write_text('{"format": "sig prune plan 1"}', encoding="utf-8")
    answer = dev.in_process("image-version prune --apply plan.json")
    assert "The file is not a plan of 'sig image-version prune'." in answer.stderr


def test_consumers_come_from_what_az_lists(dev: Sig) -> None:
    image = f"{COMPUTE}/galleries/dev/images/web"
    vms = [
        {"id": f"{COMPUTE}/virtualMachines/{name}", "location": "westus", "storageProfile": {"imageReference": used}}
        for name, used in {"a": {"id": image, "exactVersion": "1.9.0"}, "b": {"publisher": "Canonical"}}.items()
    ]
    answer = dev("consumer import -", stdin=json.dumps(vms))
    assert [row["name"] for row in answer.json] == ["a"]
    assert answer.stderr == "WARNING: Skipped 1 that use no image of a gallery.\n"
    assert done(dev, "consumer show -g g --vm A")["origin"] == "imported"
    forgotten = dev("consumer import - --forget-others", stdin="[]")
    assert (forgotten.json, "Forgot 1" in forgotten.stderr) == ([], True)
    assert done(dev, "consumer list") == []


def test_a_version_goes_through_galleries_and_is_taken_out_of_use_with_its_copies(dev: Sig) -> None:
    promote = "image-version promote --from dev --to prod -g g -i web -e 1.10.0 --create-definition"
    made = done(dev, f"{promote} --to-definition site --to-version 2.0.0")
    assert made["name"] == "2.0.0"
    again = dev.in_process(f"{promote} --to-definition site --to-version 2.0.0")
    assert json.loads(again.stdout) == made
    assert "it is unchanged" in again.stderr
    rows = done(dev, f"image-version revoke {WEB} -e 1.10.0 --reason leaked --cascade")
    assert [row["id"].rpartition("galleries/")[2] for row in rows] == [
        "dev/images/web/versions/1.10.0",
        "prod/images/site/versions/2.0.0",
    ]
    answer = dev.in_process("image-version check-deploy -g g -r prod -i site -l westus")
    assert answer.exit_code == 1
    assert "2.0.0 is revoked: leaked" in answer.stdout
    tree = dev.in_process(f"image-version lineage {WEB} -e 1.10.0 --tree").stdout
    assert tree == ("g/dev/web/1.10.0 (revoked: leaked)  <- asked about\n└── g/prod/site/2.0.0 (revoked: leaked)\n")
    nested = done(dev, f"image-version lineage {WEB} -e 1.10.0 --tree -o json")
    assert [child["name"] for child in nested["children"]] == ["2.0.0"]
    done(dev, f"image-version restore {WEB} -e 1.10.0 --cascade")
    assert done(dev, "image-version show -g g -r prod -i site -e 2.0.0") == made


def test_whoever_revokes_is_told_of_the_channel_that_still_points_there(dev: Sig) -> None:
    done(dev, f"channel set {CHANNEL} -e 1.9.0", f"channel set {CHANNEL} -e 1.10.0")
    answer = dev.in_process(f"image-version revoke {WEB} -e 1.10.0 --reason leaked")
    line = next(line for line in answer.stderr.splitlines() if "still points at 1.10.0" in line)
    moved = done(dev, line.partition("Move it: sig ")[2])
    assert moved["version"] == "1.9.0"
    assert done(dev, f"channel log {CHANNEL}")[0]["action"] == "rollback"


def test_channels_are_listed_shown_and_removed(dev: Sig) -> None:
    done(dev, f"channel set {CHANNEL} -e 1.9.0", f"channel set {WEB} -n canary -e 1.11.0")
    assert [(row["name"], row["version"]) for row in done(dev, f"channel list {WEB}")] == [
        ("canary", "1.11.0"),
        ("stable", "1.9.0"),
    ]
    done(dev, f"channel remove {CHANNEL}")
    answer = dev.in_process(f"channel show {CHANNEL}")
    assert answer.exit_code == 3
    assert "It has: canary." in answer.stderr
