"""``sig fault``: every kind seen by the installed command, from outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.installed import ONE_DOOR

if TYPE_CHECKING:
    from e2e.installed import Outcome, Sig

GALLERY = "-g images -r Contoso"
DEFINITION = f"{GALLERY} -i ubuntu"
VERSION = f"{DEFINITION} -e 1.0.0"
CREATE = f"image-version create {VERSION} --managed-image web --target-regions westus eastus"


@pytest.fixture
def images(sig: Sig) -> Sig:
    """A store with a gallery and a definition, at an hour that stands still."""
    images = sig.given(NOW="2026-01-07T06:00:00Z", ERROR_FORMAT="json")
    for line in (
        f"create {GALLERY} -l westus",
        f"image-definition create {DEFINITION} -p Canonical -f Ubuntu -s 22 --os-type Linux --os-state Generalized",
    ):
        assert images.in_process(line).exit_code == 0
    return images


def said(outcome: Outcome) -> tuple[int, str, str | None]:
    report = json.loads(outcome.stderr.splitlines()[-1])
    assert report["exitCode"] == outcome.exit_code
    return outcome.exit_code, report["code"], report["rule"]


@pytest.mark.parametrize(
    ("kind", "code", "rule"),
    [
        ("throttled", "TooManyRequests", "R164"),
        ("conflict", "Conflict", "R165"),
        ("internal-error", "InternalServerError", "R166"),
        ("not-authorized", "AuthorizationFailed", "R167"),
    ],
)
def test_a_request_is_refused_as_often_as_was_said_and_then_succeeds(
    images: Sig, kind: str, code: str, rule: str
) -> None:
    added = images(f"fault add --kind {kind} --verb 'image-version create' --resource '*/versions/1.*' --times 2").json
    assert (added["number"], added["left"]) == (1, 2)
    assert [said(images(CREATE)) for _ in range(2)] == [(1, code, rule)] * 2
    assert images(CREATE).exit_code == 0
    assert [fault["left"] for fault in images("fault list").json] == [0]


def test_a_refusal_reads_as_that_of_az(images: Sig) -> None:
    images.in_process("fault add -k not-authorized --verb 'gallery show'")
    outcome = images.given(ERROR_FORMAT="text")(f"show {GALLERY}")
    assert outcome.exit_code == 1
    assert outcome.stdout == ""
    first, code, message, hint = outcome.stderr.splitlines()
    assert first.startswith("ERROR: (AuthorizationFailed) The client 'sig' with object id '33333333-")
    assert "perform action 'Microsoft.Compute/galleries/read' over scope '/subscriptions/00000000-" in first
    assert (code, message) == ("Code: AuthorizationFailed", f"Message: {first.partition(') ')[2]}")
    assert hint.startswith("Hint: This is fault 1 of the store: sig fault list.")


def test_a_copy_fails_in_its_region_and_recovers_when_the_region_is_removed_and_added_again(images: Sig) -> None:
    images.in_process("fault add -k replication-failed --region 'East US' --times 1 --progress 60 --message 'No room.'")
    assert said(images(CREATE))[:2] == (1, "ReplicationJobsFailed")
    (region,) = images(
        f"image-version show {VERSION} --expand ReplicationStatus "
        "--query \"replicationStatus.summary[?region=='East US']\""
    ).json
    assert (region["state"], region["progress"]) == ("Failed", 60)
    assert "No room." in region["details"]
    assert images.in_process(f"image-version update {VERSION} --target-regions westus").exit_code == 0
    assert images.in_process(f"image-version update {VERSION} --target-regions westus eastus").exit_code == 0
    assert images(f"image-version show {VERSION} --query provisioningState -o tsv").stdout == "Succeeded\n"


def test_a_copy_that_is_stuck_stays_where_it_stopped(images: Sig) -> None:
    images.in_process("fault add -k stuck --region eastus --progress 30")
    assert images.in_process(f"{CREATE} --no-wait").exit_code == 0
    later = images.given(NOW="2027-01-07T06:00:00Z")
    (region,) = later(
        f"image-version show {VERSION} --expand ReplicationStatus "
        "--query \"replicationStatus.summary[?region=='East US']\""
    ).json
    assert (region["state"], region["progress"]) == ("Replicating", 30)


def test_a_definition_is_refused_for_a_while_after_its_version_is_deleted(images: Sig) -> None:
    images.in_process("fault add -k nested-lag --seconds 1m")
    for line in (CREATE, f"image-version delete {VERSION}"):
        assert images.in_process(line).exit_code == 0
    assert said(images(f"image-definition delete {DEFINITION}")) == (1, "CannotDeleteResource", "R033")
    assert images.given(NOW="2026-01-07T06:01:00Z")(f"image-definition delete {DEFINITION}").exit_code == 0


def test_faults_are_listed_in_a_table_and_removed_by_number(images: Sig) -> None:
    images.in_process("fault add -k throttled --probability 0.25 --seed 42")
    images.in_process("fault add -k stuck --region westus2 --times 3")
    assert images("fault list -o table").stdout.splitlines() == [
        "Number    Kind       Verb    Resource    Region    Struck    Left       Chance",
        "--------  ---------  ------  ----------  --------  --------  ---------  --------",
        "1         throttled  *       *           *         0         unlimited  25%",
        "2         stuck      *       *           westus2   0         3          100%",
    ]
    assert said(images("fault remove 1 7")) == (3, "ResourceNotFound", "R163")
    assert images.in_process("fault remove 1 2").exit_code == 0
    assert images("fault list").json == []


def test_clear_removes_all_and_a_fault_never_keeps_itself_from_being_removed(images: Sig) -> None:
    images.in_process("fault add -k internal-error")
    assert images("group list").exit_code == 1
    assert images("fault clear").exit_code == 0
    assert images("group list").json == []


def test_what_is_wrong_on_the_command_line_is_said_by_it(images: Sig) -> None:
    outcome = images.given(ERROR_FORMAT="text")("fault add -k slow")
    assert outcome.exit_code == 2
    assert "Allowed values: replication-failed, stuck, throttled" in outcome.stderr
    assert said(images("fault add -k throttled --verb create"))[2] == "R160"


@ONE_DOOR  # a completion is answered before any door
def test_numbers_are_completed(images: Sig) -> None:
    for _ in range(2):
        images.in_process("fault add -k throttled")
    assert images("__complete fault --current= fault remove").stdout == "1\n2\n"
