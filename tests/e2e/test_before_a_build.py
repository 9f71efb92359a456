"""The questions before a build, asked of the installed command as a pipeline asks them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from e2e.installed import EXECUTABLE

if TYPE_CHECKING:
    from e2e.installed import Sig

OF = "-g images -r Contoso -i ubuntu"


@pytest.fixture
def contoso(sig: Sig) -> Sig:
    for line in (
        "create -g images -r Contoso -l westus",
        "image-definition create -g images -r Contoso -i ubuntu -p Contoso -f Ubuntu -s 22 --os-type Linux",
        f"image-version create {OF} -e 1.9.0 --managed-image web",
        f"image-version create {OF} -e 1.10.0 --managed-image web --exclude-from-latest true",
        f"image-version create {OF} -e 2.0.0 --managed-image web --target-regions westus eastus",
    ):
        assert sig.in_process(line).exit_code == 0, line
    return sig


def test_latest_prints_what_show_prints_and_says_where_it_looked(contoso: Sig) -> None:
    latest = contoso.in_process(f"image-version latest {OF}")
    assert latest.json == contoso.in_process(f"image-version show {OF} -e 2.0.0").json
    assert "this is the latest in westus, where the definition is" in latest.stderr
    named = contoso.in_process(f"image-version latest {OF} --region westus --major 1 --query name -o tsv")
    assert (named.stdout, named.stderr) == ("1.9.0\n", "")


def test_latest_explains_each_version_that_is_passed_over(contoso: Sig) -> None:
    explained = contoso.in_process(f"image-version latest {OF} --match ~1 --explain")
    assert explained.stdout == "1.10.0 is excluded from latest.\nThe latest in westus is 1.9.0.\n"
    data = contoso.in_process(f"image-version latest {OF} --match ~1 --explain -o json").json
    assert data["latest"]["name"] == "1.9.0"
    assert data["passedOver"] == [{"version": "1.10.0", "reason": "excluded", "explanation": "is excluded from latest"}]


def test_latest_explains_who_follows_it(contoso: Sig) -> None:
    for line in ("--vm web-1 -l westus", "--vm web-2 -l eastus", "--vm web-3 -l westus -e 1.9.0"):
        assert contoso.in_process(f"consumer add {OF} {line}").exit_code == 0
    data = contoso.in_process(f"image-version latest {OF} --explain -o json").json
    assert [follower.rpartition("/")[2] for follower in data["followers"]] == ["web-1"]
    told = contoso.in_process(f"image-version latest {OF} --explain").stdout
    assert told.endswith("The latest in westus is 2.0.0.\nweb-1 follows it.\n")


def test_without_a_latest_the_exit_code_is_3_and_the_reasons_are_said(contoso: Sig) -> None:
    for line, words in (("--region eastus --match ~1", "is not in eastus but in: westus"), ("--match 7", "3 versions")):
        refused = contoso.in_process(f"image-version latest {OF} {line}")
        assert (refused.exit_code, refused.stdout) == (3, "")
        assert "GalleryImageNotFound" in refused.stderr
        assert words in refused.stderr
    explained = contoso.in_process(f"image-version latest {OF} --region eastus --match ~1 --explain")
    assert explained.exit_code == 3
    assert explained.stdout.endswith("The latest in eastus is no version.\n")


def test_the_next_number_goes_into_a_variable_as_it_is(contoso: Sig) -> None:
    script = f'VERSION=$(sig image-version next {OF} --reserve 15m -o tsv) && printf "<%s>" "$VERSION"'
    assert contoso.shell(script).stdout == "<2.0.1>"
    answer = contoso.in_process(f"image-version next {OF}").json
    assert (answer["name"], answer["follows"]) == ("2.0.2", "2.0.1")
    assert contoso.in_process(f"image-version next {OF} --query follows -o tsv").stdout == "2.0.1\n"


def test_jobs_that_reserve_at_the_same_time_get_numbers_of_their_own(contoso: Sig) -> None:
    command = [str(EXECUTABLE), *f"image-version next {OF} --reserve 15m -o tsv".split()]
    jobs = [
        subprocess.Popen(command, env=contoso.environment, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(6)
    ]
    numbers = sorted(job.communicate()[0] for job in jobs)
    assert numbers == [f"2.0.{patch}\n" for patch in range(1, 7)]


def test_check_ends_with_1_where_create_would_and_shows_every_reason(contoso: Sig) -> None:
    good = contoso.in_process(f"image-version check {OF} -e 3.0.0 --managed-image web")
    assert good.exit_code == 0
    assert good.stdout.endswith("It would be created.\n")
    line = f"image-version check {OF} -e 3.0 --managed-image web --target-regions mars=x --replica-count 0"
    bad = contoso.in_process(f"{line} --end-of-life-date soon -o json")
    found = json.loads(bad.stdout)
    assert bad.exit_code == 1
    assert [entry["rule"] for entry in found if entry["level"] == "error"] == [None, None, "R040", "R045", "R044"]
    assert all(set(entry) == {"level", "rule", "code", "message", "target", "hint"} for entry in found)


def test_a_region_that_cannot_be_read_hides_nothing_of_the_others(contoso: Sig) -> None:
    checked = contoso.in_process(
        f"image-version check {OF} -e 3.0.0 --managed-image web --target-regions westus=x mars"
    )
    assert "westus=x is an invalid target region argument" in checked.stdout
    assert "'mars' is not available" in checked.stdout
    assert checked.stdout.endswith("It would be refused: 2 errors.\n")


def test_check_reads_each_builder_of_a_packer_template(contoso: Sig) -> None:
    inner = {
        "resource_group": "images",
        "gallery_name": "Contoso",
        "image_name": "ubuntu",
        "image_version": "{{user `v`}}",
    }
    builder = {
        "type": "azure-arm",
        "os_type": "Windows",
        "location": "westus",
        "shared_image_gallery_destination": inner,
    }
    (contoso.folder / "web.json").write_text(json.dumps({"builders": [builder, {**builder, "name": "b"}]}))
    bad = contoso.in_process("image-version check --from-packer web.json --var v=3.0.0 -o json")
    errors = [(entry["builder"], entry["rule"]) for entry in json.loads(bad.stdout) if entry["level"] == "error"]
    assert errors == [("azure-arm[0]", "R062"), ("b", "R062")]
    unknown = contoso.in_process("image-version check --from-packer web.json -o json")
    assert {entry["code"] for entry in json.loads(unknown.stdout)} == {"UnresolvedVariable"}
    named = contoso.in_process("image-version check --from-packer web.json -e 3.0.0 -o json")
    assert "UnresolvedVariable" not in named.stdout
    for line in ("--managed-image web", "--var v"):
        assert contoso.in_process(f"image-version check --from-packer web.json {line}").exit_code == 1
    assert contoso.in_process(f"image-version check {OF} -e 3.0.0 --managed-image m --var a=b").exit_code == 1


def test_a_plan_is_pasted_into_create(contoso: Sig) -> None:
    script = (
        f"sig image-version create {OF} -e 3.0.0 --managed-image web "
        "--target-regions $(sig replica plan --vms westus=120 eastus=20 -o tsv) --query publishingProfile.targetRegions"
    )
    counts = {region["name"]: region["regionalReplicaCount"] for region in contoso.shell(script).json}
    assert counts == {"West US": 6, "East US": 1}


def test_a_plan_takes_counts_alone_for_the_regions_named(contoso: Sig) -> None:
    planned = contoso.in_process("replica plan --vms 40 --vmss 1 --region westus eastus -o tsv")
    assert planned.stdout == "westus=3 eastus=3\n"
    assert contoso.in_process("replica plan --vms westus=40 --vmss 1 -o tsv").stdout == "westus=3\n"
    for line in ("--vms 40", "--vms westus=x", "--vms ="):
        assert contoso.in_process(f"replica plan {line}").exit_code == 1


def test_costs_are_estimated_from_what_is_stored_and_sizes_are_not_guessed(contoso: Sig) -> None:
    unknown = contoso.in_process("cost estimate -g images -r Contoso -o json").json
    assert (unknown["snapshots"], unknown["storedGb"], len(unknown["unknownSizes"])) == (4, 0, 3)
    sized = contoso.in_process(f"cost estimate {OF} --size-gb 10 -o json").json
    assert (sized["snapshots"], sized["storedGb"], sized["egressGb"], sized["unknownSizes"]) == (4, 40, 10, [])
    assert contoso.in_process("cost estimate -g images -r None").exit_code == 3


def test_money_needs_a_price_file_with_a_date(contoso: Sig) -> None:
    prices = {"currency": "EUR", "storage": {"default": {"Standard_LRS": 0.05}}, "egress": {"default": 0.02}}
    (contoso.folder / "prices.json").write_text(json.dumps(prices))
    line = "cost estimate --size-gb 10 --regions westus eastus northeurope --replicas 2 --prices prices.json"
    undated = contoso.in_process(line)
    assert undated.exit_code == 1
    assert "it has no date" in undated.stderr
    (contoso.folder / "prices.json").write_text(json.dumps({**prices, "date": "2026-01-15"}))
    assert "Storage:    3.00 EUR a month, at prices of 2026-01-15\nCopying:    0.40 EUR, once\n" in (
        contoso.in_process(line).stdout
    )
    assert contoso.in_process(f"{line} -o table").stdout.splitlines()[-1].split()[-3:] == ["3.0", "0.4", "EUR"]
    for wrong in ("--regions westus", "--replicas 2", "--regions westus --size-gb 1 -r Contoso", "--prices none.json"):
        assert contoso.in_process(f"cost estimate {wrong}").exit_code == 1
