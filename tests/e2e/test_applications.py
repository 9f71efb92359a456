"""VM applications and their versions, as users and scripts of az see them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from e2e.installed import EXECUTABLE, ONE_DOOR

if TYPE_CHECKING:
    from e2e.installed import Outcome, Sig

GALLERY = "-g images -r Contoso"
APPLICATION = f"{GALLERY} -n agent"
OF_AGENT = f"{GALLERY} --application-name agent"
LINK = "https://contoso.blob.core.windows.net/packages/agent.zip"
PACKAGE = f"--package-file-link {LINK}"
VERSION = f"{OF_AGENT} -n 1.0.0"
CREATE = f"gallery-application version create {VERSION} {PACKAGE} --install-command ./in --remove-command ./out"
UPDATE = f"gallery-application version update {VERSION} {PACKAGE}"
SHOW = f"gallery-application version show {VERSION}"
PROVIDER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/images/providers/Microsoft.Compute"
ID = f"{PROVIDER}/galleries/Contoso/applications/agent"
needs_terminal = pytest.mark.skipif(os.name == "nt", reason="pexpect opens terminals of POSIX")


@pytest.fixture
def sig(sig: Sig) -> Sig:
    """A store with a gallery and an application."""
    for line in (
        "group create -n images -l westus",
        "create -g images -r Contoso",
        f"gallery-application create {APPLICATION} --os-type linux",
    ):
        done(sig, line)
    return sig


def done(sig: Sig, line: str) -> Outcome:
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stderr) == (0, ""), line
    return answer


def refused(sig: Sig, line: str, *said: str, exit_code: int = 1) -> None:
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stdout) == (exit_code, ""), line
    assert [words for words in said if words not in answer.stderr] == [], answer.stderr


def test_an_application_is_shown_as_az_shows_it(sig: Sig) -> None:
    assert sig(f"gallery-application show {APPLICATION}").json == {
        "id": ID,
        "location": "westus",
        "name": "agent",
        "resourceGroup": "images",
        "supportedOSType": "Linux",
        "type": "Microsoft.Compute/galleries/applications",
    }
    assert sig(f"gallery-application list {GALLERY} -o table").stdout == (
        "Location    Name    ResourceGroup    SupportedOSType\n"
        "----------  ------  ---------------  -----------------\n"
        "westus      agent   images           Linux\n"
    )


def test_a_version_is_shown_as_az_shows_it(sig: Sig) -> None:
    found = sig(f"{CREATE} --package-file-name agent.zip --config-file-name agent.cfg").json
    published = found.pop("publishingProfile")
    assert found == {
        "id": f"{ID}/versions/1.0.0",
        "location": "westus",
        "name": "1.0.0",
        "provisioningState": "Succeeded",
        "resourceGroup": "images",
        "type": "Microsoft.Compute/galleries/applications/versions",
    }
    assert published.pop("publishedDate")
    assert published == {
        "enableHealthCheck": False,
        "excludeFromLatest": False,
        "manageActions": {"install": "./in", "remove": "./out"},
        "replicaCount": 1,
        "settings": {"configFileName": "agent.cfg", "packageFileName": "agent.zip"},
        "source": {"mediaLink": LINK},
        "storageAccountType": "Standard_LRS",
        "targetRegions": [{"name": "West US", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"}],
    }


@pytest.mark.parametrize(
    "written",
    [
        "'[{name:eastus,regional-replica-count:2},{name:westus}]'",
        """'[{"name": "eastus", "regionalReplicaCount": 2}, {"name": "West US"}]'""",
        "@regions.json",
        "regions.json",
        "[0].name=eastus [0].regional-replica-count=2 [1].name=westus",
        "'[{name:eastus},{name:westus}]' [0].regional-replica-count=2",
    ],
)
def test_target_regions_are_written_in_every_way_of_az(written: str, sig: Sig) -> None:
    regions = [{"name": "eastus", "regionalReplicaCount": 2}, {"name": "westus"}]
    (sig.folder / "regions.json").write_text(json.dumps(regions), encoding="utf-8")
    found = done(sig, f"{CREATE} --target-regions {written}").json["publishingProfile"]["targetRegions"]
    assert [(target["name"], target["regionalReplicaCount"]) for target in found] == [("East US", 2), ("West US", 1)]


def test_the_other_grammar_of_regions_is_refused_with_this_one(sig: Sig) -> None:
    refused(sig, f"{CREATE} --target-regions westus=2", "Failed to parse '--target-regions' argument", "[0].name=value")
    refused(sig, f"{CREATE} --target-regions westus", "list type value expected, got 'westus'(<class 'str'>)")


def test_an_update_changes_what_it_names(sig: Sig) -> None:
    done(sig, f"{CREATE} --default-file-link {LINK}.cfg --tags team=ops")
    line = f"{UPDATE} --target-regions [{{name:westus,regional-replica-count:3}},{{name:eastus}}] --exclude-from"
    found = done(sig, f"{line} --end-of-life-date 2090-05-01").json
    published = found["publishingProfile"]
    assert [target["regionalReplicaCount"] for target in published["targetRegions"]] == [3, 1]
    assert published["excludeFromLatest"] is True
    assert published["endOfLifeDate"] == "2090-05-01T00:00:00+00:00"
    assert published["source"]["defaultConfigurationLink"] == f"{LINK}.cfg"
    assert found["tags"] == {"team": "ops"}
    found = done(
        sig, f"{UPDATE} --default-file-link null --target-regions null --end-of-life-date null --tags a=b"
    ).json
    assert found["publishingProfile"]["source"] == {"mediaLink": LINK}
    assert "endOfLifeDate" not in found["publishingProfile"]
    assert [target["name"] for target in found["publishingProfile"]["targetRegions"]] == ["West US"]
    assert found["tags"] == {"a": "b"}
    assert "tags" not in done(sig, f"{UPDATE} --tags null").json


def test_a_generic_update_goes_by_path(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, f"{UPDATE} --add publishingProfile.targetRegions name=eastus regionalReplicaCount=2 --set tags.a=b")
    found = done(
        sig,
        f"{UPDATE} --set publishingProfile.replicaCount=2 --remove publishingProfile.targetRegions 0 "
        "--add publishingProfile.targetRegions name=westus",
    ).json
    assert [target["name"] for target in found["publishingProfile"]["targetRegions"]] == ["East US", "West US"]
    refused(sig, f"{UPDATE} --set publishingProfile.nope=1", "Couldn't find 'nope' in 'publishingProfile'")
    refused(sig, f"gallery-application update {APPLICATION} --set nope=1", "Couldn't find 'nope' in ''")
    assert done(sig, f"gallery-application update {APPLICATION} --set eula=terms").json["eula"] == "terms"


def test_a_description_is_told_and_taken_back(sig: Sig) -> None:
    line = f"gallery-application update {APPLICATION} --description"
    assert done(sig, f"{line} 'Watches machines'").json["description"] == "Watches machines"
    assert "description" not in done(sig, f"{line} null").json


def test_an_update_without_a_package_is_a_bad_command_line(sig: Sig) -> None:
    done(sig, CREATE)
    line = f"gallery-application version update {VERSION} --exclude-from"
    refused(sig, line, "the following arguments are required: --package-file-link", exit_code=2)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("gallery-application show -g images -r Contoso", "-n"),
        ("gallery-application delete -g images -n agent -y", "-r"),
        ("gallery-application version show -g images -r Contoso -n 1.0.0", "--application-name"),
        ("gallery-application version delete -r Contoso --application-name agent -n 1.0.0 -y", "-g"),
    ],
)
def test_a_name_that_is_missing_is_named(line: str, missing: str, sig: Sig) -> None:
    refused(sig, line, f"Missing required field: {missing}\n")


def test_ids_stand_for_names(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, CREATE.replace("1.0.0", "2.0.0"))
    ids = f"--ids {ID}/versions/1.0.0 {ID}/versions/2.0.0"
    shown = done(sig, f"gallery-application version show {ids}").json
    assert [version["name"] for version in shown] == ["1.0.0", "2.0.0"]
    updated = done(sig, f"gallery-application version update {ids} {PACKAGE} --exclude-from").json
    assert [version["publishingProfile"]["excludeFromLatest"] for version in updated] == [True, True]
    done(sig, f"gallery-application version delete {ids} -y")
    done(sig, f"gallery-application delete --ids {ID} -y")
    refused(sig, f"gallery-application show --ids {ID}", "ResourceNotFound", exit_code=3)
    refused(
        sig, f"gallery-application show --ids {ID}/versions/1.0.0", "is not the ID of a Microsoft.Compute/galleries"
    )


@pytest.mark.parametrize("line", [f"gallery-application delete {APPLICATION}", SHOW.replace(" show ", " delete ")])
def test_without_a_terminal_nobody_can_agree_to_a_deletion(line: str, sig: Sig) -> None:
    done(sig, CREATE)
    answer = sig(line)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Operation cancelled." in answer.stderr
    assert done(sig, SHOW).json["name"] == "1.0.0"


@needs_terminal
@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("y", 0)])
def test_a_deletion_asks_first(answer: str, left: int, sig: Sig) -> None:
    import pexpect

    child = pexpect.spawn(
        str(EXECUTABLE),
        ["gallery-application", "delete", *APPLICATION.split()],
        env=sig.environment,
        cwd=str(sig.folder),
        encoding="utf-8",
        timeout=60,
    )
    child.expect_exact("Are you sure you want to perform this operation? (y/n): ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == left
    assert len(done(sig, f"gallery-application list {GALLERY}").json) == left


def test_a_version_is_replicated_by_the_clock_and_waited_for(sig: Sig) -> None:
    done(sig, "clock set 2030-01-01")
    slow = sig.given(REPLICATION="regions:eastus=10m")
    assert done(slow, f"{CREATE} --target-regions [{{name:westus}},{{name:eastus}}] --no-wait").stdout == ""
    state = "--expand ReplicationStatus --query [provisioningState,replicationStatus.aggregatedState]"
    assert done(slow, f"{SHOW} {state}").json == ["Creating", "InProgress"]
    refused(slow, f"image-version show --ids {ID}/versions/1.0.0", "is not the ID of")
    done(slow, f"gallery-application version wait {VERSION} --created")
    assert done(slow, f"{SHOW} {state}").json == ["Succeeded", "Completed"]
    assert done(slow, "clock show --query now").json == "2030-01-01T00:10:00+00:00"


def test_a_create_waits_for_the_copies(sig: Sig) -> None:
    done(sig, "clock set 2030-01-01")
    slow = sig.given(REPLICATION="10m")
    assert done(slow, CREATE).json["provisioningState"] == "Succeeded"
    assert done(slow, "clock show --query now").json == "2030-01-01T00:10:00+00:00"


def test_a_copy_that_fails_is_told_by_the_create_and_the_tree(sig: Sig) -> None:
    done(sig, "fault add -k replication-failed --verb 'gallery-application version create' --message 'No room.'")
    answer = sig.in_process(CREATE)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "(ReplicationJobsFailed)" in answer.stderr
    assert "No room." in answer.stderr
    assert "1.0.0 [Failed]" in done(sig, "gallery tree").stdout


def test_the_tree_draws_applications_and_lists_them_in_rows(sig: Sig) -> None:
    done(sig, f"{CREATE} --exclude-from")
    done(sig, f"image-definition create {GALLERY} -i web -p Contoso -f Web -s 1 --os-type Linux")
    done(sig, f"image-version create {GALLERY} -i web -e 1.0.0 --managed-image web")
    assert done(sig, "gallery tree").stdout == (
        "Contoso (images, westus)\n"
        "├── web (Linux, Generalized)\n"
        "│   └── 1.0.0 [latest]  West US=1\n"
        "└── agent (application, Linux)\n"
        "    └── 1.0.0 [excluded]  West US=1\n"
    )
    rows = done(sig, "gallery tree -o table").stdout.splitlines()
    assert [row.split()[:3] for row in rows[2:]] == [["Contoso", "web", "1.0.0"], ["Contoso", "1.0.0", "Succeeded"]]
    assert rows[0].split() == ["Gallery", "Definition", "Version", "Latest", "State", "Regions", "Application"]


@pytest.mark.parametrize("condition", ["--created", "--updated"])
def test_a_wait_for_a_state_that_applications_do_not_have_ends_as_after_its_timeout(condition: str, sig: Sig) -> None:
    line = f"gallery-application wait {APPLICATION} {condition}"
    answer = sig.in_process(line)
    assert (answer.exit_code, answer.stdout) == (1, "{}\n")
    assert "has no provisioningState" in answer.stderr
    assert "Wait operation timed-out after 3600 seconds." in answer.stderr
    assert sig.given(COMPAT="az").in_process(line).exit_code == 0


def test_a_wait_for_what_can_be_is_met(sig: Sig) -> None:
    done(sig, f"gallery-application wait {APPLICATION} --exists --created")
    done(sig, f"gallery-application wait {APPLICATION} --custom \"supportedOSType=='Linux'\"")
    done(sig, f"gallery-application wait {GALLERY} -n gone --deleted")


def test_a_gallery_with_applications_goes_with_all_of_them(sig: Sig) -> None:
    done(sig, CREATE)
    refused(sig, f"delete {GALLERY}", "(CannotDeleteResource)", "galleries/Contoso/applications/agent'")
    done(sig, f"gallery delete {GALLERY} --recursive --yes")
    assert done(sig, "list").json == []


def test_the_past_of_an_application_can_be_shown_and_brought_back(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, f"{UPDATE} --exclude-from")
    assert done(sig, f"{SHOW} --at 4 --query publishingProfile.excludeFromLatest").json is False
    assert len(done(sig, f"gallery-application list {GALLERY} --at 2").json) == 0
    done(sig, "undo")
    assert done(sig, f"{SHOW} --query publishingProfile.excludeFromLatest").json is False


def test_the_command_that_the_journal_keeps_has_no_token(sig: Sig) -> None:
    done(sig, CREATE.replace(LINK, f"'{LINK}?sig=hidden'"))
    event = done(sig, "log").json[0]
    assert event["verb"] == "gallery-application version create"
    assert "hidden" not in json.dumps(event["command"]) + json.dumps(event["options"])


@ONE_DOOR  # a completion is answered before any door
def test_names_are_completed(sig: Sig) -> None:
    done(sig, CREATE)
    done(sig, CREATE.replace("1.0.0", "1.10.0"))
    done(sig, f"gallery-application create {GALLERY} -n backup --os-type Linux")
    line = "gallery-application version show -g images -r Contoso"
    assert sig(f"__complete application --current= {line} --application-name").stdout == "agent\nbackup\n"
    asked = f"__complete application-version --current= {line} --application-name agent -n"
    assert sig(asked).stdout == "1.10.0\n1.0.0\n"
    assert sig(asked.replace("agent", "backup")).stdout == ""


def test_a_damaged_name_of_a_version_is_reported(sig: Sig) -> None:
    done(sig, CREATE)
    (document,) = sig.store.glob("**/applications/agent/versions/1.0.0.json")
    document.rename(document.with_name("one.json"))
    refused(sig, f"gallery-application version list {OF_AGENT}", "(StoreCorrupt)")


def test_a_store_with_applications_is_clean(sig: Sig) -> None:
    done(sig, CREATE)
    assert done(sig, "store check").json == []
    (document,) = sig.store.glob("**/applications/agent/resource.json")
    document.unlink()
    codes = sig.in_process("store check --query [].code -o tsv")
    assert "Orphan" in codes.stdout.split()
