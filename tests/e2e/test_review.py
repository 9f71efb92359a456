"""Looking over what is stored, and removing it whole: lint, tree, diff, delete --recursive."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pexpect
import pytest

from e2e.installed import EXECUTABLE

if TYPE_CHECKING:
    from e2e.installed import Sig

DEFINITION = "-g images -r Main -i web"


@pytest.fixture
def sig(sig: Sig) -> Sig:
    sig = sig.given(NOW="2026-01-07T06:00:00Z")
    for line in (
        "group create -n images -l westus",
        "create -g images -r Main",
        f"image-definition create {DEFINITION} -p Contoso -f Web -s 1 --os-type Linux",
        f"image-version create {DEFINITION} -e 1.0.0 --managed-image m --end-of-life-date 2030-01-01",
        f"image-version create {DEFINITION} -e 1.1.0 --managed-image m --target-regions westus=2 ukwest=2",
    ):
        assert sig.in_process(line).exit_code == 0
    return sig


def test_the_tree_marks_the_latest_version_and_says_where_replicas_are(sig: Sig) -> None:
    assert sig("gallery tree").stdout == (
        "Main (images, westus)\n"
        "└── web (Linux, Generalized)\n"
        "    ├── 1.0.0  West US=1\n"
        "    └── 1.1.0 [latest]  West US=2, UK West=2\n"
    )


def test_the_tree_marks_what_is_revoked(sig: Sig) -> None:
    assert sig.in_process(f"image-version revoke {DEFINITION} -e 1.1.0 --reason bad").exit_code == 0
    drawn = sig("gallery tree").stdout
    assert "── 1.0.0 [latest]  West US=1\n" in drawn
    assert "── 1.1.0 [revoked]  West US=2, UK West=2\n" in drawn


def test_the_tree_is_data_in_every_format(sig: Sig) -> None:
    (gallery,) = sig("gallery tree -g images -r main -o json").json
    assert [version["isLatest"] for version in gallery["definitions"][0]["versions"]] == [False, True]
    assert sig("gallery tree --query '[].definitions[].latest' -o tsv").stdout == "1.1.0\n"
    assert "1.1.0" in sig("gallery tree -o table").stdout


def test_the_tree_of_a_gallery_that_is_not_there_is_refused(sig: Sig) -> None:
    for words in ("-r Nope", "-g images -r Nope"):
        assert sig.in_process(f"gallery tree {words}").exit_code == 3


def test_lint_exits_with_4_where_a_practice_is_not_followed(sig: Sig) -> None:
    told = sig("lint -o json")
    assert told.exit_code == 4
    assert [finding["rule"] for finding in json.loads(told.stdout)] == ["L001"]


def test_lint_exits_with_0_where_all_is_well(sig: Sig) -> None:
    assert sig.in_process(f"image-version delete {DEFINITION} -e 1.0.0").exit_code == 0
    end = "publishingProfile.endOfLifeDate=2030-01-01T00:00:00Z"
    assert sig.in_process(f"image-version update {DEFINITION} -e 1.1.0 --set {end}").exit_code == 0
    assert sig("lint").json == []


def test_lint_writes_sarif(sig: Sig) -> None:
    sarif = json.loads(sig("lint -o sarif").stdout)
    (run,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["L001"]
    (result,) = run["results"]
    place = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    assert (result["ruleId"], place.rpartition("/")[2]) == ("L001", "1.1.0")
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (sig.folder / uri).is_file()


def test_sarif_is_a_format_of_lint_alone(sig: Sig) -> None:
    assert sig.in_process("list -o sarif").exit_code == 2


def test_diff_shows_each_property_that_differs(sig: Sig) -> None:
    published = "properties.publishingProfile"
    told = sig(f"image-version diff 1.0.0 1.1.0 {DEFINITION} -o json").json
    changes = {change["path"].removeprefix(f"{published}."): (change["a"], change["b"]) for change in told}
    added = changes.pop("targetRegions.UK West")
    assert changes == {
        "endOfLifeDate": ("2030-01-01T12:59:59+00:00", None),
        "targetRegions.West US.regionalReplicaCount": (1, 2),
    }
    assert (added[0], added[1]["name"]) == (None, "UK West")
    text = sig(f"image-version diff 1.0.0 1.1.0 {DEFINITION}").stdout
    assert "- properties.publishingProfile.endOfLifeDate: 2030-01-01T12:59:59+00:00\n" in text


def test_a_version_does_not_differ_from_itself_however_it_is_named(sig: Sig) -> None:
    identifier = sig(f"image-version show {DEFINITION} -e 1.0.0 --query id -o tsv").stdout.strip()
    assert sig(f"image-version diff {identifier} {identifier} -o json").json == []


def test_a_missing_version_to_compare_with_is_called_as_the_help_calls_it(sig: Sig) -> None:
    told = sig.in_process(f"image-version diff 1.0.0 {DEFINITION}")
    assert (told.exit_code, told.stderr.splitlines()[0]) == (2, "ERROR: the following arguments are required: B")


def test_removing_a_gallery_whole_needs_somebody_to_agree(sig: Sig) -> None:
    told = sig("gallery delete -g images -r Main --recursive")
    assert told.exit_code == 1
    assert "--yes" in told.stderr
    assert "delete   Microsoft.Compute/galleries/Main/images/web/versions/1.0.0" in told.stderr
    assert [gallery["name"] for gallery in sig("list").json] == ["Main"]


def test_removing_a_gallery_whole_takes_the_children_first(sig: Sig) -> None:
    steps = sig("delete -g images -r Main --recursive --yes").json
    assert [step["name"].rpartition("/")[2].lower() for step in steps] == ["1.0.0", "1.1.0", "web", "main"]
    assert sig("list").json == []


def test_nothing_is_removed_while_one_version_blocks_it(sig: Sig) -> None:
    block = "--block-deletion-before-end-of-life true"
    assert sig.in_process(f"image-version update {DEFINITION} -e 1.0.0 {block}").exit_code == 0
    told = sig("gallery delete -g images -r Main --recursive --yes")
    assert told.exit_code == 1
    assert "CannotDeleteResource" in told.stderr
    assert "blockDeletionBeforeEndOfLife" in told.stderr
    assert len(sig(f"image-version list {DEFINITION}").json) == 2


def test_a_gallery_with_a_version_in_use_goes_only_by_force(sig: Sig) -> None:
    assert sig.in_process(f"consumer add --vm web-1 {DEFINITION} -e 1.0.0").exit_code == 0
    told = sig("gallery delete -g images -r Main --recursive --yes")
    assert told.exit_code == 1
    assert "is in use by VM 'web-1'" in told.stderr
    assert "--force" in told.stderr
    assert len(sig(f"image-version list {DEFINITION}").json) == 2
    assert sig("gallery delete -g images -r Main --recursive --yes --force").exit_code == 0
    assert sig("list").json == []


def test_a_child_that_lags_behind_its_deletion_holds_the_gallery(sig: Sig) -> None:
    for line in ("fault add --kind nested-lag --seconds 60s", f"image-version delete {DEFINITION} -e 1.0.0"):
        assert sig.in_process(line).exit_code == 0
    told = sig.in_process("gallery delete -g images -r Main --recursive --yes")
    assert told.exit_code == 1
    assert "CannotDeleteResource" in told.stderr
    later = sig.given(NOW="2026-01-07T06:01:00Z")
    assert later.in_process("gallery delete -g images -r Main --recursive --yes").exit_code == 0


def test_a_gallery_that_keeps_deleted_versions_goes_only_for_good(sig: Sig) -> None:
    assert sig.in_process("update -g images -r Main --soft-delete true").exit_code == 0
    assert sig.in_process(f"image-version delete {DEFINITION} -e 1.0.0").exit_code == 0
    told = sig("gallery delete -g images -r Main --recursive --yes")
    assert told.exit_code == 1
    assert "--bypass-soft-delete true" in told.stderr
    steps = sig("gallery delete -g images -r Main --recursive --yes --bypass-soft-delete").json
    assert [step["action"] for step in steps] == ["delete", "delete", "purge", "delete"]


@pytest.mark.parametrize(("typed", "left"), [("main", 1), ("Main", 0), ("", 1)])
def test_on_a_terminal_the_name_of_the_gallery_is_asked_for(sig: Sig, typed: str, left: int) -> None:
    words = shlex.split("gallery delete -g images -r Main --recursive -o none")
    child = pexpect.spawn(str(EXECUTABLE), words, cwd=str(sig.folder), env=sig.environment, timeout=20)
    child.expect("type the name of the gallery Main: ")
    child.sendline(typed)
    child.expect(pexpect.EOF)
    child.close()
    assert len(sig("list").json) == left
