"""``sig usage list`` and ``sig image-version check-deploy``: what they print, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from e2e.installed import Outcome, Sig

SUB = "00000000-0000-0000-0000-000000000000"
PARTNER = "22222222-2222-2222-2222-222222222222"
WEB = "-g images -r Contoso -i web"
WEB_ID = f"/subscriptions/{SUB}/resourceGroups/images/providers/Microsoft.Compute/galleries/Contoso/images/web"
CHECK = "image-version check-deploy"
MADE = (
    "group create -n images -l westus",
    "create -g images -r Contoso",
    "image-definition create -g images -r Contoso -i web -p Contoso -f Web -s 1 --os-type Linux",
    f"image-version create {WEB} -e 1.0.0 --managed-image web --replica-count 2 --target-regions westus eastus",
    f"image-version create {WEB} -e 1.1.0 --managed-image web --exclude-from-latest",
)


@pytest.fixture
def contoso(sig: Sig) -> Sig:
    for line in MADE:
        answer = sig.in_process(f"{line} -o none")
        assert answer.exit_code == 0, answer.stderr
    return sig


def ended(answer: Outcome, code: int) -> Any:
    assert answer.exit_code == code, answer.stderr
    return json.loads(answer.stdout)


# Usage


def test_usage_tells_of_each_region_that_holds_something(contoso: Sig) -> None:
    contoso.in_process("create -g images -r East -l eastus -o none")
    rows = contoso("usage list").json
    assert [(row["location"], row["name"]["value"], row["currentValue"]) for row in rows] == [
        ("eastus", "galleries", 1),
        ("eastus", "galleryImages", 0),
        ("eastus", "galleryImageVersions", 0),
        ("westus", "galleries", 1),
        ("westus", "galleryImages", 1),
        ("westus", "galleryImageVersions", 2),
    ]
    assert {(row["unit"], row["limit"] - row["currentValue"] == row["headRoom"]) for row in rows} == {("Count", True)}


def test_usage_of_one_region_is_a_table_of_three(contoso: Sig) -> None:
    table = contoso.in_process("usage list -l WestUS -o table").stdout
    assert [line.split() for line in table.splitlines()[2:]] == [
        ["westus", "Galleries", "1", "100", "99"],
        ["westus", "Gallery", "Image", "Definitions", "1", "1000", "999"],
        ["westus", "Gallery", "Image", "Versions", "2", "10000", "9998"],
    ]
    assert table.split()[:5] == ["Location", "Name", "CurrentValue", "Limit", "HeadRoom"]


def test_usage_of_an_empty_store_is_an_empty_list(sig: Sig) -> None:
    assert sig.in_process("usage list").json == []


def test_usage_of_an_unknown_region_is_refused(sig: Sig) -> None:
    answer = sig.in_process("usage list -l wstus")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Hint: Did you mean" in answer.stderr


def test_r015_a_gallery_past_the_hundredth_is_refused_in_both_eras(sig: Sig) -> None:
    for number in range(100):
        assert sig.in_process(f"create -g images -r g{number} -l westus -o none").exit_code == 0
    for profile in ("2021", "current"):
        refused = sig.in_process(f"create -g images -r another -l westus --profile {profile}")
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "ERROR: (QuotaExceeded)" in refused.stderr
        assert "Maximum allowed: 100, Current in use: 100" in refused.stderr
    assert sig.in_process("create -g images -r another -l eastus").exit_code == 0


# Deployment


def test_a_deployment_that_azure_would_make(contoso: Sig) -> None:
    answer = contoso(f"{CHECK} {WEB} -l westus --os-profile true --count 40")
    assert answer.json == {
        "deployable": True,
        "reasons": [],
        "version": "1.0.0",
        "versionId": f"{WEB_ID}/versions/1.0.0",
        "warnings": [],
    }


def test_a_deployment_that_azure_would_refuse(contoso: Sig) -> None:
    answer = contoso(f"{CHECK} {WEB} -e 1.1.0 -l eastus --os-profile false")
    said = ended(answer, 1)
    assert (said["deployable"], said["version"], said["versionId"]) == (False, None, None)
    assert [(reason["rule"], reason["code"]) for reason in said["reasons"]] == [
        ("R072", "GalleryImageNotFound"),
        ("R071", "InvalidParameter"),
    ]
    assert answer.stderr == ""


@pytest.mark.parametrize("version", ["", "-e 1.0.0", "-e latest"])
def test_a_definition_that_does_not_exist_ends_as_not_found(version: str, contoso: Sig) -> None:
    answer = contoso.in_process(f"{CHECK} -g images -r Contoso -i wbe {version} -l westus")
    assert (answer.exit_code, answer.stdout) == (3, "")
    assert "Did you mean 'web'" in answer.stderr


def test_ids_name_definitions_and_versions_and_the_worst_answer_counts(contoso: Sig) -> None:
    ids = (WEB_ID, f"{WEB_ID}/versions/latest", f"{WEB_ID}/versions/1.1.0")
    said = ended(contoso.in_process(f"{CHECK} -l westus --ids {' '.join(ids)}"), 0)
    assert [item["version"] for item in said] == ["1.0.0", "1.0.0", "1.1.0"]
    said = ended(contoso.in_process(f"{CHECK} -l eastus --ids {' '.join(ids)}"), 1)
    assert [item["deployable"] for item in said] == [True, True, False]


@pytest.mark.parametrize("wrong", [WEB_ID.rpartition("/images/")[0], f"{WEB_ID}/versions/1.0.0/x/y", "web"])
def test_ids_of_something_else_are_refused(wrong: str, contoso: Sig) -> None:
    answer = contoso.in_process(f"{CHECK} -l westus --ids {wrong}")
    assert (answer.exit_code, answer.stdout) == (1, "")


def test_a_table_has_a_row_for_each_thing_said(contoso: Sig) -> None:
    table = contoso.in_process(f"{CHECK} {WEB} -e 1.1.0 -l westus --os-profile false -o table").stdout.splitlines()
    assert table[0].split() == ["Version", "Deployable", "Finding", "Rule", "Message"]
    assert table[2].split()[:4] == ["1.1.0", "False", "Reason", "R071"]
    assert table[3].split()[:3] == ["1.1.0", "False", "Warning"]
    table = contoso.in_process(f"{CHECK} {WEB} -l westus -o table").stdout.splitlines()
    assert [line.split() for line in (table[0], *table[2:])] == [["Version", "Deployable"], ["1.0.0", "True"]]


def test_the_profile_says_how_many_replicas_are_enough(contoso: Sig) -> None:
    line = f"{CHECK} {WEB} -l westus --count 41 --query warnings[].code"
    assert contoso.in_process(f"{line} --profile 2021").json == ["TooFewReplicas"]
    assert contoso.in_process(f"{line} --profile current").json == ["FewerReplicasThanAdvised"]
    assert contoso.in_process(f"{line} --vmss").json == []


def test_a_scale_set_is_compared_with_the_image_it_has(contoso: Sig) -> None:
    special = "image-definition create -g images -r Contoso -i special -p Contoso -f Special -s 1 --os-type Linux"
    contoso.in_process(f"{special} --os-state Specialized -o none")
    current = WEB_ID.replace("/web", "/special")
    said = ended(contoso.in_process(f"{CHECK} {WEB} -l westus --current-image {current}"), 1)
    assert [reason["rule"] for reason in said["reasons"]] == ["R076"]


def test_the_vms_may_be_in_another_subscription_but_not_in_another_tenant(contoso: Sig) -> None:
    line = f"{CHECK} {WEB} -l westus --subscription-of-vm"
    assert contoso.in_process(f"{line} {PARTNER}").exit_code == 0
    contoso.in_process(f"account add --name partner --id {PARTNER} --tenant {PARTNER} -o none")
    for name in ("partner", PARTNER):
        said = ended(contoso.in_process(f"{line} {name}"), 1)
        assert [reason["code"] for reason in said["reasons"]] == ["LinkedAuthorizationFailed"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{CHECK} {WEB}", 2),
        (f"{CHECK} -l westus -g images -r Contoso", 1),
        (f"{CHECK} {WEB} -l nowhere", 1),
        (f"{CHECK} {WEB} -l westus --count 0", 1),
        (f"{CHECK} {WEB} -l westus --count many", 2),
        (f"{CHECK} {WEB} -l westus --data-disk-luns one", 1),
        (f"{CHECK} {WEB} -l westus --current-image web", 1),
        (f"{CHECK} {WEB} -l westus --os-profile maybe", 2),
        (f"{CHECK} {WEB} -l westus --subscription-of-vm nobody", 1),
    ],
)
def test_a_mistaken_question_is_refused(line: str, code: int, contoso: Sig) -> None:
    answer = contoso.in_process(line)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith("ERROR: ")


def test_asking_changes_nothing(contoso: Sig) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in contoso.store.rglob("*") if path.is_file()}

    before = files()
    contoso.in_process(f"{CHECK} {WEB} -l westus")
    contoso.in_process("usage list")
    assert files() == before
